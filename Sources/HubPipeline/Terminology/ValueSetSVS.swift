package import HubCore
package import HubRules
internal import HubXML

/// Reads VSAC's answer by IHE's Sharing Value Sets (ITI-60, `RetrieveMultipleValueSetsResponse`; ITI-48, `RetrieveValueSetResponse`).
///
/// `DescribedValueSet` or `ValueSet` with `ID`, `displayName`, `version`; in it `Concept` with `code`, `codeSystem` (an OID), `displayName`.
package enum ValueSetSVS {
    enum Word: UInt16, CaseIterable {
        case RetrieveMultipleValueSetsResponse, RetrieveValueSetResponse, DescribedValueSet, ValueSet, ConceptList, Concept, ID, id,
            displayName,
            version, code, codeSystem, codeSystemName
    }

    /// - Throws: ``HubError/Code/malformed`` and ``HubError/Code/tooLarge`` of the guarded XML parser.
    package static func read(
        _ bytes: [UInt8], file: SourceFile, titles: [String: ValueSetTitle] = [:]
    ) throws(HubError) -> [ValueSetReading] {
        let gatherer = Gatherer(file, titles)
        let vocabulary = XMLVocabulary(Word.self, namespaces: [("urn:ihe:iti:svs:2008", .main)])
        let stream = try XMLStream(file: file, vocabulary: vocabulary, handler: gatherer)
        try stream.feed(bytes.span)
        try stream.finish()
        guard gatherer.isResponse else {
            return [
                ValueSetReading(findings: [
                    Finding(
                        .error, "valueset.xml", "this XML is no answer of a value set service", at: Origin(file),
                        fix: "Save the answer of VSAC's RetrieveMultipleValueSets as it came.", owner: .hub)
                ])
            ]
        }
        return gatherer.readings
    }

    private final class Gatherer: XMLHandler {
        var readings: [ValueSetReading] = []
        var isResponse = false
        private let file: SourceFile
        private let titles: [String: ValueSetTitle]
        private let tree = XMLTree()

        init(_ file: SourceFile, _ titles: [String: ValueSetTitle]) { (self.file, self.titles) = (file, titles) }

        func begin(_ element: XMLElement, depth: Int) throws(HubError) -> XMLChoice {
            switch Word(rawValue: element.name) {
            case .RetrieveMultipleValueSetsResponse, .RetrieveValueSetResponse:
                isResponse = true
                return .enter
            case .DescribedValueSet, .ValueSet: return isResponse ? .capture(tree) : .skip
            default: return .skip
            }
        }

        func captured(_ element: XMLElement, depth: Int) throws(HubError) {
            func text(_ element: XMLElement, _ word: Word) -> String { element.attribute(word.rawValue)?.trimmingBlanks() ?? "" }
            let oid = text(element, .ID).isEmpty ? text(element, .id) : text(element, .ID)
            let place = Origin(file, Position(line: element.line, column: element.column))
            guard oid.contains("."), oid.allSatisfy({ $0 == "." || $0.isNumber }) else {
                readings.append(
                    ValueSetReading(findings: [Finding(.error, "valueset.name", "the value set names no OID", at: place, owner: .hub)]))
                return
            }
            var (codes, seen): ([Coding], Set<Coding>) = ([], [])
            var reading = ValueSetReading()
            for list in element.children(Word.ConceptList.rawValue) {
                for concept in list.children(Word.Concept.rawValue) {
                    let (code, system) = (text(concept, .code), text(concept, .codeSystem))
                    let name = system.isEmpty ? text(concept, .codeSystemName) : system
                    guard !code.isEmpty, !name.isEmpty else {
                        reading.findings.append(
                            Finding(
                                .error, "valueset.row", "a concept needs a code and a code system",
                                at: Origin(file, Position(line: concept.line, column: concept.column)), owner: .hub))
                        continue
                    }
                    let words = text(concept, .displayName)
                    let coding = Coding(CodeSystem.inValueSet(name), code, display: words.isEmpty ? nil : words).normalized
                    if seen.insert(coding).inserted { codes.append(coding) }
                }
            }
            if reading.findings.isEmpty {
                let title = text(element, .displayName)
                reading.settle(
                    HubCore.ValueSet(
                        oid: oid, title: title.isEmpty ? titles[oid]?.title ?? "" : title, version: text(element, .version),
                        publishedTotal: titles[oid]?.publishedTotal, codes: codes, source: file.name), partial: false, file: file)
            }
            readings.append(reading)
        }

        func end(depth: Int) throws(HubError) {}
    }
}

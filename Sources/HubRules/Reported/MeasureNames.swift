package import HubCore

/// Recognises measures by what reports call them, from `Mappings/names/measures.yaml`. Nothing fuzzy: a name is known or it is not.
package struct MeasureNames: Sendable {
    package private(set) var measures: [KnownMeasure] = []
    private var byName: [NameWords: (at: Int, isComplement: Bool)] = [:]
    /// Numbers that other measures go by.
    private var otherQuality: Set<Int> = []
    private var otherCMS: Set<Int> = []

    package init() {}

    package subscript(_ id: String) -> KnownMeasure? { measures.first { $0.id == id } }

    package static func read(_ node: Node) -> (names: MeasureNames, findings: [Finding]) {
        var reader = NodeReader(node, what: "a file of measure names")
        var names = MeasureNames()
        for item in reader.required("measures")?.list ?? [] {
            let (measure, findings) = KnownMeasure.read(item)
            reader.absorb(findings)
            for (texts, isComplement) in [([measure.id, measure.title] + measure.names, false), (measure.complements, true)] {
                for text in texts {
                    let words = NameWords(text)
                    if let other = names.byName[words], names.measures.count != other.at {
                        reader.fail("`\(text)` is a name of \(names.measures[other.at].id) too", at: item.origin)
                    }
                    names.byName[words] = (names.measures.count, isComplement)
                }
            }
            names.measures.append(measure)
        }
        if let elsewhere = reader.optional("elsewhere") {
            var block = NodeReader(elsewhere, what: "`elsewhere`")
            names.otherQuality = Set((block.texts("quality") ?? []).compactMap { Int($0) })
            names.otherCMS = Set((block.texts("cms") ?? []).compactMap { Int($0) })
            block.finish()
            reader.absorb(block.findings)
        }
        reader.finish()
        return (names, reader.findings)
    }

    package enum Answer: Sendable {
        case known(KnownMeasure, version: String?, group: String?, isComplement: Bool)
        /// What is asked, and what to write instead.
        case ambiguous(String, fix: String)
        case unknown(suggestion: String)
    }

    package func recognize(_ sent: String, _ kind: ReportedResult.NameKind = .any, title: String? = nil) -> Answer {
        let answer = recognize(alone: sent, kind)
        guard let title, !NameWords(title).isEmpty else { return answer }
        let witness = recognize(alone: title, .title)
        switch (answer, witness) {
        case (.known(let measure, _, _, _), .known(let other, _, _, _)) where measure.id != other.id:
            return .ambiguous(
                "the measure's number says \(measure.id) and its title says \(other.id)",
                fix: "Correct the number or the title in the report.")
        case (.known(let measure, let version, let group, let isComplement), .known(_, let v, let g, let c)):
            return .known(measure, version: version ?? v, group: group ?? g, isComplement: isComplement || c)
        case (.known, _): return answer
        // A number that two measures go by, or an EMR's own, is settled by the title beside it.
        case (_, .known): return witness
        default: return answer
        }
    }

    private func recognize(alone sent: String, _ kind: ReportedResult.NameKind) -> Answer {
        if kind == .uds, let found = uds(sent) { return found }
        let words = NameWords(sent)
        if words.words.count == 1, let number = Int(words.words[0]) { return bare(number, digits: words.words[0].count, kind) }
        let scan = IdentifierScan(words)
        let ids = scan.identifiers
        let found = ids.compactMap { measure(of: $0) }
        if let first = found.first, found.allSatisfy({ $0 == first }), found.count == ids.count {
            let measure = measures[first]
            if let named = byName[NameWords(words: scan.rest)], named.at != first {
                return .ambiguous(
                    "the measure's number says \(measure.id) and its title says \(measures[named.at].id)",
                    fix: "Correct the number or the title in the report.")
            }
            let isComplement = byName[NameWords(words: scan.rest)]?.isComplement ?? false
            return .known(measure, version: scan.version.map { "\(measure.id)v\($0)" }, group: scan.group, isComplement: isComplement)
        }
        if !found.isEmpty {
            return .ambiguous(
                "the measure's numbers do not belong to one measure that the hub knows", fix: "Write one number, such as CMS165v14.")
        }
        if ids.isEmpty, let named = byName[NameWords(words: scan.rest)] {
            return .known(measures[named.at], version: nil, group: scan.group, isComplement: named.isComplement)
        }
        return .unknown(suggestion: suggestion(words))
    }

    /// A name of as many words, each the same or nearly: "A1c control" is no slip of the pen for "BP control".
    private func suggestion(_ sent: NameWords) -> String {
        guard sent.words.joined().count >= 5 else { return "" }
        let names = measures.flatMap { [$0.title] + $0.names }
        let near = names.first { name in
            let words = NameWords(name).words
            return words.count == sent.words.count
                && zip(words, sent.words).allSatisfy { $0 == $1 || $0.count >= 4 && Suggestion.nearest(to: $1, among: [$0]) != nil }
        }
        return near.map { "; did you mean `\($0)`?" } ?? ""
    }

    private func measure(of id: IdentifierScan.Identifier) -> Int? {
        switch id {
        case .cms(let number): measures.firstIndex { $0.id == "CMS\(number)" }
        case .cbe(let number): measures.firstIndex { $0.cbe.contains(number) }
        case .quality(let number): measures.firstIndex { $0.quality == number }
        case .own(let name): measures.firstIndex { $0.id.lowercased() == name }
        }
    }

    /// A number alone: its column says what it is, or its four digits do (NQF's have leading zeros), or it can be one thing only.
    private func bare(_ number: Int, digits: Int, _ kind: ReportedResult.NameKind) -> Answer {
        let asCMS = measure(of: .cms(number)), asCBE = measure(of: .cbe(number)), asQuality = measure(of: .quality(number))
        func known(_ at: Int?) -> Answer {
            at.map { .known(measures[$0], version: nil, group: nil, isComplement: false) } ?? .unknown(suggestion: "")
        }
        switch kind {
        case .cms: return known(asCMS)
        case .cbe: return known(asCBE)
        case .quality: return known(asQuality)
        case .title, .uds: return .unknown(suggestion: "")
        case .any: break
        }
        if digits == 4 { return known(asCBE) }
        // MIPS writes three digits, CMS does not fill up with zeros.
        if digits == 3, number < 100 { return known(asQuality) }
        let meanings = [asCMS.map { measures[$0].id }, asQuality.map { measures[$0].id }].compactMap(\.self)
        let others = (asCMS != nil && otherQuality.contains(number)) || (asQuality != nil && otherCMS.contains(number))
        guard Set(meanings).count <= 1, !others else {
            let best = asCMS.map { "CMS\(number) (\(measures[$0].title))" } ?? "Quality ID \(number)"
            return .ambiguous(
                "`\(number)` alone can be a CMS number or a MIPS quality number of another measure",
                fix:
                    "Write CMS\(number) or Quality ID \(number); \(best) is what the hub would know. In a mapping, say `named-by: cms` or `named-by: quality`."
            )
        }
        return known(asCMS ?? asQuality)
    }

    private func uds(_ sent: String) -> Answer? {
        let words = NameWords(sent).words.filter { !["table", "line", "uds", "t", "l"].contains($0) }
        for measure in measures {
            for (line, group) in measure.uds {
                let own = NameWords(line).words
                if own == words || Array(own.dropFirst()) == words {
                    return .known(measure, version: nil, group: measure.groups.isEmpty ? nil : group, isComplement: false)
                }
            }
        }
        return nil
    }
}

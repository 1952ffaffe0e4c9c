internal import CCDAImporter
internal import HubCore
internal import HubXML

/// Walks the document section by section. Measures are held until the end, because the period may stand behind them.
final class ReportReader: XMLHandler {
    private enum Place { case document, component, body, bodyComponent, section }

    private let file: SourceFile
    private let sink: any FactSink
    private let conclusion: ReportConclusion
    private let scratch = XMLTree()
    private var places: [Place] = []
    private var isKnown = false
    private var sections: [ReportSection] = []

    init(file: SourceFile, sink: any FactSink, identifiers: MeasureIdentifiers) {
        self.file = file
        self.sink = sink
        conclusion = ReportConclusion(file: file, sink: sink, identifiers: identifiers)
    }

    func begin(_ element: XMLElement, depth: Int) throws(HubError) -> XMLChoice {
        guard let place = places.last else {
            guard element.isNamed(.ClinicalDocument) else { throw notCDA(element) }
            return enter(.document)
        }
        let name = element.space == .foreign ? nil : Name(rawValue: element.name)
        switch (place, name) {
        case (.document, .templateId), (.document, .code), (.document, .documentationOf): return .capture(scratch)
        case (.document, .component): return enter(.component)
        case (.component, .structuredBody): return enter(.body)
        case (.body, .component): return enter(.bodyComponent)
        case (.bodyComponent, .section):
            sections.append(ReportSection(position: element.position))
            return enter(.section)
        case (.section, .templateId), (.section, .code), (.section, .title), (.section, .entry): return .capture(scratch)
        default: return .skip
        }
    }

    private func enter(_ place: Place) -> XMLChoice {
        places.append(place)
        return .enter
    }

    func captured(_ element: XMLElement, depth: Int) throws(HubError) {
        switch (places.last, Name(rawValue: element.name)) {
        case (.document, .templateId):
            isKnown = isKnown || element.string(.root)?.hasPrefix("2.16.840.1.113883.10.20.27.1.") == true
        case (.document, .documentationOf): conclusion.scope.read(element)
        case (.section, .templateId): sections[sections.count - 1].templates.append(element.string(.root) ?? "")
        case (.section, .code): sections[sections.count - 1].code = element.string(.code) ?? ""
        case (.section, .title): sections[sections.count - 1].title = element.text(limit: 200)
        case (.section, .entry): try take(entry: element)
        default: break
        }
    }

    func end(depth: Int) throws(HubError) { places.removeLast() }

    private func take(entry: XMLElement) throws(HubError) {
        let parser = MeasureParser { [self] (notice, position) throws(HubError) in try conclusion.note(notice, position) }
        conclusion.label = sections[sections.count - 1].label
        var content = ReportSection.Content.notUnderstood
        for statement in entry.children {
            if statement.isNamed(.act), let period = ReportPeriod(statement) {
                content = .period(period)
            } else if statement.isNamed(.organizer) {
                content = MeasureParser.isOtherProgram(statement) ? .otherProgram : .measure(try parser.measure(statement))
            } else if MeasureParser.references(statement, .externalDocument).isEmpty == false {
                content = .otherProgram
            }
        }
        sections[sections.count - 1].entries.append((content, entry.position))
    }

    /// - Throws: nothing of its own: what is wrong with a measure is a finding about it.
    func finish() throws(HubError) {
        conclusion.label = nil
        if !isKnown { try conclusion.note(.unknownTemplate, .start) }
        try conclusion.conclude(sections)
    }

    private func notCDA(_ element: XMLElement) -> HubError {
        HubError(
            .malformed, "this XML is not a QRDA document: its outermost element is not ClinicalDocument",
            at: Origin(file, element.position), hint: "Export QRDA Category III from the EMR's quality reports.")
    }
}

/// A section, and what its entries are.
struct ReportSection {
    enum Content {
        case period(ReportPeriod), measure(SentMeasure), otherProgram, notUnderstood
    }
    var position: Position
    var templates: [String] = []
    var code = ""
    var title = ""
    var entries: [(content: Content, position: Position)] = []

    /// Its LOINC code; sections of other programmes share it with the measures' own, and go by their template.
    var key: String {
        let other = templates.first { $0.hasSuffix(".27.2.4") || $0.hasSuffix(".27.2.5") || $0.hasSuffix(".27.2.6") }
        return other ?? (code.isEmpty ? templates.first ?? "" : code)
    }
    var label: String { key.isEmpty ? "section without a code" : "section \(key)" }
}

package import HubCore
package import HubXML

/// Walks the document from its header through its sections, one entry in memory at a time, and keeps the count.
package final class DocumentReader: XMLHandler {
    private enum Place { case document, component, body, bodyComponent, section, sectionComponent }

    private let entries: EntryReader
    private let sink: any FactSink
    private let scratch = XMLTree()
    private var places: [Place] = []
    private var sections: [Section] = []
    private var spare: [Section] = []
    private var coverage = ExtractionCoverage()
    private var patients = 0
    private var identity: Int64?
    private var isKnown = false
    private var document: PatientKey?
    private var hasBody = false
    private var entryStart = 0

    package init(file: SourceFile, sink: any FactSink, dialect: (any EntryDialect)? = nil) {
        entries = EntryReader(file: file, sink: sink, dialect: dialect)
        self.sink = sink
        entries.section.isHeader = true
        coverage.documents = 1
    }

    // XMLHandler

    package func begin(_ element: XMLElement, depth: Int) throws(HubError) -> XMLChoice {
        guard let place = places.last else {
            guard element.isNamed(.ClinicalDocument) else { throw notCDA(element) }
            if element.space == .none { try entries.note(.noNamespace, element) }
            return enter(.document)
        }
        let name = element.space == .foreign ? nil : Name(rawValue: element.name)
        switch (place, name) {
        case (.document, .recordTarget), (.document, .componentOf), (.document, .templateId), (.document, .id): return .capture(scratch)
        case (.document, .component): return enter(.component)
        case (.component, .structuredBody):
            try begunBody(element)
            return enter(.body)
        case (.component, .nonXMLBody):
            hasBody = true
            try entries.note(.unstructured, element)
            return .skip
        case (.body, .component): return enter(.bodyComponent)
        case (.section, .component): return enter(.sectionComponent)
        case (.bodyComponent, .section), (.sectionComponent, .section):
            open(element)
            return enter(.section)
        case (.section, .templateId), (.section, .code), (.section, .title), (.section, .subject):
            return .capture(scratch)
        case (.section, .text): return .capture(entries.section.narrative)
        case (.section, .entry): return .capture(scratch)
        default: return .skip
        }
    }

    package func captured(_ element: XMLElement, depth: Int) throws(HubError) {
        switch (places.last, Name(rawValue: element.name)) {
        case (.document, .templateId): isKnown = isKnown || isKnown(element)
        case (.document, .id): document = Self.key(of: element)
        case (.document, .recordTarget): try take(patient: element)
        case (.document, .componentOf): entries.header = try HeaderEncounter(element, entries)
        case (.section, .code): entries.section.setCode(element)
        case (.section, .templateId): entries.section.setTemplate(element)
        case (.section, .title): entries.section.title = element.text(limit: 200)
        case (.section, .subject): entries.section.isAboutSomebodyElse = true
        case (.section, .text): entries.section.setText(element)
        case (.section, .entry): try take(entry: element)
        default: break
        }
    }

    package func end(depth: Int) throws(HubError) {
        if places.popLast() == .section { try close() }
    }

    private func enter(_ place: Place) -> XMLChoice {
        places.append(place)
        return .enter
    }

    // Header

    private func take(patient element: XMLElement) throws(HubError) {
        let patient = try Header.patient(element, document: document, entries)
        patients += 1
        guard patients == 1 else {
            // The same person under two numbers; whose the statements are is known all the same.
            if let identity, identity == patient.identity { return try entries.note(.patientTwice, element) }
            throw HubError(
                .malformed, "the document is about several patients, and its entries do not say whose they are; nothing of it was taken",
                at: Origin(entries.file, element.position, path: "recordTarget"), hint: "Export one document for each patient.")
        }
        entries.patient = patient.key
        identity = patient.identity
        try sink.take(patient)
    }

    private func begunBody(_ element: XMLElement) throws(HubError) {
        hasBody = true
        guard patients > 0 else { throw Header.nobody(entries.file, nil) }
        if !isKnown { try entries.note(.olderDocument, element) }
    }

    private func isKnown(_ id: XMLElement) -> Bool {
        id.string(.root)?.hasPrefix(entries.dialect?.documentTemplates ?? "2.16.840.1.113883.10.20.22.1.") ?? false
    }

    private static func key(of id: XMLElement) -> PatientKey? {
        guard !id.isNull, let root = id.string(.root) else { return nil }
        return id.string(.extension).map { PatientKey($0, namespace: root) } ?? PatientKey(root)
    }

    private func notCDA(_ element: XMLElement) -> HubError {
        HubError(
            .malformed, "this XML is not a clinical document: its outermost element is not ClinicalDocument",
            at: Origin(entries.file, element.position),
            hint: "Export a C-CDA (CCD, referral note, discharge summary …), one document for each patient.")
    }

    // Sections

    private func open(_ element: XMLElement) {
        let section = spare.popLast() ?? Section()
        section.isNull = element.isNull
        section.isAboutSomebodyElse = sections.last?.isAboutSomebodyElse ?? false
        sections.append(section)
        entries.section = section
    }

    private func take(entry: XMLElement) throws(HubError) {
        let section = entries.section
        section.entries += 1
        let outcome = section.isAboutSomebodyElse ? Outcome.notNeeded : try entries.read(entry: entry)
        var count = coverage.sections[section.key] ?? ExtractionCoverage.Section()
        count.entries += 1
        let origin = Origin(entries.file, entry.position, path: section.label)
        switch outcome {
        case .taken:
            count.taken += 1
            try sink.accepted()
        case .empty:
            count.saidToBeEmpty += 1
            try sink.skipped(SkipReason("\(entries.prefix).said-to-be-empty", "the document itself says that there is nothing"), at: origin)
        case .notNeeded:
            count.notNeeded += 1
            try sink.skipped(
                SkipReason("\(entries.prefix).not-needed-template", "a kind of statement that no measure asks for"), at: origin)
        case .notUnderstood:
            count.notUnderstood += 1
            try entries.note(.notUnderstood, entry)
            try sink.skipped(SkipReason("\(entries.prefix).not-understood", "a kind of statement that is not known"), at: origin)
        case .incomplete:
            count.notUnderstood += 1
            try sink.rejected(entries.finding(.incompleteEntry, entry.position))
        }
        coverage.sections[section.key] = count
    }

    private func close() throws(HubError) {
        let section = sections.removeLast()
        var count = coverage.sections[section.key] ?? ExtractionCoverage.Section()
        if count.title.isEmpty { count.title = section.title }
        count.seen += 1
        if section.isNarrativeOnly {
            count.narrativeOnly += 1
            if section.isAsked, let text = section.narrative.root, !section.saysNothing {
                entries.section = section
                count.textOnly += 1
                try entries.note(.narrativeOnly, text)
            }
        }
        coverage.sections[section.key] = count
        section.clear()
        spare.append(section)
        if let outer = sections.last {
            entries.section = outer
        } else {
            entries.section = Section()
            entries.section.isHeader = true
        }
    }

    // The end

    package func finish() throws(HubError) {
        guard patients > 0 else { throw Header.nobody(entries.file, nil) }
        if !hasBody { try sink.note(entries.finding(.noEntries, .start)) }
        try entries.header?.take(unlessAmong: entries)
        try sink.covered(coverage)
    }
}

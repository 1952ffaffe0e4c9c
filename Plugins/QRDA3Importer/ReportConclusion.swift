internal import HubCore

/// What a whole document comes to: every entry is accepted, rejected or skipped, and every count belongs to a measure, a rate and a period.
final class ReportConclusion {
    private let file: SourceFile
    private let sink: any FactSink
    private let identifiers: MeasureIdentifiers
    var scope = ReportScope()
    /// The section that is spoken of.
    var label: String?

    init(file: SourceFile, sink: any FactSink, identifiers: MeasureIdentifiers) {
        (self.file, self.sink, self.identifiers) = (file, sink, identifiers)
    }

    func note(_ notice: Notice, _ position: Position) throws(HubError) { try sink.note(finding(notice, position)) }

    private func finding(_ notice: Notice, _ position: Position) -> Finding {
        Finding(
            notice.severity, notice.id, notice.words, at: Origin(file, position, path: label), fix: notice.fix, owner: notice.owner)
    }

    func conclude(_ sections: [ReportSection]) throws(HubError) {
        label = nil
        let periods = try self.periods(sections)
        let twice = Contradictions(sections, periods)
        var coverage = ExtractionCoverage()
        coverage.documents = 1
        var measures = 0
        for (number, section) in sections.enumerated() {
            label = section.label
            var count = coverage.sections[section.key] ?? ExtractionCoverage.Section()
            count.seen += 1
            if count.title.isEmpty { count.title = section.title }
            for (order, entry) in section.entries.enumerated() {
                count.entries += 1
                switch entry.content {
                case .period:
                    count.taken += 1
                    try sink.accepted()
                case .otherProgram:
                    count.notNeeded += 1
                    try skip("other-program", "improvement activities and promoting interoperability: no quality measure", entry.position)
                case .notUnderstood:
                    count.notUnderstood += 1
                    try note(.notUnderstood, entry.position)
                    try skip("not-understood", "an entry of a kind that is not known", entry.position)
                case .measure(let sent):
                    measures += 1
                    switch twice[number, order] {
                    case .same:
                        count.notNeeded += 1
                        try skip("repeated", "a measure that stands in the document before, with the same counts", entry.position)
                    case .different:
                        count.notUnderstood += 1
                        try sink.rejected(finding(.contradicts, entry.position))
                    case .once: try take(sent, periods[number], &count)
                    }
                }
            }
            coverage.sections[section.key] = count
        }
        label = nil
        if measures == 0 { try note(.noMeasures, .start) }
        if measures > 0 {
            try note(scope.level.level == .provider ? .provider : scope.level.level == .organization ? .entity : .group, .start)
        }
        try sink.covered(coverage)
    }

    private func take(_ sent: SentMeasure, _ period: ReportPeriod?, _ count: inout ExtractionCoverage.Section) throws(HubError) {
        count.notUnderstood += 1
        guard let guid = sent.guids.first(where: { identifiers.measure($0) != nil }), let measure = identifiers.measure(guid) else {
            return try sink.rejected(unknown(sent))
        }
        let kinds = Set(sent.populations.compactMap(\.kind))
        if !kinds.contains(.denominator), !kinds.contains(.numerator), kinds.contains(.measurePopulation) {
            (count.notUnderstood, count.notNeeded) = (count.notUnderstood - 1, count.notNeeded + 1)
            return try skip("continuous", "measures whose result is no proportion", sent.position)
        }
        guard sent.populations.contains(where: { $0.count.isSent || !$0.strata.isEmpty }) else {
            return try sink.rejected(finding(.noCounts, sent.position))
        }
        var template = ReportedResult(guid, source: .reportedQRDA3, at: sent.position)
        (template.measure, template.version) = (measure.id, measure.version)
        (template.periodStart, template.periodEnd) = (period?.start, period?.end)
        (template.level, template.levelKey) = scope.level
        (template.convention, template.path) = (.gross, sent.path)
        var results = MeasureResults(measure, guid: guid, identifiers: identifiers) { [self] (notice, position) throws(HubError) in
            try note(notice, position)
        }
        guard let rows = try results.read(sent, like: template) else { return try sink.rejected(finding(.notAssignable, sent.position)) }
        for row in rows { try sink.take(row) }
        (count.notUnderstood, count.taken) = (count.notUnderstood - 1, count.taken + 1)
        try sink.accepted()
    }

    private func skip(_ id: String, _ words: String, _ position: Position) throws(HubError) {
        try sink.skipped(SkipReason("qrda3." + id, words), at: Origin(file, position, path: label))
    }

    /// A measure's own identifier is no secret: without it nobody can find out what it is.
    private func unknown(_ sent: SentMeasure) -> Finding {
        let guid = sent.guids.first { $0.count == 36 && $0.allSatisfy { $0.isHexDigit || $0 == "-" } }
        guard let guid else { return finding(.noMeasure, sent.position) }
        let years = identifiers.years.map { String($0) }.joined(separator: ", ")
        return Finding(
            .error, "qrda3.unknown-measure",
            "the measure's identifier \(guid) is not one that the hub knows (\(years)); the measure was left out",
            at: Origin(file, sent.position, path: label),
            fix:
                "Export for a year that is known, or ask whoever keeps the hub to add the identifiers of the year. Known: \(identifiers.known).",
            owner: .hub)
    }
}

package import HubCore
internal import HubRules
internal import HubStore

/// Looks at files without a database and stores nothing: what are they, are they whole and believable, for which measures are they enough?
package struct Checking: Sendable {
    private let folder: ConfigFolder
    private let importers: [ImporterEntry]

    package init(folder: ConfigFolder, importers: [ImporterEntry]) {
        self.folder = folder
        self.importers = importers
    }

    /// - Parameter facts: gets all that would be stored, besides.
    /// - Throws: only what stops the whole check; what is wrong with a file is in the receipt.
    /// - Parameter rows: where to keep what was found in each row, for a check of one file.
    package func check(
        _ request: SubmissionRequest, into facts: (any FactSink)? = nil, rows: RowFindings? = nil,
        advance: @escaping (Int, String) -> Void = { _, _ in }
    ) throws(HubError) -> ImportReceipt {
        let sorted = try SortedFiles(request, Recognizer(folder.mappings().bind(importers, source: request.source)))
        guard !sorted.files.isEmpty else { return sorted.receipt(request) }
        let codeMap = try request.codeMap.map { path throws(HubError) in try CodeMapFile.read(path: path) } ?? CodeMap()
        let completeness = try CompletenessJudging(request, folder: folder, stored: [])
        let plan = try ReadingPlan(request, folder: folder, codeMap: codeMap, judging: completeness?.judging)
        let collector = HistoryCollector(keep: { completeness?.wants($0) ?? false })
        let reading = SubmissionReading(plan, into: CollectorSink(collector, facts, rows), advance: advance)
        var receipt = ImportReceipt(request)
        for line in sorted.unknownLines() { receipt.add(line) }
        for finding in sorted.unknownFindings() { reading.receipt.tell(finding) }
        if let note = CompletenessJudging.note(request) { reading.receipt.tell(note) }
        var seen: Set<String> = []
        try reading.link(sorted.files.map { ($0.input, $0.importer) })
        for file in reading.inOrder(sorted.files) {
            guard seen.insert(file.stored.sha256).inserted else {
                receipt.add(ImportReceipt.File(name: file.input.name, state: .seenBefore, format: file.importer.about.id))
                continue
            }
            collector.file = file.input.source
            receipt.add(try read(file, reading))
        }
        for finding in sorted.conclude() { reading.receipt.tell(finding) }
        receipt.conclude(reading)
        for check in receipt.checks {
            if let group = check.finding, let file = sorted.files.first { rows?.add(group, of: file.input.source) }
        }
        receipt.patients = collector.patients.count
        // A report of counts is about nobody in particular: there is nothing to be complete.
        if let completeness, !collector.patients.isEmpty || receipt.reported.isEmpty { try completeness.judge(collector, into: &receipt) }
        return receipt
    }

    private func read(_ file: SortedFiles.File, _ reading: SubmissionReading) throws(HubError) -> ImportReceipt.File {
        var line = ImportReceipt.File(name: file.input.name, state: .taken, format: file.importer.about.id)
        do throws(HubError) { line.mapping = try reading.read(file.input, by: file.importer) } catch {
            guard !SubmissionReading.stopping.contains(error.code) else { throw error }
            line.state = .refused
            reading.receipt.tell(FileTrouble.finding(error, file: file.input))
            (line.read, line.rejected) = (1, 1)
            return line
        }
        line.take(reading.receipt.counts)
        if reading.receipt.isBroken { line.state = .refused }
        return line
    }
}

/// The end of the line in a check: what is needed for judging is kept, nothing is stored.
private final class CollectorSink: FactSink {
    private let collector: HistoryCollector
    private let next: (any FactSink)?
    private let rows: RowFindings?

    init(_ collector: HistoryCollector, _ next: (any FactSink)?, _ rows: RowFindings?) {
        (self.collector, self.next, self.rows) = (collector, next, rows)
    }

    func take(_ patient: Patient) throws(HubError) {
        collector.add(patient)
        try next?.take(patient)
    }
    func take(_ fact: Fact) throws(HubError) {
        collector.add(fact)
        try next?.take(fact)
    }
    func take(_ result: ReportedResult) throws(HubError) { try next?.take(result) }
    func takeBack(_ results: Set<ReportedResult>) throws(HubError) { try next?.takeBack(results) }
    func accepted() throws(HubError) { try next?.accepted() }
    func rejected(_ finding: Finding) throws(HubError) {
        rows?.add(finding, as: "rejected")
        try next?.rejected(finding)
    }
    func skipped(_ reason: SkipReason, at origin: Origin) throws(HubError) {
        rows?.add(reason, at: origin)
        try next?.skipped(reason, at: origin)
    }
    func note(_ finding: Finding) throws(HubError) {
        rows?.add(finding)
        try next?.note(finding)
    }
    func covered(_ coverage: ExtractionCoverage) throws(HubError) { try next?.covered(coverage) }
    func keptOut(_ patient: PatientKey) throws(HubError) { try next?.keptOut(patient) }
}

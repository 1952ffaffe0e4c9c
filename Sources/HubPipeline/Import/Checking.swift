package import HubCore
internal import HubMapping
internal import HubRules

/// Looks at files without a database and stores nothing: what are they, are they whole and believable, for which measures are they enough?
package struct Checking: Sendable {
    private let folder: ConfigFolder
    private let importers: [any Importer.Type]

    package init(folder: ConfigFolder, importers: [any Importer.Type]) {
        self.folder = folder
        self.importers = importers
    }

    /// - Throws: only what stops the whole check; what is wrong with a file is in the receipt.
    package func check(_ request: SubmissionRequest, advance: @escaping (Int, String) -> Void = { _, _ in }) throws(HubError)
        -> ImportReceipt
    {
        let files = try InputFile.collect(request.paths)
        let completeness = try CompletenessJudging(request, folder: folder, stored: [])
        let plan = try ReadingPlan(request, folder: folder, stored: CodeMap(), judging: completeness?.judging)
        let collector = HistoryCollector(keep: { completeness?.wants($0) ?? false })
        let sink = CollectorSink(collector)
        let reading = SubmissionReading(plan, into: sink, advance: advance)
        var receipt = ImportReceipt()
        receipt.period = request.period?.description
        let recognizer = Recognizer(importers)
        for file in files {
            var line = ImportReceipt.File(name: file.name, state: .taken)
            guard let importer = try recognizer.importerOrNamesake(for: file) else {
                line.state = file.isNamed ? .refused : .notRecognized
                reading.receipt.tell(FileTrouble.notRecognized(file, importers: importers))
                receipt.add(line)
                continue
            }
            line.format = importer.about.id
            collector.file = file.source
            do { line.mapping = try reading.read(file, by: importer) } catch {
                guard error.code != .misconfigured, error.code != .unreadable else { throw error }
                line.state = .refused
                reading.receipt.tell(FileTrouble.finding(error, file: file))
            }
            line.take(reading.receipt.counts)
            receipt.add(line)
        }
        receipt.conclude(reading)
        receipt.patients = collector.patients.count
        if let completeness { try completeness.judge(collector, into: &receipt) }
        return receipt
    }
}

/// The end of the line in a check: what is needed for judging is kept, nothing is stored.
private final class CollectorSink: FactSink {
    private let collector: HistoryCollector
    init(_ collector: HistoryCollector) { self.collector = collector }

    func take(_ patient: Patient) throws(HubError) { collector.add(patient) }
    func take(_ fact: Fact) throws(HubError) { collector.add(fact) }
    func accepted() throws(HubError) {}
    func rejected(_ finding: Finding) throws(HubError) {}
    func skipped(_ reason: SkipReason, at origin: Origin) throws(HubError) {}
    func note(_ finding: Finding) throws(HubError) {}
    func covered(_ coverage: ExtractionCoverage) throws(HubError) {}
}

package import HubCore

/// Stands before the receipt and the rules, and makes of what a report says what the hub means: the measure is recognised, the period known, the
/// denominator's convention proven over the whole file, the counts canonical and gross. A row whose numbers cannot be used is rejected and told.
///
/// Patients and facts pass at once. Units with results wait for the end of their file: ``begin(file:)``, ``finish()``.
package final class ReportedSink: FactSink {
    let names: MeasureNames
    let rowRules: [ReportedRowRule]
    let asked: Period?
    let next: any FactSink
    var file = SourceFile("")
    /// What the tables of the file print above themselves.
    private(set) var printed: [Period] = []
    private var open: [ReportedResult] = []
    private var units: [[ReportedResult]] = []
    /// What the files of the submission said so far, and where; nil what they contradict each other about.
    var said: [ReportedKey: (result: ReportedResult, file: SourceFile)?] = [:]

    package init(
        _ names: MeasureNames, rules: RuleBook, profile: RuleProfile = .usual, asked: Period?, into next: any FactSink
    ) {
        self.names = names
        rowRules = rules.rules(profile).compactMap { ReportedRowRule($0) }
        self.asked = asked
        self.next = next
    }

    package func begin(file: SourceFile) {
        self.file = file
        (printed, open, units) = ([], [], [])
    }

    package func table(_ header: TableHeader) {
        for line in header.preamble {
            guard let period = PeriodLabel.read(line.value) ?? PrintedPeriod.read(line.name + " " + line.value) else { continue }
            if !printed.contains(period) { printed.append(period) }
        }
    }

    package func take(_ result: ReportedResult) throws(HubError) { open.append(result) }
    package func take(_ patient: Patient) throws(HubError) { try next.take(patient) }
    package func keptOut(_ patient: PatientKey) throws(HubError) { try next.keptOut(patient) }
    package func take(_ fact: Fact) throws(HubError) { try next.take(fact) }

    package func accepted() throws(HubError) {
        if open.isEmpty { return try next.accepted() }
        units.append(open)
        open = []
    }

    package func rejected(_ finding: Finding) throws(HubError) {
        open = []
        try next.rejected(finding)
    }

    package func skipped(_ reason: SkipReason, at origin: Origin) throws(HubError) {
        open = []
        try next.skipped(reason, at: origin)
    }

    package func note(_ finding: Finding) throws(HubError) { try next.note(finding) }
    package func covered(_ coverage: ExtractionCoverage) throws(HubError) { try next.covered(coverage) }

    /// The file is read to its end.
    package func finish() throws(HubError) {
        guard !units.isEmpty else { return }
        var batch = ReportedBatch(units, self)
        units = []
        batch.recognize()
        batch.decideRates()
        batch.proveConvention()
        batch.makeCanonical()
        batch.judgeRows()
        batch.compareWithWhatWasSaid()
        for finding in batch.fileFindings { try next.note(finding) }
        if !batch.takenBack.isEmpty { try next.takeBack(batch.takenBack) }
        try batch.release(to: next)
    }
}

/// What one number is about: two results with the same key speak for the same thing.
package struct ReportedKey: Hashable, Sendable {
    package var measure, group, stratum: String
    package var supplement: ReportedResult.Supplement?
    package var level: ReportedResult.Level
    package var levelKey: String
    package var period: Period?
    package var source: ResultSource

    package init(_ result: ReportedResult) {
        (measure, group, stratum) = (result.measure ?? result.sentMeasure, result.group, result.stratum)
        (supplement, level, levelKey, source) = (result.supplement, result.level, result.levelKey, result.source)
        period = result.periodStart.flatMap { start in result.periodEnd.map { Period(start, $0) } }
    }
}

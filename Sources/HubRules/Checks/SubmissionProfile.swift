package import HubCore

/// Stands between a mapper (or document importer) and the store, sees everything that streams by, and judges the submission by the rules.
///
/// Memory does not grow with the number of facts: counters, volumes by month, samples of keys with a fixed size, and 56 bytes a patient.
/// Tell it the file before its facts come; ask for ``results()`` when all files are through.
package final class SubmissionProfile: FactSink {
    private let desk: Desk
    private let checks: [any Check]
    /// By kind of fact: the checks that look at it.
    private let byKind: [[any Check]]
    private let isVital: Set<String>
    private var vitals = PerCode<Bool>()
    private let next: any FactSink
    private var file = -1
    private let (dueFrom, dueTo): (Int32, Int32)

    package init(_ book: RuleBook, profile: RuleProfile = .usual, context: SubmissionContext, into next: any FactSink) {
        desk = Desk(context)
        checks = book.makeChecks(profile)
        let checks = checks
        byKind = (0..<16).map { number in checks.filter { $0.facts.contains { Int($0.rawValue) == number } } }
        isVital = Set(book.shared.analytes.filter { $0.isVital }.flatMap { $0.loinc })
        self.next = next
        // Any visit counts, dated or not, when no period is known.
        (dueFrom, dueTo) = context.due.map { ($0.start.number, $0.end.number) } ?? (.min, .max)
    }

    package func begin(file: SourceFile) {
        self.file = desk.files.count
        desk.files.append(file)
        desk.rowsOfFile.append(0)
    }

    /// - Parameter isRead: false when the file was refused, and nothing can be said of its rows.
    package func end(file: SourceFile, isRead: Bool = true) {
        if !isRead, self.file >= 0 { desk.refusedFiles.insert(self.file) }
        self.file = -1
    }

    /// What a table prints above its header: a period, the day of the extract.
    package func table(_ header: TableHeader) {
        for line in header.preamble {
            let name = line.name.lowercased()
            let file = desk.files.indices.contains(file) ? desk.files[file] : desk.wholeSubmission
            if let period = PrintedPeriod.read(line.value) ?? PrintedPeriod.read(line.name + " " + line.value) {
                if !desk.printed.contains(where: { $0.period == period && $0.file == file }) { desk.printed.append((period, file)) }
            } else if ["run", "generated", "created", "printed", "extract", "as of", "exported", "report date"].contains(
                where: name.contains)
            {
                desk.printedExtractDays += PrintedPeriod.days(in: line.value).prefix(1)
            }
        }
    }

    package func take(_ patient: Patient) throws(HubError) {
        let number = desk.tables.patients.number(of: patient.key)
        desk.patientRows += 1
        // A document with nothing but its patient is not empty.
        countRow()
        desk.tables.patients.states[number].take(patient, at: Place(file: file, patient.position))
        try next.take(patient)
    }

    package func take(_ fact: Fact) throws(HubError) {
        see(fact)
        try next.take(fact)
    }

    package func take(_ result: ReportedResult) throws(HubError) {
        desk.reported.append((result, Place(file: file, result.position)))
        try next.take(result)
    }

    package func takeBack(_ results: Set<ReportedResult>) throws(HubError) {
        desk.reported.removeAll { results.contains($0.result) }
        try next.takeBack(results)
    }

    /// The reports' own counts, each with the name of its file.
    package var reported: [(result: ReportedResult, file: String)] {
        desk.reported.map { ($0.result, $0.place.origin(in: desk.files)?.file.name ?? "") }
    }

    private func see(_ fact: Fact) {
        let seen = desk.tables.see(fact, file: file)
        note(fact, seen)
        for check in byKind[Int(fact.kind.rawValue)] { check.see(fact, seen, desk) }
    }

    /// What is remembered of the patient.
    private func note(_ fact: Fact, _ seen: Seen) {
        var flags = PatientState.Flags.has(fact.kind)
        if fact.kind == .encounter, !seen.isVoid, seen.day >= dueFrom, seen.day <= dueTo {
            flags.insert(.seen)
        }
        if fact.kind == .observation, !fact.negated, isVital(fact, seen) { flags.insert(.vital) }
        desk.tables.patients.states[seen.patient].take(fact, seen, flags)
    }

    private func isVital(_ fact: Fact, _ seen: Seen) -> Bool {
        if fact.category == .vitalSigns { return true }
        func decide(_ coding: Coding) -> Bool { coding.system == .loinc && isVital.contains(coding.code) }
        return (vitals.known(seen.code) ?? vitals.decide(seen.code, fact.code, by: decide)) ?? false
    }

    package func accepted() throws(HubError) {
        countRow()
        desk.accepted += 1
        try next.accepted()
    }

    package func rejected(_ finding: Finding) throws(HubError) {
        countRow()
        desk.rejected += 1
        count(finding)
        try next.rejected(finding)
    }

    package func skipped(_ reason: SkipReason, at origin: Origin) throws(HubError) {
        // A row of totals is not a row of data; a row that nobody needs is.
        if !reason.id.hasPrefix("csv.") { countRow() }
        desk.skipped += 1
        try next.skipped(reason, at: origin)
    }

    package func note(_ finding: Finding) throws(HubError) {
        count(finding)
        try next.note(finding)
    }

    package func keptOut(_ patient: PatientKey) throws(HubError) {
        let number = desk.tables.patients.number(of: patient)
        desk.tables.patients.states[number].flags.insert(.keptOut)
        try next.keptOut(patient)
    }

    package func covered(_ coverage: ExtractionCoverage) throws(HubError) { try next.covered(coverage) }

    private func count(_ finding: Finding) {
        if finding.severity == .note { desk.notes[finding.id, default: 0] += 1 } else { desk.findings[finding.id, default: 0] += 1 }
    }

    private func countRow() {
        if desk.rowsOfFile.indices.contains(file) { desk.rowsOfFile[file] += 1 }
    }

    /// What every rule came to, in the order of their ids. Findings are grouped: one a cause.
    package func results() -> [CheckResult] { checks.flatMap { $0.results(desk) } }

    /// The period that the dates of the visits show; nil when there are too few to say.
    package var shownPeriod: Period? { desk.shown(share: 10, atLeast: 20) }
    package var printedPeriods: [Period] { desk.printed.map { $0.period } }
}

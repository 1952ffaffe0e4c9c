import HubCore

/// What all checks of one submission share: who and what was seen so far, and what is known besides the files.
final class Desk {
    let context: SubmissionContext
    /// In the order in which they were begun.
    var files: [SourceFile] = []
    var rowsOfFile: [Int] = []
    /// Patient rows.
    var patientRows = 0
    var tables = Tables()
    var (accepted, rejected, skipped) = (0, 0, 0)
    /// Warnings and errors of the readers and mappers, by id.
    var findings: [String: Int] = [:]
    /// Their notes.
    var notes: [String: Int] = [:]
    /// Periods that files print above their tables.
    var printed: [(period: Period, file: SourceFile)] = []
    var printedExtractDays: [Day] = []
    /// Counts that the sources computed themselves, with the number of their file.
    var reported: [(result: ReportedResult, place: Place)] = []

    init(_ context: SubmissionContext) { self.context = context }

    var patients: PatientTable { tables.patients }
    var codes: CodeNumbers { tables.codes }
    var moreCodes: [Int] { tables.moreCodes }
    var volumes: [Volume] { tables.volumes }

    let wholeSubmission = SourceFile("submission")
    var rows: Int { accepted + rejected + skipped }

    /// The day after which nothing can have been written; the latest that a file prints when nobody said.
    var extractDay: Day? { context.extractedOn ?? printedExtractDays.max() }

    func volume(_ kind: Fact.Kind) -> Volume { volumes[Int(kind.rawValue)] }
    var factCount: Int { volumes.reduce(0) { $0 + $1.dated + $1.undated + $1.outside } }
    func total(_ kind: Fact.Kind) -> Int {
        let volume = volume(kind)
        return volume.dated + volume.undated + volume.outside
    }

    /// The period that the visits' dates show: visits, or else whatever else is dated by an event of care.
    func shown(share: Double, atLeast few: Int) -> Period? {
        for kind in [Fact.Kind.encounter, .observation, .procedure, .medication, .immunization, .condition]
        where volume(kind).dated >= max(few, 1) {
            if let span = volume(kind).span(within: context.due, share: share) { return Period(span.first, span.last) }
        }
        return nil
    }
}

/// What grows with every fact. One value, so that a fact costs one access to it.
struct Tables {
    var patients = PatientTable()
    var codes = CodeNumbers()
    /// Numbers of the further codes of the fact at hand.
    var moreCodes: [Int] = []
    /// By ``HubCore/Fact/Kind``'s number.
    var volumes = [Volume](repeating: Volume(), count: 16)

    /// Numbers the patient and the codes, and counts the fact in.
    mutating func see(_ fact: Fact, file: Int) -> Seen {
        let day = fact.start?.number ?? fact.authored?.number ?? HistoryFact.noDay
        let (year, month, dayOfMonth) = day == HistoryFact.noDay ? (0, 1, 0) : Day(number: day).parts
        let code = fact.code.map { codes.number(of: $0) } ?? CodeNumbers.none
        if !(moreCodes.isEmpty && fact.moreCodes.isEmpty) {
            moreCodes.removeAll(keepingCapacity: true)
            for more in fact.moreCodes { moreCodes.append(codes.number(of: more)) }
        }
        let patient = patients.number(of: fact.patient)
        let seen = Seen(
            patient: patient, patientHash: patients.states[patient].hash, code: code, day: day, month: year * 12 + month - 1,
            dayOfMonth: dayOfMonth, place: Place(file: file, fact.position),
            isVoid: fact.status == .enteredInError || fact.verification == .enteredInError)
        volumes[Int(fact.kind.rawValue)].add(day: day, month: seen.month)
        return seen
    }
}

internal import HubCore

/// Everything needed to read the rows of one table, with every column found.
struct TablePlan {
    enum Outcome {
        case accepted, rejected
        case skipped(SkipReason)
    }

    private var patient: Field<CachedCell<Reading<PatientKey>>>
    private var person: PersonPlan?
    private var facts: [FactPlan]
    private var results: [ResultPlan]
    private var keepOut: [(tests: [Field<CachedCell<Reading<Bool>>>], reason: SkipReason)]
    private var names: NameColumns?
    private let columns: [String]
    private let isAboutPeople: Bool
    private var refuse: [(tests: [Field<CachedCell<Reading<Bool>>>], trouble: Trouble)]
    /// A fact of the row has the row itself for its panel.
    private let hasPanelOfRow: Bool
    /// A workbook's sheets count their rows each for itself.
    private let sheet: String
    /// Why no row is read.
    let notNeeded: SkipReason?

    init(_ spec: TableSpec, _ header: TableHeader, _ mapping: Mapping) {
        let factory = ReaderFactory(table: TableColumns(header, placeholders: mapping.placeholders), authority: mapping.authority)
        // A table that nothing is read of needs no patient.
        patient =
            factory.field(spec.patientKey) { factory.patient($0) }
            ?? Field(reader: CachedCell([]) { _ in Reading(nil) }, column: nil, name: "patient", isRequired: true)
        person = spec.person.map { PersonPlan($0, factory) }
        facts = spec.facts.map { FactPlan($0, factory) }
        results = spec.results.map { ResultPlan($0, factory) }
        sheet = header.preamble.first { $0.name == "sheet" }.map { "\u{1F}" + $0.value } ?? ""
        hasPanelOfRow = spec.facts.contains { $0.panelIsRow }
        keepOut = spec.keepOut.map { (factory.conditions($0.when, "keep-out"), SkipReason("mapping.kept-out", $0.because)) }
        columns = header.columns
        isAboutPeople = spec.person != nil
        names = mapping.keepsTestPatients ? nil : NameColumns(factory.table, isAboutPeople: isAboutPeople)
        refuse = spec.refuse.map { rule in
            (
                factory.conditions(rule.when, "refuse"),
                Trouble(
                    severity: .error, id: "mapping.refused", message: rule.because, fix: "The mapping says why such rows cannot be taken.",
                    owner: .exporter)
            )
        }
        notNeeded = spec.notNeeded.map { SkipReason("mapping.table-not-needed", $0) }
    }

    /// Columns of days whose format the first rows must decide. What two fields say of one column is taken from the first that says it.
    var undecided: [Int: DateFormat?] {
        var all: [Int: DateFormat?] = [:]
        for day in (person?.dayColumns ?? []) + facts.flatMap({ $0.dayColumns }) + results.flatMap({ $0.dayColumns }) {
            for (column, declared) in day.undecided where all[column] ?? nil == nil { all[column] = .some(declared) }
        }
        return all
    }

    mutating func settle(_ formats: [Int: DateFormat?]) {
        person?.settle(formats)
        for at in facts.indices { facts[at].settle(formats) }
        for at in results.indices { results[at].settle(formats) }
    }

    /// Hands over what a row says. All that is wrong with the row is in `troubles` afterwards.
    mutating func read(
        _ record: borrowing Record, of file: SourceFile, people: KnownPeople, into sink: any FactSink,
        _ troubles: inout [PlacedTrouble]
    ) throws(HubError) -> Outcome {
        if let notNeeded { return .skipped(notNeeded) }
        if let reason = reasonToKeepOut(record, &troubles) {
            if isAboutPeople, let key = patient.reader.read(record).value {
                people.keepOut(key)
                try sink.keptOut(key)
            }
            return .skipped(reason)
        }
        if let trouble = reasonToRefuse(record) {
            troubles.append(PlacedTrouble(trouble: trouble, column: nil))
            return .rejected
        }
        if !results.isEmpty { return try readResults(record, into: sink, &troubles) }
        var failed = false
        guard let key = patient.read(record, &troubles, &failed) else { return .rejected }
        var taken = 0
        if person != nil {
            // Facts of somebody of whom the required is not known would belong to nobody, and those of a second person to the first.
            guard let found = person?.read(record, key, &troubles) else { return .rejected }
            guard people.take(found) else {
                patient.add(.secondBirth(patient.name), &troubles)
                return .rejected
            }
            try sink.take(found)
            taken += 1
        } else if people.isKeptOut(key) {
            return .skipped(Self.ofNobody)
        }
        let row = hasPanelOfRow ? SourceKey.hash("\(key.value)\u{1F}\(file.name)\u{1F}\(record.position.line)\(sheet)") : 0
        for at in facts.indices {
            switch try facts[at].read(record, key, row: row, into: sink, &troubles) {
            case .taken: taken += 1
            case .failed: failed = true
            case .saysNothing: break
            }
        }
        if taken > 0 { return .accepted }
        return failed ? .rejected : .skipped(Self.nothing)
    }

    /// A row of a report: of nobody in particular.
    private mutating func readResults(
        _ record: borrowing Record, into sink: any FactSink, _ troubles: inout [PlacedTrouble]
    ) throws(HubError) -> Outcome {
        var (taken, failed) = (false, false)
        for at in results.indices {
            switch try results[at].read(record, into: sink, &troubles) {
            case .taken: taken = true
            case .failed: failed = true
            case .saysNothing: break
            }
        }
        return taken ? .accepted : failed ? .rejected : .skipped(Self.nothing)
    }

    private static let nothing = SkipReason("mapping.nothing-said", "a row in which nothing is filled in that the mapping takes")

    private mutating func reasonToRefuse(_ record: borrowing Record) -> Trouble? {
        for rule in refuse.indices {
            var holds = true
            for test in refuse[rule].tests.indices where holds { holds = refuse[rule].tests[test].reader.read(record).value == true }
            if holds { return refuse[rule].trouble }
        }
        return nil
    }

    private static let testPatient = SkipReason("mapping.kept-out", "a test patient")
    private static let ofNobody = SkipReason("mapping.kept-out", "about a patient who was kept out")

    private mutating func reasonToKeepOut(_ record: borrowing Record, _ troubles: inout [PlacedTrouble]) -> SkipReason? {
        if let column = names?.testPatient(record) {
            troubles.append(PlacedTrouble(trouble: .testPatient(columns[column]), column: column))
            return Self.testPatient
        }
        for rule in keepOut.indices {
            var holds = true
            for test in keepOut[rule].tests.indices where holds { holds = keepOut[rule].tests[test].reader.read(record).value == true }
            if holds { return keepOut[rule].reason }
        }
        return nil
    }
}

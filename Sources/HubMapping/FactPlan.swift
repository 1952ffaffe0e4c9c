internal import HubCore

/// How one statement is made of a row, with every column found. Keeps one fact and writes on it again and again.
final class FactPlan {
    enum Outcome { case taken, saysNothing, failed }

    private(set) var fact: Fact
    private let spec: FactSpec
    private let when, notDone: [Field<CachedCell<Reading<Bool>>>]
    private let code, reason, qualifier: Field<CachedCell<KnownCode>>?
    private let moreCodes: [Field<CachedCell<KnownCode>>]
    private let start, end, authored: Field<DayColumn>?
    private let status: Field<CachedCell<Reading<Fact.Status>>>?
    private let verification: Field<CachedCell<Reading<Fact.Verification>>>?
    private let category: Field<CachedCell<Reading<Fact.Category>>>?
    private let intent: Field<CachedCell<Reading<Fact.Intent>>>?
    private let value: Field<ValueReader>?
    private let key, encounter, panel: Field<CachedCell<Reading<Int64>>>?
    private let supply, provider: Field<CachedCell<Reading<String>>>?

    init(_ spec: FactSpec, _ factory: ReaderFactory) {
        self.spec = spec
        fact = Fact(spec.kind, patient: PatientKey(""), at: .start)
        func make<R>(_ field: FieldSpec?, _ reader: (FieldSpec) -> R) -> Field<R>? {
            field.map { Field(reader: reader($0), column: factory.column($0), name: $0.name, isRequired: $0.isRequired) }
        }
        func test(_ conditions: [Condition], _ name: String) -> [Field<CachedCell<Reading<Bool>>>] {
            zip(conditions, factory.conditions(conditions, name)).map {
                Field(reader: $1, column: factory.table.index($0.column), name: name, isRequired: false)
            }
        }
        when = test(spec.when, "\(spec.kind.word).when")
        notDone = test(spec.notDone?.when ?? [], "\(spec.kind.word).not-done")
        code = make(spec.code) { factory.code($0) }
        moreCodes = spec.moreCodes.compactMap { make($0) { factory.code($0) } }
        reason = make(spec.reason) { factory.code($0) }
        qualifier = make(spec.qualifier) { factory.code($0) }
        start = make(spec.start) { DayColumn($0, in: factory.table) }
        end = make(spec.end) { DayColumn($0, in: factory.table) }
        authored = make(spec.authored) { DayColumn($0, in: factory.table) }
        status = make(spec.status) { factory.word($0, Fact.Status.self) }
        verification = make(spec.verification) { factory.word($0, Fact.Verification.self) }
        category = make(spec.category) { factory.word($0, Fact.Category.self) }
        intent = make(spec.intent) { factory.word($0, Fact.Intent.self) }
        value = make(spec.value) { ValueReader($0, factory) }
        key = make(spec.key) { factory.key($0) }
        encounter = make(spec.encounter) { factory.key($0) }
        panel = make(spec.panel) { factory.key($0) }
        supply = make(spec.supply) { factory.text($0) }
        provider = make(spec.provider) { factory.text($0) }
    }

    var isPanelOfRow: Bool { spec.panelIsRow }
    var dayColumns: [DayColumn] { [start, end, authored].compactMap { $0?.reader } }

    /// Makes the fact. What is wrong is added to `troubles`; `failed` when a required field is missing.
    func read(_ record: borrowing Record, _ patient: PatientKey, row: Int64, _ troubles: inout [Trouble]) -> Outcome {
        for test in when where !test.take(test.reader.read(record), &troubles).isTrue { return .saysNothing }
        var failed = false
        func take<T>(_ field: Field<CachedCell<Reading<T>>>?) -> T? {
            guard let field else { return nil }
            return field.take(field.reader.read(record), &troubles, &failed)
        }
        func day(_ field: Field<DayColumn>?) -> CivilMoment? {
            guard let field else { return nil }
            let moment = field.take(field.reader.read(record), &troubles, &failed)
            if moment?.isShortYear == true, !field.reader.toldShortYears {
                field.reader.toldShortYears = true
                field.add(.shortYears(field.name), &troubles)
            }
            return moment
        }
        fact.patient = patient
        fact.position = record.position
        fact.negated = !notDone.isEmpty && notDone.allSatisfy { $0.take($0.reader.read(record), &troubles).isTrue }
        let known = code?.take(record, &troubles, &failed)
        setCodes(known, record, &troubles)
        (fact.value, fact.comparator, fact.sentValue, fact.sentUnit) = (nil, nil, nil, nil)
        if let value, !fact.negated {
            var trouble: Trouble?
            let said = value.reader.read(record, known, into: &fact, &trouble)
            if let trouble { value.add(trouble, &troubles) }
            // A number that is none is told; with nothing else to say there is no statement.
            if fact.value == nil {
                if value.isRequired { value.add(.missing(value.name), &troubles) }
                return value.isRequired || said ? .failed : .saysNothing
            }
        }
        let begin = day(start)
        (fact.start, fact.startSecond) = (begin?.day, begin?.second)
        fact.end = day(end)?.day
        fact.authored = day(authored)?.day
        if status != nil { fact.status = take(status) }
        if verification != nil { fact.verification = take(verification) }
        if category != nil { fact.category = take(category) }
        if intent != nil { fact.intent = take(intent) }
        if key != nil { fact.ownKey = take(key) }
        if encounter != nil { fact.encounterKey = take(encounter) }
        fact.panelKey = spec.panelIsRow ? row : take(panel)
        if supply != nil { fact.supplyDays = supplyDays(take(supply), &troubles) }
        if provider != nil { fact.provider = take(provider) }
        if spec.kind == .encounter { fact.encounterKey = fact.encounterKey ?? fact.ownKey }
        return failed ? .failed : .taken
    }

    private func setCodes(_ known: KnownCode?, _ record: borrowing Record, _ troubles: inout [Trouble]) {
        var ignored = false
        fact.code = known?.code
        if !fact.moreCodes.isEmpty { fact.moreCodes.removeAll(keepingCapacity: true) }
        if let known, !known.more.isEmpty { fact.moreCodes += known.more }
        for field in moreCodes {
            let code = field.take(record, &troubles, &ignored)
            if let coding = code.code { fact.moreCodes.append(coding) }
            fact.moreCodes += code.more
        }
        let why = reason?.take(record, &troubles, &ignored)
        fact.reason = fact.negated ? spec.notDone?.reason ?? why?.code : why.flatMap { $0.more.first ?? $0.code }
        if let qualifier {
            let code = qualifier.take(record, &troubles, &ignored)
            fact.qualifier = code.more.first ?? code.code
        }
    }

    private func supplyDays(_ text: String?, _ troubles: inout [Trouble]) -> Int32? {
        guard let text, let supply else { return nil }
        if let days = TextNumber.read(text)?.value, (0...36_500).contains(days) { return Int32(days.rounded()) }
        supply.add(.notANumber(supply.name), &troubles)
        return nil
    }
}

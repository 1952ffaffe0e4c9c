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
    private let key, encounter, panel: Field<KeyColumn>?
    private let supply, provider: Field<CachedCell<Reading<String>>>?

    init(_ spec: FactSpec, _ factory: ReaderFactory) {
        self.spec = spec
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
        // A word that is the same in every row is written once.
        var fact = Fact(spec.kind, patient: PatientKey(""), at: .start)
        func word<W: FactWord>(_ field: FieldSpec?, into path: WritableKeyPath<Fact, W?>) -> Field<CachedCell<Reading<W>>>? {
            guard let field, case .constant(let text) = field.source else { return make(field) { factory.word($0, W.self) } }
            fact[keyPath: path] = W(word: text)
            return nil
        }
        status = word(spec.status, into: \.status)
        verification = word(spec.verification, into: \.verification)
        category = word(spec.category, into: \.category)
        intent = word(spec.intent, into: \.intent)
        value = make(spec.value) { ValueReader($0, factory) }
        key = make(spec.key) { KeyColumn($0, factory) }
        encounter = make(spec.encounter) { KeyColumn($0, factory) }
        panel = make(spec.panel) { KeyColumn($0, factory) }
        supply = make(spec.supply) { factory.text($0) }
        provider = make(spec.provider) { factory.text($0) }
        self.fact = fact
    }

    var dayColumns: [DayColumn] { [start, end, authored].compactMap { $0?.reader } }

    /// Makes the fact. What is wrong is added to `troubles`; `failed` when a required field is missing.
    func read(_ record: borrowing Record, _ patient: PatientKey, row: Int64, _ troubles: inout [PlacedTrouble]) -> Outcome {
        write(&fact, record, patient, row: row, &troubles)
    }

    /// The fact is lent once for the whole row: each access to a class's property has a price.
    private func write(
        _ fact: inout Fact, _ record: borrowing Record, _ patient: PatientKey, row: Int64, _ troubles: inout [PlacedTrouble]
    ) -> Outcome {
        for test in when where !test.take(test.reader.read(record), &troubles).isTrue { return .saysNothing }
        var failed = false
        func take<T>(_ field: Field<CachedCell<Reading<T>>>?) -> T? {
            guard let field else { return nil }
            return field.take(field.reader.read(record), &troubles, &failed)
        }
        func key(_ field: Field<KeyColumn>?) -> Int64? {
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
        setCodes(&fact, known, record, &troubles)
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
        if self.key != nil { fact.ownKey = key(self.key) }
        if encounter != nil { fact.encounterKey = key(encounter) }
        fact.panelKey = spec.panelIsRow ? row : key(panel)
        if supply != nil { fact.supplyDays = supplyDays(take(supply), &troubles) }
        if provider != nil { fact.provider = take(provider) }
        if spec.kind == .encounter { fact.encounterKey = fact.encounterKey ?? fact.ownKey }
        return failed ? .failed : .taken
    }

    private func setCodes(_ fact: inout Fact, _ known: KnownCode?, _ record: borrowing Record, _ troubles: inout [PlacedTrouble]) {
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

    private func supplyDays(_ text: String?, _ troubles: inout [PlacedTrouble]) -> Int32? {
        guard let text, let supply else { return nil }
        if let days = TextNumber.read(text)?.value, (0...36_500).contains(days) { return Int32(days.rounded()) }
        supply.add(.notANumber(supply.name), &troubles)
        return nil
    }
}

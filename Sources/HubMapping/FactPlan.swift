internal import HubCore

/// How one statement is made of a row, with every column found. Keeps one fact and writes on it again and again.
struct FactPlan {
    enum Outcome { case taken, saysNothing, failed }

    private var fact: Fact
    private let spec: FactSpec
    private var when, notDone: [Field<CachedCell<Reading<Bool>>>]
    private var code, reason, qualifier: Field<CachedCell<KnownCode>>?
    private var moreCodes: [Field<CachedCell<KnownCode>>]
    private var start, end, authored: Field<DayColumn>?
    private var status: Field<CachedCell<Reading<Fact.Status>>>?
    private var verification: Field<CachedCell<Reading<Fact.Verification>>>?
    private var category: Field<CachedCell<Reading<Fact.Category>>>?
    private var intent: Field<CachedCell<Reading<Fact.Intent>>>?
    private var value: Field<ValueReader>?
    private var key, encounter, panel: Field<KeyColumn>?
    private var supply, provider, site: Field<CachedCell<Reading<String>>>?

    init(_ spec: FactSpec, _ factory: ReaderFactory) {
        self.spec = spec
        when = factory.conditions(spec.when, "\(spec.kind.word).when")
        notDone = factory.conditions(spec.notDone?.when ?? [], "\(spec.kind.word).not-done")
        code = factory.field(spec.code) { factory.code($0) }
        moreCodes = spec.moreCodes.compactMap { factory.field($0) { factory.code($0) } }
        reason = factory.field(spec.reason) { factory.code($0) }
        qualifier = factory.field(spec.qualifier) { factory.code($0) }
        start = factory.field(spec.start) { DayColumn($0, in: factory.table) }
        end = factory.field(spec.end) { DayColumn($0, in: factory.table) }
        authored = factory.field(spec.authored) { DayColumn($0, in: factory.table) }
        // A word that is the same in every row is written once.
        var fact = Fact(spec.kind, patient: PatientKey(""), at: .start)
        func word<W: FactWord>(_ field: FieldSpec?, into path: WritableKeyPath<Fact, W?>) -> Field<CachedCell<Reading<W>>>? {
            guard let field, case .constant(let text) = field.source else { return factory.field(field) { factory.word($0, W.self) } }
            fact[keyPath: path] = W(word: text)
            return nil
        }
        status = word(spec.status, into: \.status)
        verification = word(spec.verification, into: \.verification)
        category = word(spec.category, into: \.category)
        intent = word(spec.intent, into: \.intent)
        value = factory.field(spec.value) { ValueReader($0, factory) }
        key = factory.field(spec.key) { KeyColumn($0, factory) }
        encounter = factory.field(spec.encounter) { KeyColumn($0, factory) }
        panel = factory.field(spec.panel) { KeyColumn($0, factory) }
        supply = factory.field(spec.supply) { factory.text($0) }
        provider = factory.field(spec.provider) { factory.text($0) }
        site = factory.field(spec.site) { factory.text($0) }
        self.fact = fact
    }

    var dayColumns: [DayColumn] { [start, end, authored].compactMap { $0?.reader } }

    mutating func settle(_ formats: [Int: DateFormat?]) {
        start?.reader.settle(formats)
        end?.reader.settle(formats)
        authored?.reader.settle(formats)
    }

    /// Makes the fact and hands it over. What is wrong is added to `troubles`; `failed` when a required field is missing.
    mutating func read(
        _ record: borrowing Record, _ patient: PatientKey, row: Int64, into sink: any FactSink, _ troubles: inout [PlacedTrouble]
    ) throws(HubError) -> Outcome {
        for at in when.indices where !when[at].holds(record, &troubles) { return .saysNothing }
        var failed = false
        if fact.patient != patient { fact.patient = patient }
        fact.position = record.position
        fact.negated = !notDone.isEmpty
        for at in notDone.indices where fact.negated { fact.negated = notDone[at].holds(record, &troubles) }
        let known = code?.read(record, &troubles, &failed)
        setCodes(known, record, &troubles)
        if let nothing = setValue(known, record, &troubles) { return nothing }
        if start != nil {
            let begin = start?.read(record, &troubles, &failed)
            (fact.start, fact.startSecond) = (begin?.day, begin?.second)
        }
        if end != nil { fact.end = end?.read(record, &troubles, &failed)?.day }
        if authored != nil { fact.authored = authored?.read(record, &troubles, &failed)?.day }
        if status != nil { fact.status = status?.read(record, &troubles, &failed) }
        if verification != nil { fact.verification = verification?.read(record, &troubles, &failed) }
        if category != nil { fact.category = category?.read(record, &troubles, &failed) }
        if intent != nil { fact.intent = intent?.read(record, &troubles, &failed) }
        if key != nil { fact.ownKey = key?.read(record, &troubles, &failed) }
        fact.encounterKey = encounter?.read(record, &troubles, &failed)
        fact.panelKey = spec.panelIsRow ? row : panel?.read(record, &troubles, &failed)
        if supply != nil { fact.supplyDays = supplyDays(supply?.read(record, &troubles, &failed), &troubles) }
        if provider != nil { fact.provider = provider?.read(record, &troubles, &failed) }
        if site != nil { fact.site = site?.read(record, &troubles, &failed) }
        if spec.kind == .encounter { fact.encounterKey = fact.encounterKey ?? fact.ownKey }
        if failed { return .failed }
        try sink.take(fact)
        return .taken
    }

    /// Nil when the statement stands. A number that is none is told; with nothing else to say there is no statement.
    private mutating func setValue(_ known: KnownCode?, _ record: borrowing Record, _ troubles: inout [PlacedTrouble]) -> Outcome? {
        guard value != nil else { return nil }
        (fact.value, fact.comparator, fact.sentValue, fact.sentUnit) = (nil, nil, nil, nil)
        if fact.negated { return nil }
        var trouble: Trouble?
        let said = value?.reader.read(record, known, into: &fact, &trouble)
        guard let value else { return nil }
        if fact.value == nil, value.isRequired {
            value.add(trouble?.refusing ?? .missing(value.name), &troubles)
        } else if let trouble {
            value.add(trouble, &troubles)
        }
        guard fact.value == nil else { return nil }
        return value.isRequired || said == true ? .failed : .saysNothing
    }

    private mutating func setCodes(_ known: KnownCode?, _ record: borrowing Record, _ troubles: inout [PlacedTrouble]) {
        var ignored = false
        if code != nil { fact.code = known?.code }
        if !fact.moreCodes.isEmpty { fact.moreCodes.removeAll(keepingCapacity: true) }
        if let known, !known.more.isEmpty { fact.moreCodes += known.more }
        for at in moreCodes.indices {
            let code = moreCodes[at].read(record, &troubles, &ignored)
            if let coding = code.code { fact.moreCodes.append(coding) }
            fact.moreCodes += code.more
        }
        if reason != nil || spec.notDone != nil {
            let why = reason?.read(record, &troubles, &ignored)
            fact.reason = (fact.negated ? spec.notDone?.reason : nil) ?? why.flatMap { $0.more.first ?? $0.code }
        }
        if qualifier != nil {
            let code = qualifier?.read(record, &troubles, &ignored)
            fact.qualifier = code.flatMap { $0.more.first ?? $0.code }
        }
    }

    private func supplyDays(_ text: String?, _ troubles: inout [PlacedTrouble]) -> Int32? {
        guard let text, let supply else { return nil }
        if let days = TextNumber.read(text)?.value, (0...36_500).contains(days) { return Int32(days.rounded()) }
        supply.add(.notANumber(supply.name), &troubles)
        return nil
    }
}

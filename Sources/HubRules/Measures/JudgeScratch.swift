import HubCore

/// What is known of the patient at hand. Everything is reused from patient to patient; stamps tell what is fresh.
struct JudgeScratch: Sendable {
    struct Slot: Sendable {
        var stamp: UInt64 = 0
        var start = 0
        var end = 0
    }
    /// An event of a set, and the periods in which it belongs to it.
    struct Member: Sendable {
        var row: Int32
        var mask: Plan.Mask
    }
    struct Quantity: Sendable {
        var value = Double.nan
        var comparator: Fact.Comparator?
        var row: Int32 = -1
    }

    var stamp: UInt64 = 0
    var birth = HistoryFact.noDay
    var birthKey: Int32 = 0
    var deceased = HistoryFact.noDay
    var sexBit: UInt8 = 0
    /// What is judged, in measures that count encounters.
    var encounter: Member?

    var rows: [JudgeRow] = []
    /// Candidates of each leaf, as lists through `next`.
    var heads: [Int32]
    var touched: [Int32] = []
    var candidates: [(row: Int32, next: Int32)] = []

    var truths: [(stamp: UInt64, mask: Plan.Mask)]
    var slots: [Slot]
    var members: [Member] = []
    var numberStamps: [UInt64]
    var numbers: [Quantity]
    var dayStamps: [UInt64]
    var days: [Int32]
    var counters: [Int32]

    init(_ plan: Plan) {
        heads = Array(repeating: -1, count: plan.leaves.count)
        truths = Array(repeating: (0, 0), count: plan.steps.count)
        slots = Array(repeating: Slot(), count: plan.events.count)
        numberStamps = Array(repeating: 0, count: plan.numbers.count)
        numbers = Array(repeating: Quantity(), count: plan.numbers.count * plan.periods.count)
        dayStamps = Array(repeating: 0, count: plan.dayValues.count)
        days = Array(repeating: HistoryFact.noDay, count: plan.dayValues.count * plan.periods.count)
        counters = Array(repeating: 0, count: plan.periods.count)
    }

    mutating func begin(_ patient: HistoryPatient) {
        stamp &+= 1
        for leaf in touched { heads[Int(leaf)] = -1 }
        touched.removeAll(keepingCapacity: true)
        candidates.removeAll(keepingCapacity: true)
        rows.removeAll(keepingCapacity: true)
        members.removeAll(keepingCapacity: true)
        encounter = nil
        birth = patient.birth
        deceased = patient.deceased
        birthKey = birth == HistoryFact.noDay ? 0 : Plan.ageKey(Day(number: birth))
        sexBit = patient.sex.map { 1 << UInt8($0.rawValue) } ?? 0
    }

    /// Tags the facts of a patient whose age alone settled everything, and forgets what was settled.
    mutating func lookAgain(_ plan: Plan, _ facts: Span<HistoryFact>) {
        guard rows.isEmpty else { return }
        stamp &+= 1
        tag(plan, facts)
    }

    /// Keeps the facts that some leaf asks for, and tests of each leaf what does not depend on the period.
    mutating func tag(_ plan: Plan, _ facts: Span<HistoryFact>) {
        for at in facts.indices {
            let listed = plan.leavesByCode.range(of: facts[at].code)
            let kind = Int(facts[at].kind.rawValue)
            guard !listed.isEmpty || !plan.leavesByKind[kind].isEmpty else { continue }
            let fact = facts[at]
            var row: Int32 = -1
            for index in listed { offer(plan, fact, to: plan.leavesByCode.values[index], &row) }
            for leaf in plan.leavesByKind[kind] { offer(plan, fact, to: leaf, &row) }
        }
    }

    @inline(__always)
    private mutating func offer(_ plan: Plan, _ fact: HistoryFact, to leaf: Int32, _ row: inout Int32) {
        guard passes(plan, plan.leaves[Int(leaf)], fact) else { return }
        if row < 0 {
            row = Int32(rows.count)
            rows.append(JudgeRow(fact))
        }
        let head = heads[Int(leaf)]
        if head < 0 { touched.append(leaf) }
        heads[Int(leaf)] = Int32(candidates.count)
        candidates.append((row, head))
    }

    func passes(_ plan: Plan, _ leaf: Plan.Leaf, _ fact: HistoryFact) -> Bool {
        guard leaf.kind == fact.kind, leaf.negated == fact.negated, leaf.statuses & Self.bit(fact.status) != 0,
            leaf.categories & Self.bit(fact.category) != 0, leaf.intents & Self.bit(fact.intent) != 0,
            leaf.verifications & Self.bit(fact.verification) != 0
        else { return false }
        if fact.intent == nil, leaf.withoutIntent & Self.bit(fact.category) == 0 { return false }
        if leaf.reason >= 0, !plan.setsByCode.contains(fact.reason, leaf.reason) { return false }
        if leaf.valueCodes >= 0, !plan.setsByCode.contains(fact.valueCode, leaf.valueCodes) { return false }
        if leaf.disposition >= 0, !plan.setsByCode.contains(fact.qualifier, leaf.disposition) { return false }
        if let wanted = leaf.hasValue, wanted != (!fact.value.isNaN || fact.valueCode >= 0 || fact.hasTextValue) { return false }
        if !leaf.comparisons.isEmpty {
            guard !fact.value.isNaN, fact.unit == leaf.unit else { return false }
            for at in leaf.comparisons where !plan.comparisons[at].holds(fact.value, fact.comparator) { return false }
        }
        if leaf.ageMin != .min || leaf.ageMax != .max {
            guard birth != HistoryFact.noDay, fact.start != HistoryFact.noDay else { return false }
            let key = Plan.ageKey(Day(number: fact.start))
            if leaf.ageMin != .min, key < birthKey &+ leaf.ageMin &* 10_000 { return false }
            if leaf.ageMax != .max, key >= birthKey &+ (leaf.ageMax &+ 1) &* 10_000 { return false }
        }
        return true
    }

    @inline(__always) static func bit<W: FactWord>(_ word: W?) -> UInt64 {
        switch word {
        case .some(let word): 1 << UInt64(word.rawValue)
        case nil: 1
        }
    }
}

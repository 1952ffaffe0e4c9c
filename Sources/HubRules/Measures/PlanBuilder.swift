import HubCore

/// Turns measures into a ``Plan``. Equal criteria, event sets and leaves get one number.
struct PlanBuilder {
    var plan = Plan()
    let terminology: Terminology
    let codes: CodeTable
    var criteria: [Criterion: Int] = [:]
    var eventSets: [Events: Int] = [:]
    var leaves: [EventFilter: Int] = [:]
    var numbers: [Number: Int] = [:]
    var dayValues: [DayValue: Int] = [:]
    private var codeSets: [CodeList: Int32] = [:]
    private var dayRows: [Point: Int32] = [:]
    private var keyRows: [Point: Int] = [:]
    private var leafPairs: [(code: Int32, value: Int32)] = []
    private var setPairs: [(code: Int32, value: Int32)] = []

    init(periods: [Period], terminology: Terminology, codes: CodeTable) {
        plan.periods = periods
        self.terminology = terminology
        self.codes = codes
    }

    mutating func finish() -> Plan {
        plan.leavesByCode = CodeIndex(leafPairs)
        plan.setsByCode = CodeIndex(setPairs)
        plan.countedEncounters = Set(plan.groups.map(\.encounters)).subtracting([-1]).sorted()
        return plan
    }

    mutating func add(_ measure: Measure, at index: Int, periods: Plan.Mask) {
        let strata = measure.strata.map { step($0.criterion) }
        let first = plan.strata.count
        plan.strata += strata
        let encounters = measure.encounters.map { events($0) } ?? -1
        for (at, group) in measure.groups.enumerated() {
            plan.groups.append(
                Plan.GroupStep(
                    measure: index, group: at, initial: step(group.initialPopulation),
                    denominator: group.denominator.map { step($0) } ?? -1, exclusions: group.exclusions.map { step($0) } ?? -1,
                    numerator: step(group.numerator), exceptions: group.exceptions.map { step($0) } ?? -1,
                    strata: first..<plan.strata.count, encounters: encounters, periods: periods))
        }
    }

    /// The ids of a code list's codes, and of the value sets themselves as declared by code maps and negations.
    private func ids(_ list: CodeList) -> Set<Int32> {
        var ids = Set(list.codings.compactMap { codes.id(of: $0.normalized) })
        for oid in list.valueSets {
            for coding in terminology[oid]?.codes ?? [] {
                if let id = codes.id(of: coding.normalized) { ids.insert(id) }
            }
            if let id = codes.id(of: Coding(.valueSet, oid)) { ids.insert(id) }
        }
        return ids
    }

    mutating func codeSet(_ list: CodeList?) -> Int32 {
        guard let list else { return -1 }
        if let known = codeSets[list] { return known }
        let number = Int32(codeSets.count)
        codeSets[list] = number
        for id in ids(list) { setPairs.append((id, number)) }
        return number
    }

    /// Units are codes of UCUM; -2 is one that no fact has.
    func unit(_ text: String?) -> Int32 {
        guard let text else { return -1 }
        return codes.id(of: Coding(.ucum, text)) ?? -2
    }

    mutating func leaf(_ filter: EventFilter) -> Int {
        var fixed = filter
        (fixed.timings, fixed.with, fixed.without) = ([], [], [])
        if let known = leaves[fixed] { return known }
        let source = filter.source
        let statuses = filter.statuses.map { Set($0.map { Optional($0) }) } ?? Qualifying.statuses(source)
        var leaf = Plan.Leaf(
            kind: source.kind, statuses: filter.notDone && filter.statuses == nil ? .max : Self.bits(statuses),
            verifications: Self.bits(Qualifying.verifications(source)), categories: .max,
            intents: filter.notDone ? .max : Self.bits(Qualifying.intents(source)),
            withoutIntent: filter.notDone ? .max : Self.bits(Qualifying.withoutIntent(source)), negated: filter.notDone)
        if let classes = filter.classes { leaf.categories = Self.bits(Set(classes.map { Optional($0) })) }
        // An event without a class is of none of them, as in CQL's `class !~ 'VR'`.
        if let not = filter.classesNot { leaf.categories &= ~Self.bits(Set(not.map { Optional($0) })) }
        if let intents = filter.intents { leaf.intents = Self.bits(Set(intents.map { Optional($0) })) }
        leaf.reason = codeSet(filter.reason)
        leaf.valueCodes = codeSet(filter.valueCodes)
        leaf.disposition = codeSet(filter.disposition ?? filter.bodySite)
        leaf.hasValue = filter.hasValue
        leaf.unit = unit(filter.unit)
        let first = plan.comparisons.count
        plan.comparisons += filter.comparisons
        leaf.comparisons = first..<plan.comparisons.count
        leaf.ageMin = Self.clamped(filter.ageMin, or: .min)
        leaf.ageMax = Self.clamped(filter.ageMax, or: .max)
        let number = plan.leaves.count
        plan.leaves.append(leaf)
        leaves[fixed] = number
        if let list = filter.codes {
            for id in ids(list) { leafPairs.append((id, Int32(number))) }
        } else {
            plan.leavesByKind[Int(source.kind.rawValue)].append(Int32(number))
        }
        return number
    }

    static func clamped(_ number: Int?, or other: Int32) -> Int32 { number.map { Int32(clamping: $0) } ?? other }

    static func bits<W: FactWord>(_ words: Set<W?>) -> UInt64 {
        words.reduce(0) { $0 | (1 << UInt64($1?.rawValue ?? 0)) }
    }

    /// The row of a point of the period: its day in every period.
    mutating func dayRow(_ point: Point) -> Int32 {
        if let known = dayRows[point] { return known }
        let row = Int32(plan.days.count)
        plan.days += plan.periods.map { point.applied(to: point.base == .periodStart ? $0.start : $0.end).number }
        dayRows[point] = row
        return row
    }

    mutating func keyRow(_ point: Point) -> Int {
        if let known = keyRows[point] { return known }
        let row = plan.keys.count
        plan.keys += plan.periods.map { Plan.ageKey(point.applied(to: point.base == .periodStart ? $0.start : $0.end)) }
        keyRows[point] = row
        return row
    }
}

extension Plan {
    /// Orders days as year, month, day do; somebody is `n` years old from the day whose key is theirs + `n` × 10000.
    /// So a person born on 29 February ages on 1 March in common years.
    static func ageKey(_ day: Day) -> Int32 {
        let (year, month, date) = day.parts
        return Int32(year * 10_000 + month * 100 + date)
    }
}

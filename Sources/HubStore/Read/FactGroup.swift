internal import HubCore

/// The facts of a range of patients, as they come; then grouped by patient.
struct FactGroup {
    private let wantedCodes: [Bool]?
    private let wantedKinds: Set<Fact.Kind>
    private var range = 0..<0
    private var facts: [HistoryFact] = []
    private var owners: [Int32] = []
    /// More than one submission is current, so that facts may be told twice.
    private let overlaps: Bool
    private var overlap = Overlap()
    private var retold = Retold()
    private var corrections: [Overlap.Correction] = []

    init(filter: FactScan.Filter?, overlaps: Bool) {
        self.overlaps = overlaps
        wantedKinds = filter?.kinds ?? []
        guard let filter else {
            wantedCodes = nil
            return
        }
        var wanted = [Bool](repeating: false, count: Int(max(0, filter.codes.max() ?? 0)) + 1)
        for code in filter.codes where code >= 0 { wanted[Int(code)] = true }
        wantedCodes = wanted
    }

    var count: Int { facts.count }

    /// Room for so many facts, so that growing arrays do not need twice of it for a moment.
    mutating func reserve(_ facts: Int) {
        self.facts.reserveCapacity(facts)
        owners.reserveCapacity(facts)
    }

    mutating func begin(_ range: Range<Int>) {
        self.range = range
        facts.removeAll(keepingCapacity: true)
        owners.removeAll(keepingCapacity: true)
        corrections.removeAll(keepingCapacity: true)
    }

    private func wants(_ code: Int32) -> Bool {
        guard let wantedCodes else { return true }
        return code >= 0 && Int(code) < wantedCodes.count && wantedCodes[Int(code)]
    }

    /// The order of the columns is that of ``FactScan/statement(_:_:_:)``.
    mutating func take(_ row: inout RowReader) throws(HubError) {
        guard let patient = try row.integer(Int32.self), let number = try row.integer(Int16.self), let kind = Fact.Kind(rawValue: number)
        else {
            throw HubError(
                .database, "A fact in the database is of a kind that this program does not know.", hint: "Use the newer measurehub.")
        }
        var fact = HistoryFact(kind)
        fact.status = try row.integer(Int16.self).flatMap { Fact.Status(rawValue: $0) }
        fact.verification = try row.integer(Int16.self).flatMap { Fact.Verification(rawValue: $0) }
        fact.category = try row.integer(Int16.self).flatMap { Fact.Category(rawValue: $0) }
        fact.intent = try row.integer(Int16.self).flatMap { Fact.Intent(rawValue: $0) }
        fact.negated = try row.bool()
        fact.comparator = try row.integer(Int16.self).flatMap { Fact.Comparator(rawValue: $0) }
        fact.code = try row.integer(Int32.self) ?? -1
        fact.start = try row.day() ?? HistoryFact.noDay
        fact.end = try row.day() ?? HistoryFact.noDay
        fact.authored = try row.day() ?? HistoryFact.noDay
        fact.startSecond = try row.integer(Int32.self) ?? -1
        fact.value = try row.double() ?? .nan
        fact.unit = try row.integer(Int32.self) ?? -1
        fact.valueCode = try row.integer(Int32.self) ?? -1
        fact.hasTextValue = try row.bool()
        fact.reason = try row.integer(Int32.self) ?? -1
        fact.qualifier = try row.integer(Int32.self) ?? -1
        fact.supplyDays = try row.integer(Int32.self) ?? -1
        fact.ownKey = try row.integer(Int64.self) ?? 0
        fact.encounterKey = try row.integer(Int64.self) ?? 0
        fact.panelKey = try row.integer(Int64.self) ?? 0
        fact.submission = try row.integer(Int32.self) ?? 0
        fact.number = try row.integer(Int32.self) ?? 0
        fact.file = try row.integer(Int32.self) ?? 0
        fact.provider = try row.integer(Int32.self) ?? -1
        fact.site = try row.integer(Int32.self) ?? -1

        guard range.contains(Int(patient)) else {
            throw HubError(.database, "A fact in the database belongs to a patient who is not there.")
        }
        let before = facts.count
        var isWanted = wantedCodes == nil || wantedKinds.contains(kind) || wants(fact.code)
        facts.append(fact)
        owners.append(patient)
        try row.integers { code in
            fact.code = code
            facts.append(fact)
            owners.append(patient)
            if !isWanted { isWanted = wants(code) }
        }
        // Each of its codes with each further code of its value.
        let after = facts.count
        try row.integers { code in
            for at in before..<after {
                var further = facts[at]
                further.valueCode = code
                facts.append(further)
                owners.append(patient)
            }
        }
        if !isWanted {
            facts.removeLast(facts.count - before)
            owners.removeLast(owners.count - before)
            if overlaps, fact.ownKey != 0 {
                corrections.append(.init(patient: patient, kind: kind, ownKey: fact.ownKey, submission: fact.submission))
            }
        }
    }

    /// A counting sort by patient, then each patient's few facts by submission and number where they are not so already; what several
    /// submissions or files tell counts once.
    mutating func handOver(
        _ patients: PatientTable, _ body: (HistoryPatient, [HistoryFact]) throws(HubError) -> Void
    ) throws(HubError) {
        var ends = [Int32](repeating: 0, count: range.count + 1)
        for owner in owners { ends[Int(owner) - range.lowerBound + 1] += 1 }
        for at in 1..<ends.count { ends[at] += ends[at - 1] }
        var order = [Int32](repeating: 0, count: facts.count)
        var next = ends
        for (at, owner) in owners.enumerated() {
            let slot = Int(owner) - range.lowerBound
            order[Int(next[slot])] = Int32(at)
            next[slot] += 1
        }
        corrections.sort { $0.patient < $1.patient }
        var nextCorrection = 0
        var mine: [HistoryFact] = []
        for slot in 0..<range.count {
            mine.removeAll(keepingCapacity: true)
            var isSorted = true
            for at in Int(ends[slot])..<Int(ends[slot + 1]) {
                let fact = facts[Int(order[at])]
                if isSorted, let last = mine.last { isSorted = (last.submission, last.number) <= (fact.submission, fact.number) }
                mine.append(fact)
            }
            if !isSorted { mine.sort { ($0.submission, $0.number) < ($1.submission, $1.number) } }
            if overlaps {
                let first = nextCorrection
                while nextCorrection < corrections.count, Int(corrections[nextCorrection].patient) == range.lowerBound + slot {
                    nextCorrection += 1
                }
                overlap.settle(&mine, corrections[first..<nextCorrection])
            }
            retold.settle(&mine)
            let patient = patients[range.lowerBound + slot]
            if let patient {
                try body(patient, mine)
            } else if !mine.isEmpty {
                try body(HistoryPatient(id: Int32(range.lowerBound + slot)), mine)
            }
        }
    }
}

/// Which of one patient's statements several files tell word for word, and which of them counts.
///
/// Two documents of one patient tell the same visit, and some EMRs give it another number in each document. What says the same in two files is one
/// statement; it stays as often as the file has it that has it most often, the later file if both do. Copies inside one file all stay: they are for
/// the checks to tell. What names a visit that goes names the one that stays.
package struct Retold {
    private struct Statement {
        var rows: Range<Int>
        var file: UInt64
        var stays = true
    }

    private var statements: [Statement] = []
    private var told: [UInt64: [Int]] = [:]
    /// The key of a visit that goes, to that of the same visit as it stays.
    private var visits: [Int64: Int64] = [:]
    private var files = [Int64](repeating: -1, count: 32)

    package init() {}

    /// The facts come in the order of submission and number, so a statement's further codes follow each other.
    package mutating func settle(_ facts: inout [HistoryFact]) {
        guard isInSeveralFiles(facts) else { return }
        statements.removeAll(keepingCapacity: true)
        visits.removeAll(keepingCapacity: true)
        var start = 0
        while start < facts.count {
            var end = start + 1
            while end < facts.count, facts[end].number == facts[start].number, facts[end].submission == facts[start].submission { end += 1 }
            statements.append(Statement(rows: start..<end, file: Self.file(facts[start])))
            start = end
        }
        settle(facts, visits: true)
        if !visits.isEmpty { for at in facts.indices { facts[at].encounterKey = visits[facts[at].encounterKey] ?? facts[at].encounterKey } }
        settle(facts, visits: false)
        var kept = 0
        for statement in statements where statement.stays {
            for at in statement.rows {
                facts[kept] = facts[at]
                kept += 1
            }
        }
        facts.removeLast(facts.count - kept)
    }

    private static func file(_ fact: HistoryFact) -> UInt64 {
        UInt64(UInt32(bitPattern: fact.submission)) << 32 | UInt64(UInt32(bitPattern: fact.file))
    }

    /// Nearly always no: one document a patient, or each kind of statement in a table of its own.
    private mutating func isInSeveralFiles(_ facts: [HistoryFact]) -> Bool {
        for at in files.indices { files[at] = -1 }
        for fact in facts {
            let (kind, file) = (Int(fact.kind.rawValue) & 31, Int64(bitPattern: Self.file(fact)))
            if files[kind] < 0 { files[kind] = file } else if files[kind] != file { return true }
        }
        return false
    }

    private mutating func settle(_ facts: [HistoryFact], visits isVisit: Bool) {
        told.removeAll(keepingCapacity: told.count < 4096)
        for at in statements.indices where (facts[statements[at].rows.lowerBound].kind == .encounter) == isVisit {
            told[HistoryFact.content(of: facts[statements[at].rows]), default: []].append(at)
        }
        for same in told.values where same.count > 1 {
            var counts: [UInt64: Int] = [:]
            for at in same { counts[statements[at].file, default: 0] += 1 }
            guard counts.count > 1, let best = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key else { continue }
            let staying = same.filter { statements[$0].file == best }
            var turn: [UInt64: Int] = [:]
            for at in same where statements[at].file != best {
                statements[at].stays = false
                let nth = turn[statements[at].file, default: 0]
                turn[statements[at].file] = nth + 1
                guard isVisit, nth < staying.count else { continue }
                let (goes, stays) = (facts[statements[at].rows.lowerBound].ownKey, facts[statements[staying[nth]].rows.lowerBound].ownKey)
                if goes != 0, stays != 0 { self.visits[goes] = stays }
            }
        }
    }
}

extension HistoryFact {
    /// The same number for statements that say the same, whatever key they have and whichever of their codes stands first. The panel is no part of it:
    /// in many files it is nothing but the row's place.
    package static func content(of rows: ArraySlice<HistoryFact>) -> UInt64 {
        let fact = rows[rows.startIndex]
        var hash: UInt64 = rows.reduce(0) { $0 &+ mix(word($1.code, $1.valueCode), 1) }
        hash = mix(hash, word(fact.start, fact.startSecond))
        hash = mix(hash, word(fact.end, fact.authored))
        hash = mix(hash, fact.value.bitPattern)
        hash = mix(hash, word(fact.unit, fact.qualifier))
        // Two prescriptions of one day that last 1 and 209 days are two.
        hash = mix(hash, word(fact.supplyDays, fact.reason))
        hash = mix(hash, UInt64(bitPattern: fact.encounterKey))
        hash = mix(hash, words(fact.kind.rawValue, fact.status?.rawValue, fact.category?.rawValue, fact.intent?.rawValue))
        hash = mix(hash, words(fact.negated ? 1 : 0, fact.hasTextValue ? 1 : 0, fact.comparator?.rawValue, nil))
        return hash
    }

    private static func word(_ high: Int32, _ low: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: high)) << 32 | UInt64(UInt32(bitPattern: low))
    }

    private static func words(_ a: Int16?, _ b: Int16?, _ c: Int16?, _ d: Int16?) -> UInt64 {
        [a, b, c, d].reduce(0) { $0 << 16 | UInt64(UInt16(bitPattern: $1 ?? -1)) }
    }

    /// MurmurHash3's fmix64 over a running value. With ten thousand facts of one patient the chance that any two meet is 3 in 10¹².
    private static func mix(_ hash: UInt64, _ next: UInt64) -> UInt64 {
        var h = (hash ^ next) &* 0x9e37_79b9_7f4a_7c15 &+ hash
        h = (h ^ (h >> 33)) &* 0xff51_afd7_ed55_8ccd
        h = (h ^ (h >> 33)) &* 0xc4ce_b9fe_1a85_ec53
        return h ^ (h >> 33)
    }
}

/// Which of one patient's statements several files tell word for word, and which of them counts.
///
/// Two documents of one patient tell the same visit, and some EMRs give it another number in each document. What says the same in two files is one
/// statement; it stays as often as the file has it that has it most often, the later file if both do. Copies inside one file all stay: they are for
/// the checks to tell. What names a visit or a diagnosis that goes names the one that stays, and a visit that stays learns from the one that goes whose
/// it was, where and what for, where it does not say so itself. Two files may know one provider by different names, so a visit that each of them tells
/// under another is one visit; only a file that itself tells it under two providers tells two.
package struct Retold {
    private struct Statement {
        var rows: Range<Int>
        var file: UInt64
        var stays = true
    }

    private var statements: [Statement] = []
    private var told: [UInt64: [Int]] = [:]
    /// The key of a visit or a diagnosis that goes, to that of the same one as it stays.
    private var visits: [Int64: Int64] = [:]
    private var diagnoses: [Int64: Int64] = [:]
    private var files = [Int64](repeating: -1, count: 32)

    package init() {}

    /// The facts come in the order of submission and number, so a statement's further codes follow each other.
    package mutating func settle(_ facts: inout [HistoryFact]) {
        guard isInSeveralFiles(facts) else { return }
        statements.removeAll(keepingCapacity: true)
        visits.removeAll(keepingCapacity: true)
        diagnoses.removeAll(keepingCapacity: true)
        var start = 0
        while start < facts.count {
            var end = start + 1
            while end < facts.count, facts[end].number == facts[start].number, facts[end].submission == facts[start].submission { end += 1 }
            statements.append(Statement(rows: start..<end, file: Self.file(facts[start])))
            start = end
        }
        settle(&facts, visits: true)
        if !visits.isEmpty { for at in facts.indices { facts[at].encounterKey = visits[facts[at].encounterKey] ?? facts[at].encounterKey } }
        settle(&facts, visits: false)
        if !diagnoses.isEmpty {
            for at in facts.indices where facts[at].kind == .encounter {
                facts[at].panelKey = diagnoses[facts[at].panelKey] ?? facts[at].panelKey
            }
        }
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

    private mutating func settle(_ facts: inout [HistoryFact], visits isVisit: Bool) {
        told.removeAll(keepingCapacity: told.count < 4096)
        for at in statements.indices where (facts[statements[at].rows.lowerBound].kind == .encounter) == isVisit {
            told[HistoryFact.content(of: facts[statements[at].rows]), default: []].append(at)
        }
        for same in told.values where same.count > 1 { settle(same, &facts) }
    }

    /// Statements that say the same: those of one file stay.
    private mutating func settle(_ same: [Int], _ facts: inout [HistoryFact]) {
        let byFile = Dictionary(grouping: same) { statements[$0].file }
        guard byFile.count > 1, let best = byFile.max(by: { ($0.value.count, $0.key) < ($1.value.count, $1.key) }) else { return }
        for (file, going) in byFile.sorted(by: { $0.key < $1.key }) where file != best.key {
            for at in going { statements[at].stays = false }
            for (goes, stays) in Self.pairs(going, best.value, provider: { facts[statements[$0].rows.lowerBound].provider }) {
                hand(facts[statements[goes].rows.lowerBound], to: statements[stays].rows, &facts)
            }
        }
    }

    /// What is known of a statement that goes is known of the one that stays.
    private mutating func hand(_ goes: HistoryFact, to stays: Range<Int>, _ facts: inout [HistoryFact]) {
        let (old, new) = (goes.ownKey, facts[stays.lowerBound].ownKey)
        switch goes.kind {
        case .encounter:
            if old != 0, new != 0 { visits[old] = new }
            for at in stays {
                if facts[at].provider < 0 { facts[at].provider = goes.provider }
                if facts[at].site < 0 { facts[at].site = goes.site }
                if facts[at].panelKey == 0 { facts[at].panelKey = goes.panelKey }
            }
        case .condition: if old != 0, new != 0, old != new { diagnoses[old] = new }
        default: break
        }
    }
}

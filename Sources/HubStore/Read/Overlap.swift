internal import HubCore

/// Which of one patient's facts count when several current submissions tell of the same things: an extract of another period that carries
/// the whole history again, or an addition that overlaps what is there.
///
/// A statement with a key of its own is told by the latest submission that has that key for that kind, whatever it says there. Statements
/// without one are the same when they say the same; the latest submission's copies stay. Copies inside one submission all stay: they are
/// for the checks to tell, not for us to hide (but see ``Retold`` for what several files tell).
struct Overlap {
    /// A keyed statement that is not wanted as it now reads, yet takes the place of what earlier submissions said.
    struct Correction {
        var patient: Int32
        var kind: Fact.Kind
        var ownKey: Int64
        var submission: Int32
    }

    private enum Statement: Hashable {
        case keyed(Fact.Kind, Int64)
        case said(UInt64)
    }

    private var latest: [Statement: Int32] = [:]
    private var statements: [(which: Statement, end: Int)] = []

    /// The facts come in the order of submission and number, so a statement's further codes follow each other.
    mutating func settle(_ facts: inout [HistoryFact], _ corrections: ArraySlice<Correction>) {
        guard let first = facts.first, let last = facts.last else { return }
        guard first.submission != last.submission || !corrections.isEmpty else { return }
        latest.removeAll(keepingCapacity: latest.count < 4096)
        statements.removeAll(keepingCapacity: true)
        var start = 0
        while start < facts.count {
            let submission = facts[start].submission
            var end = start + 1
            while end < facts.count, facts[end].number == facts[start].number, facts[end].submission == submission { end += 1 }
            let which = Self.statement(facts[start..<end])
            latest[which] = submission
            statements.append((which, end))
            start = end
        }
        for new in corrections {
            let which = Statement.keyed(new.kind, new.ownKey)
            if let before = latest[which] { latest[which] = max(before, new.submission) }
        }
        var (from, kept) = (0, 0)
        for (which, end) in statements {
            if latest[which] == facts[from].submission {
                for at in from..<end {
                    facts[kept] = facts[at]
                    kept += 1
                }
            }
            from = end
        }
        facts.removeLast(facts.count - kept)
    }

    private static func statement(_ rows: ArraySlice<HistoryFact>) -> Statement {
        let fact = rows[rows.startIndex]
        guard fact.ownKey == 0 else { return .keyed(fact.kind, fact.ownKey) }
        return .said(HistoryFact.content(of: rows))
    }
}

import HubCore

/// REC-003: nothing happened after the extract was made. Planned visits and orders for later do not count.
final class AfterExtract: Check {
    static let kind = RuleKind(name: "not-after-extract", says: RuleKind.tolerant + ["kind", "extract"]) { rule, params, _ in
        AfterExtract(rule, params.kinds())
    }

    let facts: [Fact.Kind]
    private let rule: Rule
    private var judged = [Int](repeating: 0, count: 16)
    /// The extract day may be printed in a later file, so days after each month are kept by day until the end.
    private var late = [[Int32: Places]](repeating: [:], count: 16)

    init(_ rule: Rule, _ kinds: [Fact.Kind]) { (self.rule, facts) = (rule, kinds) }

    func see(_ fact: Fact, _ seen: Seen, _ desk: Desk) {
        guard seen.day != HistoryFact.noDay, !seen.isVoid, fact.status != .planned, fact.intent != .plan else { return }
        judged[Int(fact.kind.rawValue)] += 1
        // Only days that can turn out to be late are kept; the bound is the day somebody said, or the period's end.
        if let bound = desk.context.extractedOn ?? desk.context.due?.end ?? desk.context.receivedOn, seen.day <= bound.number { return }
        // By day from 1900 to 2100; anything later is late whenever the extract was made.
        guard seen.day > -25_567 else { return }
        let key = seen.day < 47_482 ? seen.day : Int32.max
        late[Int(fact.kind.rawValue)][key, default: Places()].add(seen.place)
    }

    func results(_ desk: Desk) -> [CheckResult] {
        guard let extract = desk.extractDay ?? desk.context.receivedOn else { return [rule.couldNotRun()] }
        return facts.map { kind in
            var places = Places()
            for (day, found) in late[Int(kind.rawValue)] where day > extract.number { places.add(found) }
            let words = ["kind": kind.plural, "extract": "\(extract)"]
            return rule.violations(
                places.count, of: judged[Int(kind.rawValue)], subject: kind.plural, places: places, desk: desk, words: words)
        }
    }
}

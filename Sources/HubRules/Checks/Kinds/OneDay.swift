import HubCore

/// REC-021: a file's records do not all fall on one day, which is the day of a data entry or of the report, and hardly of service.
final class OneDay: Check {
    static let kind = RuleKind(name: "not-all-on-one-day", says: ["n", "t", "pct", "max", "kind", "file"]) { rule, params, _ in
        OneDay(rule, params.kinds(), few: params.count("min_n") ?? 10, share: params.percent("share_pct") ?? 90)
    }

    let facts: [Fact.Kind]
    private let (rule, few, share): (Rule, Int, Double)
    private struct Days {
        var file: Int
        var counts: [Int32: Int] = [:]
        var judged = 0
        var patients: Set<Int> = []
        var first = Place.none
        /// There were more days than a few: nothing to look at.
        var isVaried: Bool { counts.count > OneDay.fewDays }
    }
    /// Of the file at hand, by kind; most files have many days soon, and are then looked at no more.
    private var current = [Days?](repeating: nil, count: 16)
    private var done: [(kind: Fact.Kind, days: Days)] = []
    private static let fewDays = 8

    init(_ rule: Rule, _ kinds: [Fact.Kind], few: Int, share: Double) {
        (self.rule, facts, self.few, self.share) = (rule, kinds, few, share)
    }

    func see(_ fact: Fact, _ seen: Seen, _ desk: Desk) {
        guard seen.day != HistoryFact.noDay, !seen.isVoid else { return }
        let (at, file) = (Int(fact.kind.rawValue), desk.files.count - 1)
        if current[at]?.file != file {
            if let before = current[at] { done.append((fact.kind, before)) }
            current[at] = Days(file: file)
        }
        guard current[at]?.isVaried == false else { return }
        current[at]?.counts[seen.day, default: 0] += 1
        current[at]?.judged += 1
        if let first = current[at]?.first, seen.place < first { current[at]?.first = seen.place }
        if let count = current[at]?.patients.count, count < few { current[at]?.patients.insert(seen.patient) }
    }

    func results(_ desk: Desk) -> [CheckResult] {
        let all = done + facts.compactMap { kind in current[Int(kind.rawValue)].map { (kind, $0) } }
        let judged = all.filter { !$0.days.isVaried && $0.days.judged >= few && $0.days.patients.count * 2 >= few }
        guard !judged.isEmpty else { return [rule.notApplicable()] }
        return judged.sorted { ($0.days.file, $0.kind.rawValue) < ($1.days.file, $1.kind.rawValue) }.map { kind, known in
            let most = known.counts.values.max() ?? 0
            let isOne = Double(most) * 100 >= share * Double(known.judged)
            var result = CheckResult(rule: rule.id, subject: kind.plural, state: isOne ? .fail : .pass)
            (result.numerator, result.denominator) = (most, known.judged)
            guard isOne else { return result }
            var places = Places()
            places.add(known.first)
            let words = [
                "n": Words.count(most), "t": Words.count(known.judged), "pct": Words.percent(most, of: known.judged),
                "max": Words.number(share), "kind": kind.plural, "file": desk.files[known.file].name,
            ]
            result.finding = rule.found(rule.severity, words, count: most, places: places, desk: desk)
            return result
        }
    }
}

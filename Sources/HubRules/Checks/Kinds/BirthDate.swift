import HubCore

/// REC-006: nobody is unborn or older than anybody ever was, and no birth date is one that systems fill in by themselves.
final class BirthDate: Check {
    static let kind = RuleKind(name: "birth-date", says: RuleKind.tolerant + ["max_age"]) { rule, params, _ in
        let oldest = params.count("max_age") ?? 120
        var defaults: Set<Int32> = []
        for text in params.texts("defaults") ?? [] {
            if let day = Day(iso: text) {
                defaults.insert(day.number)
            } else {
                params.fail("`\(text)` is not a day; write it as 1900-01-01", at: params.node["defaults"]?.origin ?? rule.origin)
            }
        }
        return BirthDate(rule, oldest: min(oldest, 1000), defaults: defaults)
    }

    private let (rule, oldest, defaults): (Rule, Int, Set<Int32>)
    init(_ rule: Rule, oldest: Int, defaults: Set<Int32>) { (self.rule, self.oldest, self.defaults) = (rule, oldest, defaults) }

    func results(_ desk: Desk) -> [CheckResult] {
        guard let today = desk.extractDay ?? desk.context.receivedOn ?? desk.context.due?.end else { return [rule.couldNotRun()] }
        var places = Places()
        var judged = 0
        for patient in desk.people where patient.birth != HistoryFact.noDay {
            judged += 1
            let birth = Day(number: patient.birth)
            // The dead aged until they died.
            let last = patient.deceased == HistoryFact.noDay ? today : min(today, Day(number: patient.deceased))
            if birth > today || birth.age(at: last) > oldest || defaults.contains(patient.birth) { places.add(patient.row) }
        }
        return [rule.violations(places.count, of: judged, places: places, desk: desk, words: ["max_age": Words.count(oldest)])]
    }
}

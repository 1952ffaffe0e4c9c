import HubCore

/// Why a fact of the right kind and code is not an event of a filter in one period, and by how much.
struct Shortfall {
    var miss: Miss
    /// Days by which it is off, for choosing the nearest.
    var distance: Int32 = 0
    var why: String
    /// Rows of other facts that the reason is about.
    var others: [JudgeRow] = []

    static func < (a: Shortfall, b: Shortfall) -> Bool { (a.miss.rawValue, a.distance) < (b.miss.rawValue, b.distance) }
}

extension Judge {
    /// Nil when the fact is about something else, or counts.
    mutating func shortfall(_ filter: EventFilter, _ fact: HistoryFact, _ measure: Measure, _ period: Int) -> Shortfall? {
        guard let step = step(filter) else { return nil }
        let leaf = plan.leaves[step.leaf]
        guard leaf.kind == fact.kind, !leaf.negated || fact.negated else { return nil }
        guard
            plan.leavesByCode.contains(fact.code, Int32(step.leaf))
                || plan.leavesByKind[Int(leaf.kind.rawValue)].contains(Int32(step.leaf))
        else { return nil }
        if leaf.negated != fact.negated { return Shortfall(miss: .notDone, why: "recorded as not done") }
        if let words = status(filter, leaf, fact) { return Shortfall(miss: .otherStatus, why: words) }
        let lack = value(filter, leaf, fact, measure)
        if let lack, lack.miss != .withoutReason { return lack }
        guard var miss = day(filter, step, fact, measure, period) else { return lack }
        // Another reason would not help what is of another time.
        if let lack { miss.why += "; and \(lack.why)" }
        return miss
    }

    private mutating func day(
        _ filter: EventFilter, _ step: Plan.FilterStep, _ fact: HistoryFact, _ measure: Measure, _ period: Int
    ) -> Shortfall? {
        let row = JudgeRow(fact)
        for (at, timing) in zip(step.timings, filter.timings) {
            scratch.settle(plan, plan.timings[at])
            if let miss = time(timing, at, row, nil, period) { return miss }
        }
        for (at, relation) in zip(step.relations, filter.with + filter.without) {
            if let miss = related(relation, plan.relations[at], row, measure, period) { return miss }
        }
        return nil
    }

    private func status(_ filter: EventFilter, _ leaf: Plan.Leaf, _ fact: HistoryFact) -> String? {
        if leaf.statuses & JudgeScratch.bit(fact.status) == 0 {
            let counts = filter.statuses.map { Set($0.map { Optional($0) }) } ?? Qualifying.statuses(filter.source)
            let words = counts.compactMap { $0?.word }.sorted().joined(separator: ", ")
            return (fact.status.map { "its status is \($0.word)" } ?? "it has no status")
                + (counts.count < 8 ? "; what counts is \(words)" : "")
        }
        if leaf.verifications & JudgeScratch.bit(fact.verification) == 0 {
            return "it is marked as \(fact.verification?.word ?? "unverified")"
        }
        if leaf.categories & JudgeScratch.bit(fact.category) == 0 {
            return fact.category.map { "it is of class \($0.word), which does not count here" } ?? "its class is not said"
        }
        if leaf.intents & JudgeScratch.bit(fact.intent) == 0 { return "it is a \(fact.intent?.word ?? "plan"), not an order" }
        if fact.intent == nil, leaf.withoutIntent & JudgeScratch.bit(fact.category) == 0 {
            return "it is on a list of medicines, which shows no order"
        }
        return nil
    }

    private func value(_ filter: EventFilter, _ leaf: Plan.Leaf, _ fact: HistoryFact, _ measure: Measure) -> Shortfall? {
        let isEmpty = fact.value.isNaN && fact.valueCode < 0 && !fact.hasTextValue
        if leaf.hasValue == true, isEmpty { return Shortfall(miss: .withoutValue, why: "it has no result") }
        if let unit = filter.unit {
            if fact.value.isNaN {
                return Shortfall(miss: .withoutValue, why: fact.hasTextValue ? "its result is text, not a number" : "it has no number")
            }
            if fact.unit != leaf.unit {
                return Shortfall(
                    miss: .withoutUnit, why: fact.unit < 0 ? "it has no unit; \(unit) counts" : "only numbers in \(unit) count")
            }
        }
        if let codes = filter.valueCodes, !plan.setsByCode.contains(fact.valueCode, leaf.valueCodes) {
            if fact.valueCode < 0 {
                return Shortfall(
                    miss: .withoutValue, why: fact.hasTextValue ? "its answer is text, without a code" : "it has no coded answer")
            }
            return Shortfall(miss: .otherValue, why: "the answer has to be one of: \(measure.words(codes, coded: true))")
        }
        if scratch.passes(plan, leaf, fact) { return nil }
        for (at, comparison) in zip(leaf.comparisons, filter.comparisons)
        where !plan.comparisons[at].holds(fact.value, fact.comparator) {
            return Shortfall(miss: .otherValue, why: comparison.words(filter.unit ?? ""))
        }
        if let reason = filter.reason, !plan.setsByCode.contains(fact.reason, leaf.reason) {
            let words = fact.reason < 0 ? "it gives no reason" : "that is no reason that counts here"
            return Shortfall(miss: .withoutReason, why: "\(words); what counts is \(measure.words(reason))")
        }
        if let place = filter.disposition ?? filter.bodySite, !plan.setsByCode.contains(fact.qualifier, leaf.disposition) {
            return Shortfall(miss: .otherValue, why: "it does not say any of: \(measure.words(place))")
        }
        if filter.ageMin != nil || filter.ageMax != nil, fact.start != HistoryFact.noDay, scratch.birth != HistoryFact.noDay {
            let age = Day(number: scratch.birth).age(at: Day(number: fact.start))
            return Shortfall(miss: .outsideWindow, why: "at the age of \(age); what counts is " + Self.years(filter.ageMin, filter.ageMax))
        }
        return Shortfall(miss: .otherValue, why: "with another value")
    }

    static func years(_ min: Int?, _ max: Int?) -> String {
        switch (min, max) {
        case (let min?, let max?): min == max ? "\(min) \(min == 1 ? "year" : "years")" : "\(min) to \(max) years"
        case (let min?, nil): "\(min) years or older"
        case (nil, let max?): "up to \(max) years"
        case (nil, nil): "any age"
        }
    }
}

extension Comparison {
    func words(_ unit: String) -> String {
        let sign =
            switch sign {
            case .lt: "below";
            case .le: "at most";
            case .gt: "above";
            case .ge: "at least"
            }
        return "has to be \(sign) \(EvidenceText.number(limit))" + (unit.isEmpty ? "" : " \(unit)")
    }
}

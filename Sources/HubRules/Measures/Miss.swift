import HubCore

/// Why a fact that looks like what a leaf asks for does not count; the nearest to counting first.
package enum Miss: Int, Sendable, CaseIterable, Comparable {
    case outsideWindow, ruledOut, notRelated, withoutReason, withoutDate, withoutValue, withoutUnit, otherValue, notDone, otherStatus,
        localCode

    package static func < (a: Miss, b: Miss) -> Bool { a.rawValue < b.rawValue }

    package var words: String {
        switch self {
        case .outsideWindow: "outside the time that counts"
        case .notRelated: "without the visit or diagnosis it has to go with"
        case .ruledOut: "together with something that rules it out, such as a hospital stay"
        case .withoutReason: "without the reason that it has to give"
        case .withoutDate: "without a date"
        case .withoutValue: "without a value"
        case .withoutUnit: "without a usable unit"
        case .otherValue: "with another value"
        case .notDone: "recorded as not done"
        case .otherStatus: "with a status that does not count"
        case .localCode: "under codes of the practice that nobody has mapped"
        }
    }
}

extension JudgeScratch {
    /// Why a fact is not an event of a leaf, although its code is one of the leaf's; nil when it is about something else.
    func miss(_ plan: Plan, _ filter: Plan.FilterStep, _ fact: HistoryFact) -> Miss? {
        let (index, timings) = (filter.leaf, filter.timings)
        let leaf = plan.leaves[index]
        guard leaf.kind == fact.kind else { return nil }
        let asked =
            plan.leavesByCode.contains(fact.code, Int32(index)) || plan.leavesByKind[Int(leaf.kind.rawValue)].contains(Int32(index))
        guard asked else { return nil }
        if leaf.negated != fact.negated { return .notDone }
        if leaf.statuses & Self.bit(fact.status) == 0 || leaf.verifications & Self.bit(fact.verification) == 0
            || leaf.intents & Self.bit(fact.intent) == 0 || leaf.categories & Self.bit(fact.category) == 0
            || (fact.intent == nil && leaf.withoutIntent & Self.bit(fact.category) == 0)
        {
            return .otherStatus
        }
        let isEmpty = fact.value.isNaN && fact.valueCode < 0 && !fact.hasTextValue
        if leaf.hasValue == true, isEmpty { return .withoutValue }
        if leaf.unit != -1 {
            if fact.value.isNaN { return .withoutValue }
            if fact.unit != leaf.unit { return .withoutUnit }
        }
        if leaf.valueCodes >= 0, isEmpty { return .withoutValue }
        if leaf.reason >= 0, !plan.setsByCode.contains(fact.reason, leaf.reason) { return .withoutReason }
        if !passes(plan, leaf, fact) { return .otherValue }
        if timings.isEmpty { return .notRelated }
        let row = JudgeRow(fact)
        let dated = timings.allSatisfy { at in
            let (lo, hi) = row.span(plan.timings[at].by)
            return lo != JudgeRow.unknown || hi != JudgeRow.unknown
        }
        guard dated else { return .withoutDate }
        // Its days fit in every period: what is wrong is the stay it fell in, or the visit that it does not belong to.
        let isInside = timings.allSatisfy { at in
            let step = plan.timings[at]
            return step.from.base != .day && step.to.base != .day && mask(plan, step, row, nil) == plan.everyPeriod
        }
        return isInside && !filter.relations.isEmpty ? .notRelated : .outsideWindow
    }
}

extension Plan {
    /// The leaves that an event set is made of.
    func filters(_ index: Int) -> [(events: Int, filter: FilterStep)] {
        switch events[index] {
        case .filter(let filter): [(index, filter)]
        case .union(let children): children.flatMap { filters(eventChildren[$0]) }
        case .latest(let inner, _): filters(inner)
        case .thisEncounter: []
        }
    }
}

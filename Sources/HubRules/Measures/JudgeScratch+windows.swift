import HubCore

extension Plan.TimingStep {
    /// The first and last day of a row as this window sees them.
    @inline(__always) func days(of row: JudgeRow) -> (Int32, Int32) {
        let (lo, hi) = row.span(by)
        return (lo, openEnd && hi == JudgeRow.unknown ? .max : hi)
    }
}

/// Windows over all periods at once.
extension JudgeScratch {
    private enum Bound {
        case constant(Int32)
        /// Row of `Plan.days`.
        case table(Int)
        /// Row of `days`, moved by months and days.
        case found(Int, months: Int32, days: Int32)
        case none
    }

    /// The periods in which a row lies to a window as asked.
    func mask(_ plan: Plan, _ timing: Plan.TimingStep, _ row: JudgeRow, _ other: JudgeRow?) -> Plan.Mask {
        let (lo, hi) = timing.days(of: row)
        let (notBefore, notAfter): (Int32, Int32) =
            switch timing.relation {
            case .during: (lo, hi)
            case .overlaps: (hi, lo)
            case .startsDuring: (lo, lo)
            case .endsDuring: (hi, hi)
            }
        guard notBefore != JudgeRow.unknown, notAfter != JudgeRow.unknown else { return 0 }
        let (from, to) = (bound(plan, timing.from, other), bound(plan, timing.to, other))
        var mask: Plan.Mask = 0
        switch (from, to) {
        case (.none, _), (_, .none): break
        case (.constant(let from), .constant(let to)):
            if notBefore >= from, notAfter <= to { mask = plan.everyPeriod }
        case (.table(let from), .table(let to)):
            for at in plan.periods.indices where notBefore >= plan.days[from &+ at] && notAfter <= plan.days[to &+ at] {
                mask |= 1 << Plan.Mask(at)
            }
        default:
            for at in plan.periods.indices {
                guard let from = value(plan, from, at), let to = value(plan, to, at) else { continue }
                if notBefore >= from, notAfter <= to { mask |= 1 << Plan.Mask(at) }
            }
        }
        return mask
    }

    /// First and last day of a window in one period; nil when one of them is not known.
    func span(_ plan: Plan, _ timing: Plan.TimingStep, period: Int, other: JudgeRow? = nil) -> (from: Int32, to: Int32)? {
        guard let from = value(plan, bound(plan, timing.from, other), period), let to = value(plan, bound(plan, timing.to, other), period)
        else { return nil }
        return (from, to)
    }

    private func bound(_ plan: Plan, _ point: Plan.PointStep, _ other: JudgeRow?) -> Bound {
        switch point.base {
        case .constant: .constant(point.index)
        case .period: .table(Int(point.index))
        case .birth: moved(birth, point)
        case .otherStart: moved(other?.lo ?? JudgeRow.unknown, point)
        case .otherEnd: moved(other?.hi ?? JudgeRow.unknown, point)
        case .otherAuthored: moved(other?.authored ?? JudgeRow.unknown, point)
        case .day: .found(Int(point.index) * plan.periods.count, months: point.months, days: point.shift)
        }
    }

    private func moved(_ day: Int32, _ point: Plan.PointStep) -> Bound {
        if day == JudgeRow.unknown { return .none }
        if day == .max || day == JudgeRow.always { return .constant(day) }
        return .constant(Self.moved(day, point.months, point.shift))
    }

    static func moved(_ day: Int32, _ months: Int32, _ days: Int32) -> Int32 {
        (months == 0 ? day : Day(number: day).adding(months: Int(months)).number) &+ days
    }

    private func value(_ plan: Plan, _ bound: Bound, _ period: Int) -> Int32? {
        switch bound {
        case .constant(let day): day
        case .table(let first): plan.days[first + period]
        case .found(let first, let months, let shift):
            days[first + period] == HistoryFact.noDay ? nil : Self.moved(days[first + period], months, shift)
        case .none: nil
        }
    }
}

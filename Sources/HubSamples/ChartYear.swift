internal import HubCore

/// One person's chart over one period, read as the measures say.
struct ChartYear {
    private let person: MadeUpPatient
    private let period: Period
    private let visits: [MadeUpVisit]

    init(_ person: MadeUpPatient, _ period: Period) {
        self.person = person
        self.period = period
        visits = person.visits.filter { period.contains($0.day) }
    }

    private var ageAtEnd: Int { person.birth.age(at: period.end) }
    private var inHospice: Bool { person.hospice.map(period.contains) ?? false }
    private func has(_ condition: MadeUpCondition?) -> Bool { condition?.overlaps(period.start, period.end) ?? false }
    private func count(_ kinds: MadeUpVisit.Kind...) -> Int { visits.count { kinds.contains($0.kind) } }

    /// CMS165: 18 to 85 years; hypertension that overlaps the first six months; the last day with a reading outside the emergency
    /// department, its lowest systolic below 140 and its lowest diastolic below 90.
    var pressure: Membership {
        let firstHalfEnd = period.start.adding(months: 6).adding(days: -1)
        let readings = visits.last { $0.kind != .emergency && !$0.pressures.isEmpty }?.pressures ?? []
        return Membership(
            initial: (18...85).contains(ageAtEnd) && count(.office, .wellness, .telephone) > 0
                && person.hypertension?.overlaps(period.start, firstHalfEnd) == true,
            excluded: inHospice || has(person.pregnancy) || has(person.kidneyFailure),
            numerator: (readings.map(\.systolic).min() ?? 999) < 140 && (readings.map(\.diastolic).min() ?? 999) < 90)
    }

    /// CMS122, lower is better: 18 to 75 years, diabetes; the last A1c above 9 %, or none.
    var glycemia: Membership {
        Membership(
            initial: (18...75).contains(ageAtEnd) && count(.office, .wellness, .telephone) > 0 && has(person.diabetes),
            excluded: inHospice, numerator: visits.last { $0.a1c != nil }?.a1c.map { $0 > 90 } ?? true)
    }

    /// CMS138: 12 years and older at the period's start; two visits or a preventive one; the last status decides; counselling or a
    /// drug counts from six months before the period.
    var tobacco: (screened: Membership, treated: Membership, overall: Membership) {
        let initial =
            person.birth.age(at: period.start) >= 12
            && (count(.office, .telephone) >= 2 || count(.wellness, .wellChild) >= 1)
        let status = visits.last { $0.smoking != nil }?.smoking
        let user = status == .daily
        let nonUser = status == .never || status == .former
        let window = Period(period.start.adding(months: -6), period.end)
        let helped =
            person.visits.contains { $0.counselled && window.contains($0.day) }
            || person.drugs.contains { $0.drug == .varenicline && window.contains($0.start) }
        return (
            Membership(initial: initial, excluded: inHospice, numerator: user || nonUser),
            Membership(initial: initial, denominator: user, excluded: inHospice, numerator: helped),
            Membership(initial: initial, excluded: inHospice, numerator: nonUser || (user && helped))
        )
    }
}

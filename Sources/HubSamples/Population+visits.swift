internal import HubCore

extension Population {
    /// Three years of visits: more in winter and in the season of influenza shots, none at week-ends, some years none at all.
    func giveVisits(_ person: inout MadeUpPatient, _ random: inout SampleRandom) {
        let traits = Traits(person, profile, &random)
        var days: Set<Day> = []
        for year in 0..<3 where !random.chance(0.12) {
            let first = start.adding(years: year)
            let ill = person.chronic.count
            for at in 0...random.below(2 + min(ill, 3) * 2) {
                let day = workday(in: first, &random)
                guard day >= person.birth, day < person.death ?? .init(number: .max), days.insert(day).inserted else { continue }
                let kind: MadeUpVisit.Kind =
                    at == 0 && random.chance(0.5)
                    ? (person.birth.age(at: day) < 18 ? .wellChild : .wellness)
                    : [.office, .telephone, .emergency][random.weighted([84, 12, 4])]
                person.visits.append(visit(kind, on: day, person, traits, &random))
            }
            if random.chance(0.45), let shot = person.visits.last(where: { $0.day >= first && $0.kind != .telephone }) {
                person.influenzaShots.append(shot.day)
            }
        }
        person.visits.sort { $0.day < $1.day }
        person.influenzaShots.sort()
    }

    private func workday(in first: Day, _ random: inout SampleRandom) -> Day {
        let month = random.weighted([11, 10, 10, 8, 8, 7, 6, 6, 8, 11, 10, 7])
        let begin = first.adding(months: month)
        let day = begin.adding(days: random.below(28))
        // 1970-01-01 was a Thursday.
        let weekday = ((Int(day.number) + 3) % 7 + 7) % 7
        let moved = weekday < 5 ? day : day.adding(days: weekday == 5 ? -1 : -2)
        return moved < start ? moved.adding(days: 3) : moved
    }

    private func visit(
        _ kind: MadeUpVisit.Kind, on day: Day, _ person: MadeUpPatient, _ traits: Traits, _ random: inout SampleRandom
    ) -> MadeUpVisit {
        var visit = MadeUpVisit(day: day, minute: 8 * 60 + random.below(36) * 15, kind: kind)
        guard kind != .telephone else { return visit }
        let age = person.birth.age(at: day)
        if age >= 3 {
            let (systolic, diastolic) = (traits.systolic + (kind == .emergency ? 14 : 0), traits.diastolic)
            func take(_ less: Double) -> MadeUpVisit.Pressure {
                let upper = random.rounded(mean: systolic - less, sd: 7, in: 82...220)
                return .init(systolic: upper, diastolic: min(random.rounded(mean: diastolic - less / 2, sd: 5, in: 42...128), upper - 15))
            }
            let one = take(0)
            visit.pressures = [one]
            if one.systolic >= 140 || one.diastolic >= 90, random.chance(0.4) { visit.pressures.append(take(5)) }
        }
        visit.pulse = random.rounded(mean: age < 6 ? 100 : 74, sd: 8, in: 48...150)
        visit.weight = random.rounded(mean: traits.weight(at: age), sd: 12, in: 25...2200)
        visit.height = Int(traits.height(at: age))
        guard kind != .emergency else { return visit }
        if person.diabetes.map({ $0.onset <= day }) == true, random.chance(0.84) {
            visit.a1c = random.rounded(mean: traits.a1c, sd: 4, in: 45...149)
        }
        if age >= 40, random.chance(0.3) { visit.ldl = random.rounded(mean: traits.ldl, sd: 10, in: 30...280) }
        if age >= 12, random.chance(profile.smokingAsked) {
            visit.smoking = random.chance(0.02) ? .unknown : person.smoking
            visit.counselled = visit.smoking == .daily && random.chance(profile.counselled)
        }
        return visit
    }
}

/// What is usual for one person; readings scatter around it.
private struct Traits {
    var systolic, diastolic, a1c, ldl, grownWeight, grownHeight: Double

    init(_ person: MadeUpPatient, _ profile: SampleProfile, _ random: inout SampleRandom) {
        let high = person.hypertension != nil && !random.chance(profile.controlled)
        let usual = person.hypertension == nil ? 119.0 : high ? 149 : 127
        systolic = random.normal(mean: usual, sd: 6)
        diastolic = random.normal(mean: high ? 87 : 75, sd: 5)
        a1c = random.chance(profile.poorlyControlledDiabetes) ? random.normal(mean: 103, sd: 9) : random.normal(mean: 71, sd: 8)
        ldl = random.normal(mean: 112, sd: 26)
        grownWeight = random.normal(mean: person.isFemale ? 760 : 880, sd: 140)
        grownHeight = random.normal(mean: person.isFemale ? 1630 : 1760, sd: 65)
    }

    /// Tenths of a kilogram; children grow in a straight line, which is near enough for a sample.
    func weight(at age: Int) -> Double { age >= 18 ? grownWeight : 35 + (grownWeight - 35) * Double(age) / 18 }
    /// Tenths of a centimetre.
    func height(at age: Int) -> Double { age >= 18 ? grownHeight : 510 + (grownHeight - 510) * Double(age) / 18 }
}

internal import HubCore

/// Makes the patients of a practice, one at a time: each from the seed, the practice and a number, so that nothing needs to be kept.
struct Population {
    var seed: UInt64
    var profile: SampleProfile
    var period: Period
    /// Some rows and entries are wrong on purpose.
    var hasErrors = true

    /// The first day of the data: three years before the period's end.
    var start: Day { period.end.adding(days: 1).adding(years: -3) }
    /// Up to here a wrong reading cannot change a measure, not even over the earliest rolling year.
    var quietEnd: Day { period.end.adding(years: -2) }

    func patient(_ number: Int) -> MadeUpPatient {
        var random = SampleRandom(seed: seed, stream: streamNumber(profile.code), member: number)
        let female = random.chance(0.53)
        let bands = [0...11, 12...17, 18...39, 40...64, 65...79, 80...90]
        let age = random.int(in: bands[random.weighted(profile.ages)])
        let birth = period.end.adding(years: -age).adding(days: -random.below(365))
        var person = MadeUpPatient(
            number: number, id: uuid(&random), mrn: padded(100_200 + number * 7, 7),
            first: random.pick(female ? femaleNames : maleNames), last: random.pick(lastNames), isFemale: female, birth: birth,
            race: Race.allCases[random.weighted([70, 13, 7, 3, 7])], isHispanic: random.chance(0.15),
            smoking: age < 15 ? .never : [.never, .former, .daily][random.weighted([62, 22, 16])])
        giveConditions(&person, age: age, &random)
        if age >= 70, random.chance(0.015) { person.death = start.adding(days: random.below(700)) }
        giveVisits(&person, &random)
        giveDrugs(&person, &random)
        giveEverydayConditions(&person)
        return person
    }

    /// From a stream of its own, at the days of visits.
    private func giveEverydayConditions(_ person: inout MadeUpPatient) {
        var random = SampleRandom(seed: seed, stream: streamNumber(profile.code) &+ 2, member: person.number)
        for visit in person.visits where visit.kind != .telephone && person.everyday.count < 3 && random.chance(0.55) {
            let disease = random.pick(Disease.everyday)
            guard !person.everyday.contains(where: { $0.disease == disease }) else { continue }
            let end = disease == .respiratoryInfection ? past(visit.day.adding(days: random.int(in: 5...14))) : nil
            person.everyday.append(MadeUpCondition(disease: disease, onset: visit.day, end: end))
        }
    }

    private func giveConditions(_ person: inout MadeUpPatient, age: Int, _ random: inout SampleRandom) {
        let has = age >= 80 ? [70, 20, 18] : age >= 65 ? [60, 22, 12] : age >= 40 ? [33, 13, 3] : age >= 18 ? [6, 2, 0] : [0, 0, 0]
        func onset(_ random: inout SampleRandom) -> Day {
            // One in twelve is new within the data; the others had it for up to twelve years.
            let back = random.chance(0.08) ? random.below(1095) : random.int(in: 1100...4380)
            return max(period.end.adding(days: -back), person.birth.adding(years: 16))
        }
        if random.below(100) < has[0] {
            person.hypertension = MadeUpCondition(disease: .hypertension, onset: onset(&random))
            if random.chance(0.02), let since = person.hypertension?.onset {
                person.hypertension?.end = past(since.adding(days: random.int(in: 60...1500)))
            }
            if random.chance(0.012) { person.kidneyFailure = MadeUpCondition(disease: .kidneyFailure, onset: onset(&random)) }
        }
        if random.below(100) < has[1] + (person.hypertension == nil ? 0 : 8) {
            let disease = random.chance(0.3) ? Disease.diabetesWithHyperglycemia : .diabetes
            person.diabetes = MadeUpCondition(disease: disease, onset: onset(&random))
        }
        if random.below(100) < has[2] { person.heartDisease = MadeUpCondition(disease: .heartDisease, onset: onset(&random)) }
        if person.isFemale, (18...44).contains(age), random.chance(0.12) {
            let from = period.end.adding(days: -random.below(1095))
            person.pregnancy = MadeUpCondition(disease: .pregnancy, onset: from, end: past(from.adding(days: 280)))
        }
        if age >= 66, random.chance(0.012) { person.hospice = period.end.adding(days: -random.below(400)) }
    }

    private func giveDrugs(_ person: inout MadeUpPatient, _ random: inout SampleRandom) {
        func give(_ drug: Drug, _ chance: Double, since: Day) {
            if random.chance(chance) { person.drugs.append(MadeUpDrug(drug: drug, start: max(since, start))) }
        }
        if let since = person.hypertension?.onset {
            give(.lisinopril, 0.6, since: since)
            give(.hydrochlorothiazide, 0.3, since: since)
            give(.amlodipine, 0.35, since: since)
        }
        if let since = person.diabetes?.onset {
            give(.metformin, 0.8, since: since)
            give(.atorvastatin, 0.55, since: since)
        }
        if let since = person.heartDisease?.onset { give(.aspirin, 0.75, since: since) }
        if let visit = person.visits.first(where: \.counselled), random.chance(0.25) {
            person.drugs.append(MadeUpDrug(drug: .varenicline, start: visit.day, end: past(visit.day.adding(days: 84))))
        }
    }

    /// Nothing ends after the day on which the data were taken.
    private func past(_ day: Day) -> Day? { day <= period.end ? day : nil }
}

extension Population {
    /// The number of a person's visit in every table and bundle.
    func visitID(_ person: MadeUpPatient, _ index: Int) -> String {
        var random = SampleRandom(seed: seed, stream: streamNumber(person.id), member: index)
        return uuid(&random)
    }
}

func uuid(_ random: inout SampleRandom) -> String {
    var text = ""
    for (at, digit) in (hex(random.next()) + hex(random.next())).enumerated() {
        if [8, 12, 16, 20].contains(at) { text += "-" }
        text.append(digit)
    }
    return text
}

private func hex(_ number: UInt64) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
}

func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
}

/// 68 tenths are `6.8`.
func tenths(_ number: Int) -> String { "\(number / 10).\(number % 10)" }

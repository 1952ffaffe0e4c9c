import HubCore
import HubRules

/// Made-up patients out of a fixed seed: facts of every value set that the measures name, with dates over three years.
struct MeasurePopulation {
    var codes = CodeTable()
    var patients: [(patient: HistoryPatient, facts: [HistoryFact])] = []
    private var state: UInt64

    mutating func next(_ below: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(max(1, below)))
    }

    /// - Parameter noise: how many of a patient's facts carry a code that no measure asks for, of 10.
    init(measures: [Measure], patients count: Int, facts: Int, noise: Int = 3, seed: UInt64 = 7) {
        state = seed
        for measure in measures { for coding in measure.directCodes { _ = codes.intern(coding) } }
        var pool: [(Fact.Kind, Int32)] = []
        for measure in measures {
            for (name, list) in measure.vocabulary.sorted(by: { $0.key < $1.key }) {
                for kind in Self.kinds(name) {
                    for oid in list.valueSets { pool.append((kind, codes.intern(Coding(.valueSet, oid)))) }
                    for coding in list.codings { pool.append((kind, codes.intern(coding.normalized))) }
                }
            }
        }
        let units = ["mm[Hg]", "%", "mg/dL", "kg/m2"].map { codes.intern(Coding(.ucum, $0)) }
        let other = (0..<500).map { codes.intern(Coding(.local, "noise-\($0)")) }
        let start = Day(year: 2024, month: 1, day: 1)?.number ?? 0
        for number in 0..<count {
            var patient = HistoryPatient(id: Int32(number))
            patient.birth = start - Int32(next(80 * 365)) - 365
            patient.sex = next(2) == 0 ? .female : .male
            var list: [HistoryFact] = []
            for at in 0..<facts {
                let isNoise = next(10) < noise
                let (kind, code) = isNoise ? (Fact.Kind.observation, other[next(500)]) : pool[next(pool.count)]
                var fact = HistoryFact(kind)
                (fact.code, fact.number) = (code, Int32(at))
                fact.start = start + Int32(next(1096))
                fact.end = next(3) == 0 ? fact.start + Int32(next(30)) : HistoryFact.noDay
                fact.authored = fact.start
                fact.startSecond = Int32(next(3) == 0 ? next(86_400) : -1)
                fact.status = MeasureCase.defaultStatus(kind)
                if kind == .encounter { fact.category = .ambulatory }
                if kind == .medication { (fact.category, fact.intent, fact.supplyDays) = (.order, .order, 90) }
                if kind == .order { fact.intent = .order }
                if kind == .observation {
                    (fact.value, fact.unit) = (Double(next(220)), units[next(units.count)])
                    if next(3) == 0 { fact.valueCode = pool[next(pool.count)].1 }
                }
                list.append(fact)
            }
            patients.append((patient, list))
        }
    }

    private static func kinds(_ name: String) -> [Fact.Kind] {
        let visits = ["visit", "encounter", "wellness", "preventive", "home", "telephone"]
        return visits.contains { name.contains($0) } ? [.encounter] : [.condition, .observation, .procedure, .medication, .immunization]
    }
}

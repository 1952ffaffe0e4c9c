import HubCore
import Testing

@testable import HubRules

@Suite("The order of the records changes nothing, and what is seen goes on unchanged")
struct CheckStreamTests {
    /// A small linear congruential generator (Numerical Recipes), so that every run sees the same order.
    struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    static func messy() -> SampleSubmission {
        var sample = SampleSubmission()
        sample.context.claimed = Period("2024")
        for number in 0..<40 {
            sample.patient("p\(number)", born: number == 7 ? "1900-01-01" : "1980-02-02", number % 2 == 0 ? .male : .female)
        }
        for number in 0..<600 {
            let patient = "p\(number % 43)"
            let day = Day(number: Int32(19_900 + number)).description
            sample.fact(
                .encounter, of: patient, number % 9 == 0 ? Coding(.local, "V\(number % 4)") : .office, on: number % 11 == 0 ? nil : day
            ) {
                ($0.ownKey, $0.end) = (Int64(number), number % 13 == 0 ? Day(iso: "2001-01-01") : $0.start)
            }
            sample.fact(.observation, of: patient, .systolic, on: day) {
                $0.value = .quantity(Double(40 + number % 90), unit: "mm[Hg]")
                ($0.panelKey, $0.encounterKey) = (Int64(number), Int64(number + number % 2 * 5000))
            }
            sample.fact(.observation, of: patient, .diastolic, on: day) {
                ($0.value, $0.panelKey) = (.quantity(80, unit: nil), Int64(number))
            }
            sample.fact(.condition, of: patient, Coding(.icd10cm, number % 5 == 0 ? "O0900" : number % 7 == 0 ? "XX" : "I10"), on: day)
            if number % 3 == 0 { sample.facts.append(sample.facts[number]) }
        }
        return sample
    }

    @Test("any order of the facts gives the same results and sentences; only which rows are told differs never", arguments: [1, 2, 3])
    func permutation(seed: UInt64) throws {
        let sample = Self.messy()
        let straight = try sample.results()
        #expect(straight.count { $0.state == .fail } > 10)
        var dice = Dice(state: seed)
        #expect(try sample.results(facts: sample.facts.shuffled(using: &dice)) == straight)
        #expect(try sample.results(facts: sample.facts.reversed(), patientsFirst: false) == straight)
    }

    @Test("everything goes on to the next sink")
    func tee() throws {
        let next = CountingSink()
        let profile = SubmissionProfile(try CheckFixtures.book(), context: SubmissionContext(), into: next)
        let file = SourceFile("a.csv")
        profile.begin(file: file)
        let sample = Self.messy()
        for patient in sample.patients { try profile.take(patient) }
        for fact in sample.facts { try profile.take(fact) }
        try profile.rejected(Finding(.error, "REC-001", "m", at: Origin(file)))
        try profile.note(Finding(.warning, "csv.nul", "m", at: Origin(file)))
        try profile.note(Finding(.note, "csv.undecodable", "m", at: Origin(file)))
        #expect((next.patients, next.facts, next.findings) == (40, sample.facts.count, 3))
        let nul = try #require(profile.results().first { $0.rule == "FIL-001" })
        #expect((nul.state, nul.numerator, nul.finding == nil) == (.fail, 1, true))
    }

    @Test("facts that come without a file do no harm")
    func noFile() throws {
        let profile = SubmissionProfile(try CheckFixtures.book(), context: SubmissionContext(), into: CountingSink())
        for fact in Self.messy().facts { try profile.take(fact) }
        #expect(profile.results().compactMap { $0.finding }.allSatisfy { $0.places.isEmpty && $0.first.origin.description == "submission" })
    }

    @Test("days at the ends of what a number can hold do no harm", arguments: [Int32.min + 1, -700_000, 0, 2_900_000, Int32.max])
    func extremes(day: Int32) throws {
        var sample = SampleSubmission()
        sample.patient("p1") { ($0.birth, $0.deceased) = (Day(number: day), Day(number: day)) }
        for kind in Fact.Kind.allCases {
            sample.fact(kind, .systolic) {
                ($0.start, $0.end, $0.value) = (Day(number: day), Day(number: day), .quantity(.greatestFiniteMagnitude, unit: "mm[Hg]"))
                $0.position = Position(line: .max, column: .max)
            }
        }
        #expect(try sample.results().isEmpty == false)
    }

    @Test("a sample of keys is exact until it is full, and near the truth afterwards, whatever the order")
    func sample() {
        var small = KeySample(0, most: 1000)
        for number in 0..<1000 { small.update(UInt64(bitPattern: SourceKey.hash("\(number % 500)"))) { $0 += 1 } }
        #expect((small.weight, small.count) == (1, 500))
        #expect(small.entries.allSatisfy { $0.value == 2 })
        var (up, down) = (KeySample(0, most: 1000), KeySample(0, most: 1000))
        for number in 0..<50_000 { up.update(UInt64(bitPattern: SourceKey.hash("\(number)"))) { $0 += 1 } }
        for number in (0..<50_000).reversed() { down.update(UInt64(bitPattern: SourceKey.hash("\(number)"))) { $0 += 1 } }
        #expect(up.weight == down.weight)
        #expect(Set(up.entries.map { $0.key }) == Set(down.entries.map { $0.key }))
        #expect(up.count <= 1100)
        #expect(abs(up.count * up.weight - 50_000) < 5000)
        #expect(!up.contains(0))
        up.update(0) { $0 += 1 }
        #expect(up.contains(0))
    }

    @Test("places keep the first ten and sort them", arguments: [false, true])
    func places(reversed: Bool) {
        var places = Places()
        let lines = Array(1...40)
        for line in reversed ? lines.reversed() : lines { places.add(Place(file: 0, Position(line: line, column: 1))) }
        #expect(places.count == 40)
        #expect(places.first.compactMap { $0.origin(in: [SourceFile("f")])?.position?.line } == Array(1...10))
        #expect(Place(file: 0, Position(line: .max, column: 1)).origin(in: [SourceFile("f")])?.position == nil)
        #expect(Place(file: 5, Position(line: 1, column: 1)).origin(in: [SourceFile("f")]) == nil)
    }

    @Test("numbers are written as people read them")
    func words() {
        #expect([0, 999, 1000, 1_234_567, -1000].map { Words.count($0) } == ["0", "999", "1,000", "1,234,567", "-1,000"])
        #expect([0, 0.04, 12.34, 99.95, 100].map { Words.percent($0) } == ["0", "less than 0.1", "12.3", "more than 99.9", "100"])
        #expect(Words.list([]) == "" && Words.list(["a"]) == "a" && Words.list(["a", "b", "c"]) == "a, b and c")
        #expect(Message.fill("{a} {b} }{", ["a": "1"]) == "1 {b} }{")
    }
}

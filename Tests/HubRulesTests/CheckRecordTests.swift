import HubCore
import HubRules
import Testing

@Suite("Record rules pass, fail, and say nothing where there is nothing to judge")
struct CheckRecordTests {
    @Test("without any record every rule about records is not applicable or could not run, never a pass")
    func empty() throws {
        let states = try SampleSubmission().results().filter { !$0.rule.hasPrefix("FIL") && !$0.rule.hasPrefix("PER-00") }
        #expect(!states.isEmpty)
        #expect(
            states.filter { $0.state != .notApplicable && $0.state != .couldNotRun }.map { "\($0.rule) \($0.subject) \($0.state)" } == [])
        #expect(states.allSatisfy { $0.finding == nil })
    }

    @Test(
        "missing codes and dates are counted by kind; two percent is still within the limit",
        arguments: [(0, CheckState.pass), (2, .passWithFailures), (3, .fail)])
    func required(missing: Int, state: CheckState) throws {
        var sample = SampleSubmission()
        for number in 0..<100 { sample.fact(.encounter, number < missing ? nil : .office) }
        let result = try sample.result("REC-001.code", "visits: code")
        #expect((result.state, result.numerator, result.denominator) == (state, missing, 100))
        if state == .fail {
            #expect(
                result.sentence
                    == "events.csv:2:1: error: 3 of 100 visits have no code (3%); measures cannot see them. [REC-001.code]")
            #expect(result.finding?.places.map { $0.description } == ["events.csv:2:1", "events.csv:3:1", "events.csv:4:1"])
        }
        if state == .passWithFailures { #expect(result.finding?.first.severity == .note) }
    }

    @Test("one patient without a birth date is one too many")
    func birthMissing() throws {
        var sample = SampleSubmission()
        sample.patient("a")
        #expect(try sample.result("REC-001.birth").state == .pass)
        sample.patient("b", born: nil)
        #expect(
            try sample.result("REC-001.birth").sentence
                == "events.csv:3:1: error: 1 of 2 patients have no birth date; no measure can place them. [REC-001.birth]")
    }

    @Test("the day of the extract is not after the extract; planned visits are left out")
    func afterExtract() throws {
        var sample = SampleSubmission()
        sample.context.extractedOn = Day(iso: "2026-01-10")
        sample.fact(.encounter, .office, on: "2026-01-10")
        sample.fact(.encounter, .office, on: "2026-01-11") { $0.status = .planned }
        #expect(try sample.result("REC-003", "visits").state == .pass)
        sample.fact(.encounter, .office, on: "2026-01-11")
        #expect(
            try sample.result("REC-003", "visits").sentence
                == "events.csv:4:1: warning: 1 of 2 visits are dated after the extract of 2026-01-10 (50%). [REC-003]")
        sample.context.extractedOn = nil
        sample.context.receivedOn = nil
        #expect(try sample.results().filter { $0.rule == "REC-003" }.allSatisfy { $0.state == .couldNotRun })
    }

    @Test(
        "life begins on the birth day and ends thirty days after death",
        arguments: [("1970-05-05", "2025-03-31", true), ("1970-05-04", "2025-04-01", false)])
    func life(first: String, last: String, good: Bool) throws {
        var sample = SampleSubmission()
        sample.patient("p1") { $0.deceased = Day(iso: "2025-03-01") }
        sample.fact(.encounter, .office, on: first)
        sample.fact(.encounter, .office, on: last)
        #expect(try sample.result("REC-004", "before birth").state == (good ? .pass : .fail))
        #expect(try sample.result("REC-004", "after death").state == (good ? .pass : .fail))
        if !good {
            #expect(
                try sample.result("REC-004", "after death").sentence
                    == "events.csv:2:1: warning: 1 of 1 patients have records dated after death (100%). [REC-004]")
        }
    }

    @Test("a birth date that is a year is not after what happened in that year")
    func birthYear() throws {
        var sample = SampleSubmission()
        sample.patient("p1", born: "2025-07-01") { $0.birthPrecision = .year }
        sample.patient("p1", born: "2025-03-03")
        sample.fact(.encounter, .office, on: "2025-04-01")
        #expect(try sample.result("REC-004", "before birth").state == .pass)
        #expect(try sample.result("REC-010").state == .pass)
    }

    @Test("what ends on the day it starts is right")
    func ends() throws {
        var sample = SampleSubmission()
        sample.fact(.encounter, .office) { $0.end = $0.start }
        #expect(try sample.result("REC-005", "visits").state == .pass)
        sample.fact(.encounter, .office) { $0.end = $0.start?.adding(days: -1) }
        #expect(
            try sample.result("REC-005", "visits").sentence
                == "events.csv:3:1: warning: 1 of 2 visits end before they start (50%). [REC-005]")
    }

    @Test(
        "birth dates: default, unborn and too old ones",
        arguments: [
            ("1900-01-01", false), ("2026-01-16", false), ("2026-01-15", true), ("1905-01-16", true), ("1905-01-15", false),
            ("1904-01-15", false),
        ])
    func births(day: String, good: Bool) throws {
        var sample = SampleSubmission()
        sample.patient("a", born: day)
        #expect(try sample.result("REC-006").state == (good ? .pass : .fail))
    }

    @Test("records about strangers are counted, in whatever order the files come")
    func strangers() throws {
        var sample = SampleSubmission()
        sample.fact(.encounter, of: "p2", .office)
        #expect(try sample.result("REC-007").state == .couldNotRun)
        sample.patient("p1")
        sample.fact(.encounter, .office)
        let told = "events.csv:2:1: error: 1 of 2 records are about 1 patients who are not in the patient file (50%). [REC-007]"
        #expect(try sample.result("REC-007").sentence == told)
        #expect(try sample.results(patientsFirst: false).first { $0.rule == "REC-007" }?.sentence == told)
        sample.patient("p2")
        #expect(try sample.result("REC-007").state == .pass)
    }

    @Test("visits that records name must be there")
    func visits() throws {
        var sample = SampleSubmission()
        sample.fact(.observation, .systolic) { $0.encounterKey = 7 }
        #expect(try sample.result("REC-008", "observations").state == .couldNotRun)
        sample.fact(.encounter, .office) { $0.ownKey = 7 }
        #expect(try sample.result("REC-008", "observations").state == .pass)
        sample.fact(.observation, .systolic) { $0.encounterKey = 8 }
        #expect(
            try sample.result("REC-008", "observations").sentence
                == "events.csv:4:1: warning: 1 of 2 observations name a visit that is not in the visit file (50%). [REC-008]")
    }

    @Test("a record that repeats another is told once for each copy; another value or key makes another record")
    func duplicates() throws {
        var sample = SampleSubmission()
        sample.fact(.observation, .systolic) { $0.value = .quantity(120, unit: "mm[Hg]") }
        sample.fact(.observation, .systolic) { $0.value = .quantity(121, unit: "mm[Hg]") }
        sample.fact(.observation, .systolic) { ($0.value, $0.ownKey) = (.quantity(120, unit: "mm[Hg]"), 5) }
        #expect(try sample.result("REC-009", "observations").state == .pass)
        sample.fact(.observation, .systolic) { $0.value = .quantity(120, unit: "mm[Hg]") }
        sample.fact(.observation, .systolic) { $0.value = .quantity(120, unit: "mm[Hg]") }
        #expect(
            try sample.result("REC-009", "observations").sentence
                == "events.csv:6:1: warning: 2 of 5 observations repeat a record that is already there: same patient, code, time and value (40%). It counts once. [REC-009]"
        )
    }

    @Test("one number with two birth dates or two sexes is told")
    func twoPeople() throws {
        var sample = SampleSubmission()
        sample.patient("a")
        sample.patient("a")
        #expect(try sample.result("REC-010").state == .pass)
        sample.patient("a", born: "1970-05-06")
        sample.patient("b", .male)
        sample.patient("b", .female)
        let result = try sample.result("REC-010")
        #expect((result.numerator, result.denominator, result.state) == (2, 2, .fail))
    }
}

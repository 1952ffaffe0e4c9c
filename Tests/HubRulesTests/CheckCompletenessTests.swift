import HubCore
import HubRules
import Testing

@Suite("Rules about files, completeness and the period")
struct CheckCompletenessTests {
    /// `perMonth` visits in each month from `first` on.
    static func visits(from first: String, months: Int, perMonth: Int = 20, period: String = "2025-01-01..2025-12-31") throws
        -> SampleSubmission
    {
        var sample = SampleSubmission(period: period)
        let start = try #require(Day(iso: first))
        for month in 0..<months {
            for number in 0..<perMonth {
                sample.fact(.encounter, .office, on: start.adding(months: month).adding(days: number).description)
            }
        }
        return sample
    }

    @Test("a file without rows is told")
    func rows() throws {
        var sample = SampleSubmission()
        #expect(try sample.result("FIL-006").sentence == "events.csv: error: 1 of 1 files have fewer than 1 rows of data. [FIL-006]")
        sample.fact(.encounter, .office)
        #expect(try sample.result("FIL-006").state == .pass)
    }

    @Test(
        "an extract of the period's last day is late enough; the day before is not",
        arguments: [("2025-12-31", CheckState.pass), ("2025-12-30", .fail)])
    func extract(day: String, state: CheckState) throws {
        var sample = SampleSubmission()
        sample.context.extractedOn = Day(iso: day)
        #expect(try sample.result("FIL-007").state == state)
        var printed = SampleSubmission()
        printed.preamble = [("Report run", "\(day.split(separator: "-")[1])/\(day.suffix(2))/2025 08:15 AM")]
        #expect(try printed.result("FIL-007").state == state)
        var unknown = SampleSubmission()
        unknown.context.receivedOn = nil
        #expect(try unknown.result("FIL-007").state == .couldNotRun)
    }

    @Test("procedures that begin with the period do not reach back ten years; one old straggler does not hide it")
    func lookBack() throws {
        var sample = SampleSubmission()
        sample.fact(.procedure, .office, on: "2012-03-03")
        for month in 1...12 { for _ in 0..<20 { sample.fact(.procedure, .office, on: "2025-\(month < 10 ? "0" : "")\(month)-09") } }
        #expect(
            try sample.result("FIL-008", "procedures").sentence
                == "submission: warning: Records of procedures begin in earnest on 2025-01-01; CMS130 (colorectal cancer: colonoscopy) looks back 10 years, to 2016-01-01. Its rate will look worse than it is. [FIL-008]"
        )
        sample.context.lookBacks = [LookBack(.procedure, months: 12, measure: "X")]
        #expect(try sample.result("FIL-008", "procedures").state == .pass)
    }

    @Test("patients seen need a diagnosis and a vital sign", arguments: [(8, CheckState.passWithFailures), (7, .fail), (10, .pass)])
    func seen(complete: Int, state: CheckState) throws {
        var sample = SampleSubmission()
        for number in 0..<10 {
            sample.fact(.encounter, of: "p\(number)", .office)
            sample.fact(.condition, of: "p\(number)", Coding(.icd10cm, "I10"))
            if number < complete { sample.fact(.observation, of: "p\(number)", .systolic) }
        }
        sample.fact(.encounter, of: "before", .office, on: "2024-12-31")
        #expect(try sample.result("CMP-005").state == state)
        #expect(try sample.result("CMP-006", "diagnoses").state == .pass)
        #expect(
            try sample.result("CMP-006", "procedures").sentence
                == "events.csv:2:1: warning: Only 0% of 10 patients seen have any procedures (at least 50% should). [CMP-006]")
    }

    @Test("a last month with less than three quarters of the usual is told", arguments: [(15, CheckState.pass), (14, .fail)])
    func lastMonth(count: Int, state: CheckState) throws {
        var sample = try Self.visits(from: "2025-01-03", months: 11)
        for _ in 0..<count { sample.fact(.encounter, .office, on: "2025-12-05") }
        let result = try sample.result("CMP-008", "visits")
        #expect(result.state == state)
        if state == .fail {
            #expect(
                result.sentence
                    == "submission: warning: 2025-12 has 14 visits, 70% of the usual 20 a month; the extract may be cut off early. [CMP-008]"
            )
        }
    }

    @Test("an empty month inside the period is named")
    func emptyMonth() throws {
        var sample = try Self.visits(from: "2025-01-03", months: 12)
        #expect(try sample.result("CMP-009", "visits").state == .pass)
        sample.facts.removeAll { $0.start.map { $0.parts.month == 7 || $0.parts.month == 8 } ?? false }
        #expect(
            try sample.result("CMP-009", "visits").sentence
                == "submission: warning: There are no visits at all in 2025-07 and 2025-08. [CMP-009]")
    }

    @Test(
        "race, ethnicity, sex and payer may be unknown for a few only; declined is known",
        arguments: [(3, CheckState.passWithFailures), (4, .fail)])
    func unknown(count: Int, state: CheckState) throws {
        var sample = SampleSubmission()
        for number in 0..<20 {
            let known = number >= count
            sample.patient("p\(number)", known ? .male : .unknown) {
                ($0.races, $0.ethnicity) = (known ? ["ASKU"] : ["UNK"], known ? "2186-5" : nil)
            }
            if known { sample.fact(.coverage, of: "p\(number)", Coding(.sopt, "1")) }
        }
        for element in ["race", "ethnicity", "sex", "payer"] { #expect(try sample.result("CMP-011", element).state == state) }
        if state == .fail {
            #expect(
                try sample.result("CMP-011", "payer").sentence
                    == "events.csv:2:1: warning: The payer is unknown for 20% of 20 patients (at most 15% should be). [CMP-011]")
        }
    }

    @Test("a year-to-date file sent as a rolling year is caught, by what it prints or by its dates, and told once")
    func yearToDate() throws {
        var sample = try Self.visits(from: "2025-01-03", months: 6, period: "2024-07-01..2025-06-30")
        let told =
            "submission: error: This is a year-to-date report: the dates in it run over 2025-01-03..2025-06-22, but it is sent for 2024-07-01..2025-06-30. The 6 months 2024-07-01..2025-01-02 are not in it. [PER-004]"
        #expect(try sample.result("PER-004").sentence == told)
        #expect(try sample.result("PER-003", "start").state == .fail)
        #expect(try sample.result("PER-003", "start").finding == nil)
        sample.preamble = [("Date range", "01/01/2025 - 06/30/2025")]
        #expect(try sample.result("PER-004").sentence?.contains("the file prints 2025-01-01..2025-06-30") == true)
        #expect(
            try sample.result("PER-002").sentence
                == "events.csv: error: The file prints the period 2025-01-01..2025-06-30, but it is sent for 2024-07-01..2025-06-30. [PER-002]"
        )
        let whole = try Self.visits(from: "2024-07-03", months: 12, period: "2024-07-01..2025-06-30")
        #expect(try whole.result("PER-004").state == .pass)
        #expect(try whole.result("PER-003", "start").state == .pass)
        let calendar = try Self.visits(from: "2025-01-03", months: 12)
        #expect(try calendar.result("PER-004").state == .pass)
    }

    @Test("claimed and asked periods must be the same")
    func claimed() throws {
        var sample = SampleSubmission()
        #expect(try sample.result("PER-001").state == .notApplicable)
        sample.context.claimed = Period("2025")
        #expect(try sample.result("PER-001").state == .pass)
        sample.context.claimed = Period("2024")
        #expect(
            try sample.result("PER-001").sentence
                == "submission: error: The submission is said to be about 2024-01-01..2024-12-31, but 2025-01-01..2025-12-31 is asked for. [PER-001]"
        )
    }

    @Test("dates that stop early or run on are told; a month is allowed at the end")
    func ends() throws {
        let early = try Self.visits(from: "2025-01-03", months: 9)
        #expect(
            try early.result("PER-003", "end").sentence
                == "submission: warning: The dates in the files stop on 2025-09-22, 100 days inside the period 2025-01-01..2025-12-31. [PER-003]"
        )
        let beyond = try Self.visits(from: "2025-01-03", months: 13)
        #expect(try beyond.result("PER-003", "end").state == .pass)
        #expect(try beyond.result("PER-005").state == .fail)
        #expect(try beyond.result("PER-005").finding?.first.severity == .note)
    }

    @Test(
        "periods are read as reports print them",
        arguments: [
            ("01/01/2015 - 12/31/2015", "2015-01-01..2015-12-31"), ("2015-01-01 to 2015-12-31", "2015-01-01..2015-12-31"),
            ("Jan 1, 2015 through December 31, 2015", "2015-01-01..2015-12-31"),
            ("From 13/01/2015 to 31/12/2015", "2015-01-13..2015-12-31"),
            ("1/1/15-3/31/15", "2015-01-01..2015-03-31"), ("2015Q1", "2015-01-01..2015-03-31"), ("Q2 2015", "2015-04-01..2015-06-30"),
            ("2015", "2015-01-01..2015-12-31"), ("12/31/2015 - 01/01/2015", nil), ("Page 1 of 3", nil), ("", nil),
            ("99999999999999999999", nil),
            ("02/30/2015 - 03/31/2015", nil), ("Clinic 12345", nil),
        ])
    func printed(text: String, period: String?) { #expect(PrintedPeriod.read(text)?.description == period) }
}

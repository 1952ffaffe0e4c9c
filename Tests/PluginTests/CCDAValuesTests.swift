import HubCore
import Testing

@testable import CCDAImporter

@Suite struct CCDAValuesTests {
    @Test(
        "an HL7 time is read to the day that it says, or not at all",
        arguments: [
            ("20260203", "2026-02-03", nil as Int32?), ("20260203093015", "2026-02-03", 34215), ("202602030930", "2026-02-03", 34200),
            ("20260203093015.123-0800", "2026-02-03", 34215), ("2026020309", "2026-02-03", nil), (" 20260203 ", "2026-02-03", nil),
            ("202602030930+0000", "2026-02-03", 34200), ("2017080881158-0600", "2017-08-08", nil),
            ("20240229", "2024-02-29", nil),
        ])
    func days(_ text: String, _ day: String, _ second: Int32?) throws {
        let time = try #require(HL7Time(Array(text.utf8)))
        #expect(time.first.description == day)
        #expect(time.last == time.first)
        #expect(time.second == second)
    }

    @Test(
        "what is no date, or may be another, is nothing",
        arguments: [
            "200130311", "200120311", "20260230", "20261301", "00010101000000", "2026-02-03", "03/04/2015", "", "20", "abc",
            "201752", "000101", "0", "20260203T0930", "99999999999999999999999", "20260203251500", "19000101", "99991231", "00000000",
        ])
    func noDays(_ text: String) { #expect(HL7Time(Array(text.utf8)) == nil) }

    @Test("a month or a year is as wide as it is")
    func partial() throws {
        let month = try #require(HL7Time(Array("202402".utf8)))
        #expect("\(month.first) \(month.last)" == "2024-02-01 2024-02-29")
        // A digit is lost: the 22nd at 1:00 or the 2nd at 21:00.
        let lost = try #require(HL7Time(Array("2015062210000-0500".utf8)))
        #expect("\(lost.first) \(lost.last) \(lost.second == nil)" == "2015-06-01 2015-06-30 true")
        let year = try #require(HL7Time(Array("2024".utf8)))
        #expect("\(year.first) \(year.last)" == "2024-01-01 2024-12-31")
    }

    @Test(
        "numbers are read as people send them",
        arguments: [
            ("7", 7, nil as Fact.Comparator?, nil as String?), ("-0.5", -0.5, nil, nil), (".5", 0.5, nil, nil), ("1,204", 1204, nil, nil),
            (">14", 14, .greater, nil), ("<= 3", 3, .lessOrEqual, nil), ("6.8 %", 6.8, nil, "%"), ("≥90", 90, .greaterOrEqual, nil),
            ("194 lbs", 194, nil, "lbs"),
        ])
    func numbers(_ text: String, _ value: Double, _ comparator: Fact.Comparator?, _ unit: String?) throws {
        let number = try #require(SentNumber(text))
        #expect(number.value == value)
        #expect(number.comparator == comparator)
        #expect(number.unit == unit)
    }

    @Test(
        "what needs a guess is no number",
        arguments: ["120/80", "1+", "3-5", "7,5", "0,204", "Negative", "", "1.2.3", "nan", "inf", "5 of 9", "1e400"])
    func noNumbers(_ text: String) { #expect(SentNumber(text) == nil) }
}

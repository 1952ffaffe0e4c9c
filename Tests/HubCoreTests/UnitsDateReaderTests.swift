import HubCore
import Testing

@Suite("Dates as sources write them")
struct DateReaderTests {
    /// `2015-03-04`, `2015-03-04@58622`, `2015-03 (month)`, or the word for what it is not.
    private func words(_ reading: DateReading) -> String {
        guard case .read(let moment) = reading else { return "\(reading)" }
        switch moment.precision {
        case .day: return moment.day.description + (moment.second.map { "@\($0)" } ?? "")
        case .month: return String(moment.day.description.prefix(7))
        case .year: return String(moment.day.description.prefix(4))
        }
    }

    @Test(
        "unambiguous forms need no column",
        arguments: [
            ("2015-03-04", "2015-03-04"), (" 2015-03-04 ", "2015-03-04"), ("2015-03-04T16:17:47Z", "2015-03-04@58667"),
            ("2015-03-04 16:17:47.123-06:00", "2015-03-04@58667"), ("2015-03-04 4:17 PM", "2015-03-04@58620"), ("2015/3/4", "2015-03-04"),
            ("20150304", "2015-03-04"), ("20150304161747.0000-0600", "2015-03-04@58667"), ("201503041617", "2015-03-04@58620"),
            ("20150304161747", "2015-03-04@58667"), ("4-Mar-2015", "2015-03-04"), ("Mar 4, 2015", "2015-03-04"), ("March 2015", "2015-03"),
            ("2015", "2015"), ("2015-03", "2015-03"), ("201503", "2015-03"), ("03/2015", "2015-03"), ("13/3/2015", "2015-03-13"),
            ("3/13/2015", "2015-03-13"), ("4/4/2015 12:05 am", "2015-04-04@300"), ("3/13/15", "2015-03-13"), ("04-MAR-15", "2015-03-04"),
            ("2015-03-04T00:00:00", "2015-03-04@0"), ("03/13/2015 12:00:00 AM", "2015-03-13@0"),
        ])
    func unambiguous(text: String, expected: String) { #expect(words(DateReader().read(text)) == expected) }

    @Test("what cannot be known is not said")
    func unknown() {
        #expect(DateReader().read("03/04/2015") == .ambiguous)
        for text in [
            "02/30/2015", "abc", "2015-13-01", "42000", "0215-03-04", "3/14/2015 25:00", "2015-03-04x", "1/2", "12:30", "201503041",
            "3000000000", "2015-03-04 16:17:47 oops and more",
        ] {
            #expect(DateReader().read(text) == .unreadable, "\(text)")
        }
        #expect(DateReader().read("  ") == .empty)
    }

    @Test("malformed HL7 timestamps give what their digits have in common, never a wrong day")
    func malformedTimestamps() {
        #expect(words(DateReader.hl7.read("200130311")) == "unreadable")
        #expect(words(DateReader.hl7.read("2017080881158-0600")) == "2017-08-08")
        #expect(words(DateReader.hl7.read("2015062210000-0500")) == "2015-06")
        #expect(words(DateReader.hl7.read("20150230")) == "unreadable")
        #expect(words(DateReader.hl7.read("20150304251500")) == "unreadable")
        #expect(words(DateReader.hl7.read("00000000")) == "sentinel")
    }

    @Test("a format decides the order, and nothing is read the other way round")
    func order() {
        #expect(words(DateReader(.monthFirst).read("03/04/2015")) == "2015-03-04")
        #expect(words(DateReader(.dayFirst).read("03/04/2015")) == "2015-04-03")
        #expect(DateReader(.monthFirst).read("13/04/2015") == .unreadable)
        #expect(DateReader(.dayFirst).read("04/13/2015") == .unreadable)
        #expect(words(DateReader(.monthFirst).read("2015-03-04")) == "2015-03-04")
    }

    @Test("the century of a two-digit year is the reader's, and said")
    func shortYears() {
        #expect(words(DateReader(.monthFirst).read("1/2/49")) == "2049-01-02")
        #expect(words(DateReader(.monthFirst).read("1/2/50")) == "1950-01-02")
        #expect(words(DateReader(.monthFirst, shortYearsFrom: 1925).read("1/2/24")) == "2024-01-02")
        #expect(words(DateReader(.monthFirst, shortYearsFrom: 1925).read("1/2/25")) == "1925-01-02")
        #expect(DateReader(.monthFirst).read("1/2/49").moment?.isShortYear == true)
        #expect(DateReader(.monthFirst, shortYearsFrom: nil).read("1/2/49") == .unreadable)
    }

    @Test("a spreadsheet's serial is a day only in a column of serials")
    func serials() {
        #expect(words(DateReader(.excel).read("42067")) == "2015-03-04")
        #expect(words(DateReader(.excel).read("42067.5")) == "2015-03-04@43200")
        #expect(DateReader(.excel).read("0") == .sentinel)
        #expect(DateReader(.excel).read("9999999") == .unreadable)
    }

    @Test(
        "days that stand for none are told apart from days",
        arguments: ["1900-01-01", "9999-12-31", "00/00/0000", "0001-01-01T00:00:00", "1/1/1900", "99991231", "0000-00-00", "12/31/9999"])
    func sentinels(text: String) { #expect(DateReader(.monthFirst).read(text) == .sentinel) }

    @Test("no cut of a text traps")
    func cuts() {
        let all = "2015-03-04T16:17:47.123-06:00 4-Mar-2015 12:05:09 PM \u{2019}≤1,204.5e3%"
        for from in all.unicodeScalars.indices {
            for to in all.unicodeScalars.indices where to >= from {
                let text = String(all.unicodeScalars[from..<to])
                for format in DateFormat.allCases { _ = DateReader(format).read(text) }
                _ = TextNumber.read(text)
                _ = TextNumber.readPair(text)
            }
        }
    }
}

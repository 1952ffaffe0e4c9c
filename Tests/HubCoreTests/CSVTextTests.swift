import HubCore
import Testing

@Suite("CSV for people")
struct CSVTextTests {
    @Test(
        "nothing in a cell is a formula, and nothing is lost",
        arguments: [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"), ("=1,2", "\"'=1,2\""), ("-1", "'-1"), (" @x", "' @x"), ("\t=1", "'\t=1"),
            ("\r=1", "\"'\r=1\""), ("\n=1", "\"'\n=1\""), ("\r\n=1", "\"'\r\n=1\""), ("＝1", "'＝1"), ("a\u{0}b", "ab"),
            ("two\r\nlines", "\"two\r\nlines\""), ("one\rline", "\"one\rline\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("\"\u{301}", "\"\"\"\u{301}\""), ("12-17", "12-17"), ("", ""),
        ])
    func cells(_ text: String, _ written: String) {
        #expect(Array(CSVText.line([text], end: "").unicodeScalars) == Array(written.unicodeScalars))
    }

    @Test("a number of the hub's own may be negative") func numbers() {
        #expect(CSVText.line([.text("a"), .number("-1"), .number("")]) == "a,-1,\r\n")
    }
}

import HubCore
import Testing

@Suite("What a cell means, once its wrappers are off")
struct CellTextTests {
    @Test(
        "wrappers go, and nothing else",
        arguments: [
            ("=\"00123\"", "00123"), ("= \"a\"\"b\"", "a\"b"), ("'00123", "00123"), ("\u{A0}x\u{A0}", "x"), ("&gt;14", ">14"),
            ("O&#39;Brien", "O'Brien"), ("&#x41;", "A"), ("5&#39;4&quot;", "5'4\""), ("6.8&nbsp;%", "6.8\u{A0}%"),
            ("=1+1", "=1+1"), ("=\"a\" & \"b\"", "=\"a\" & \"b\""), ("'t Hooft's", "'t Hooft's"), ("AT&T; Smith", "AT&T; Smith"),
            ("&", "&"),
            ("&;", "&;"), ("&#0;", "&#0;"), ("=\"", "=\""), ("", ""), ("'", "'"),
        ])
    func plain(text: String, meant: String) { #expect(CellText.plain(text) == meant) }

    @Test("a remark in brackets goes only when it holds no number")
    func remarks() {
        #expect(CellText.withoutRemark("120/80 (sitting)") == "120/80")
        #expect(CellText.withoutRemark("120/80 (repeat 118/76)") == nil)
        #expect(CellText.withoutRemark("(sitting)") == nil && CellText.withoutRemark("120/80") == nil)
    }

    @Test(
        "what names a person is known by its shape, and numbers of other things are not",
        arguments: [
            ("123-45-6789", "a social security number"), ("123 45 6789", "a social security number"),
            ("ssn: 123-45-6789.", "a social security number"), ("(206) 555-0100", "a telephone number"),
            ("206-555-0100", "a telephone number"),
            ("+1 206 555 0100", "a telephone number"), ("ana@example.org", "an e-mail address"), ("2026-01-13", nil), ("58160-0842-5", nil),
            ("0002-3227-30", nil), ("4548-4", nil), ("123456789", nil), ("1-123-45-6789", nil), ("E11.9 - Type 2", nil),
            ("99213-25-95", nil),
            ("a@b", nil), ("1.2.840.113619", nil),
        ] as [(String, String?)])
    func personal(text: String, what: String?) { #expect(PersonalShape.found(in: text)?.rawValue == what) }

    @Test(
        "test patients are known by their names, and people called nearly so are not",
        arguments: [
            ("ZZTEST, Mickey", TestPatient.surely), ("Zzz Do Not Use", .surely), ("Test, Patient", .perhaps), ("test2", .perhaps),
            ("TESTPATIENT", .perhaps), ("Testa, Maria", nil), ("Tester, Jon", nil), ("Pizzi, Anna", nil), ("Contest", nil), ("", nil),
        ] as [(String, TestPatient?)])
    func testPatients(name: String, found: TestPatient?) { #expect(TestPatient.found(in: name) == found) }

    @Test(
        "0 and 999 stand for none only where nobody can have such a value",
        arguments: [
            ("8480-6", 999.0, "mm[Hg]", true), ("8480-6", 0, "mm[Hg]", true), ("8480-6", 128, "mm[Hg]", false),
            ("8480-6", 1200, "mm[Hg]", false),
            ("29463-7", 999, "lb", true), ("29463-7", 99, "kg", false), ("4548-4", 99.9, "%", true), ("13457-7", 99, "mg/dL", false),
            ("8310-5", 99.9, "F", false), ("59576-9", 0, "%", false), ("59576-9", 99.9, "%", false), ("2571-8", 999, "mg/dL", false),
            ("29463-7", 999, "", true), ("777-3", 999, "", false),
        ])
    func standsForNone(code: String, value: Double, unit: String, none: Bool) {
        #expect(Units.conversion(unit: unit, code: Coding(.loinc, code)).standsForNone(value) == none)
    }
}

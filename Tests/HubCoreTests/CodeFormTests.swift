import HubCore
import Testing

@Suite("The one form of a code") struct CodeFormTests {
    @Test(
        "is the same whatever way a source writes it",
        arguments: [
            (CodeSystem.ndc, "0071-0155-23", "00071015523"), (.ndc, "00071-155-23", "00071015523"), (.ndc, "50090-0155-3", "50090015503"),
            (.ndc, "00071-0155-23", "00071015523"), (.ndc, "00071015523", "00071015523"),
            // Ten digits: nobody can tell where the zero belongs.
            (.ndc, "0071015523", "0071015523"), (.ndc, "71-0155-23", "71-0155-23"),
            (.cpt, "99213-25", "99213"), (.cpt, "9921325", "99213"), (.cpt, "99213 25", "99213"), (.cpt, "99213", "99213"),
            (.cpt, "99213-25-59", "99213"), (.cpt, "0001fxx", "0001F"), (.hcpcs, "g0438ab", "G0438"), (.hcpcs, "G0438-33", "G0438"),
            (.cpt, "992132", "992132"), (.icd10cm, "e11.9", "E119"), (.icd10cm, "E119", "E119"), (.icd9cm, "250.00", "25000"),
            (.loinc, " 4548-4 ", "4548-4"),
        ]) func forms(system: CodeSystem, sent: String, kept: String)
    {
        #expect(Coding(system, sent).normalized.code == kept)
        #expect(Coding(system, kept).normalized.code == kept)
    }

    @Test(
        "knows LOINC's check digit",
        arguments: [("4548-4", true), ("8480-6", true), ("10912-4", true), ("10912-8", false), ("4548-5", false), ("-4", false)])
    func loinc(code: String, isGood: Bool) { #expect(CodeShape.fits(Coding(.loinc, code)) == isGood) }

    @Test("knows the check digit of NPIs") func npi() {
        #expect(CodeShape.npi("1245319599".utf8.span) == true)
        #expect(CodeShape.npi("1245319590".utf8.span) == false)
        #expect(CodeShape.npi("house-12".utf8.span) == nil)
    }

    @Test(
        "tells systems apart by their shape, where a mapping says to guess",
        arguments: [
            ("E11.9", CodeSystem.icd10cm, true), ("E119", .icd10cm, true), ("C7A.00", .icd10cm, true), ("99213", .icd10cm, false),
            ("99213-25", .cpt, true), ("9921325", .cpt, true), ("99213", .hcpcs, false), ("G0438", .hcpcs, true), ("250.00", .icd9cm, true),
            ("44054006", .snomed, true), ("44054007", .snomed, false), ("617310", .rxnorm, true), ("0617310", .rxnorm, false),
            ("V70.0", .icd10cm, false), ("V70.0", .icd9cm, true), ("V49.9XXA", .icd10cm, true), ("I10.", .icd10cm, true),
            ("12.34", .icd9cm, false), ("0001M", .cpt, true), ("99213,25,95", .cpt, true),
            ("0071-0155-23", .ndc, true), ("00071015523", .ndc, true), ("71-0155-23", .ndc, false), ("", .cvx, false), ("08", .cvx, true),
        ]) func guesses(text: String, system: CodeSystem, may: Bool)
    { #expect(CodeShape.mayBe(text, system) == may) }
}

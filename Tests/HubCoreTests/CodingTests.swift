import HubCore
import Testing

@Suite struct CodeSystemTests {
    @Test("is found by its name, OID, URI and other names, however they are cased") func names() {
        for entry in CodeSystem.known where !entry.oid.isEmpty {
            for name in [entry.system.name, entry.oid, entry.uri, "urn:oid:\(entry.oid)", "URN:OID:\(entry.oid)"] + entry.aliases {
                #expect(CodeSystem.named(name) == entry.system, "\(name)")
                #expect(
                    CodeSystem.named(name.lowercased()) == entry.system && CodeSystem.named(name.uppercased()) == entry.system, "\(name)")
            }
        }
    }

    @Test("no name stands for two systems") func unique() {
        var owners: [String: Set<String>] = [:]
        for entry in CodeSystem.known {
            for name in Set(([entry.system.name, entry.oid, entry.uri] + entry.aliases).map { $0.uppercased() }) where !name.isEmpty {
                owners[name, default: []].insert(entry.system.name)
            }
        }
        #expect(owners.filter { $0.value.count > 1 }.isEmpty)
    }

    @Test(
        "the OIDs are HL7's",
        arguments: [
            ("2.16.840.1.113883.6.96", "SNOMEDCT"), ("2.16.840.1.113883.6.90", "ICD10CM"), ("2.16.840.1.113883.6.1", "LOINC"),
            ("2.16.840.1.113883.6.88", "RXNORM"), ("2.16.840.1.113883.6.12", "CPT"), ("2.16.840.1.113883.12.292", "CVX"),
            ("2.16.840.1.113883.6.103", "ICD9CM"), ("2.16.840.1.113883.6.69", "NDC"), ("http://snomed.info/sct", "SNOMEDCT"),
            ("http://www.ama-assn.org/go/cpt", "CPT"), ("http://hl7.org/fhir/sid/icd-10-cm", "ICD10CM"),
        ]) func published(name: String, system: String)
    { #expect(CodeSystem.named(name)?.name == system) }

    @Test("what nobody knows is not guessed", arguments: ["", "urn:oid:", "2.16.840", "LOINCS", "urn:oid:1.2.3"]) func unknown(name: String)
    {
        #expect(CodeSystem.named(name) == nil)
    }
}

@Suite struct CodingTests {
    @Test(
        "is stored in one form",
        arguments: [
            (CodeSystem.icd10cm, "e11.9", "E119"), (.icd10cm, " E11.9\u{A0}", "E119"), (.icd9cm, "250.00", "25000"),
            (.icd10pcs, "0dtj4zz", "0DTJ4ZZ"),
            (.cpt, "99213-25", "99213"), (.cpt, "99213 25", "99213"), (.cpt, "3044f", "3044F"), (.cpt, "1-2", "1-2"),
            (.cpt, "992-1325", "992-1325"),
            (.hcpcs, "g0438-gy", "G0438"), (.loinc, " 4548-4 ", "4548-4"), (.snomed, "\t44054006\r\n", "44054006"),
            (.local, "a1c (poc)", "a1c (poc)"),
            (.ndc, "0002-3227-30", "00002322730"), (.ndc, "49281-400-10", "49281040010"), (.ndc, "58160-0842-5", "58160084205"),
            (.ndc, "0002322730", "0002322730"), (.ndc, "1-2-3", "1-2-3"), (.cvx, "08", "08"), (.cvx, "3", "03"), (.cvx, "008", "08"),
            (.cvx, "998", "998"), (.cvx, "MMR", "MMR"), (.cpt, "9921325", "99213"), (.cpt, "99213,25,95", "99213"),
            (.cpt, "99213.0", "99213"), (.cpt, "99213-2", "99213-2"), (.hcpcs, "G0438GY", "G0438"), (.icd10cm, "", ""), (.cpt, "", ""),
            (.cpt, "99213-", "99213"),
        ]) func normalized(system: CodeSystem, code: String, stored: String)
    {
        let one = Coding(system, code, display: "words").normalized
        #expect(one.code == stored && one.system == system && one.display == "words")
        #expect(one.normalized == one)
    }

    @Test("is the same whatever it is called, and another in another vocabulary") func equality() {
        #expect(Coding(.loinc, "4548-4", display: "A1c") == Coding(.loinc, "4548-4"))
        #expect(Set([Coding(.loinc, "4548-4", display: "A1c"), Coding(.loinc, "4548-4", display: "HbA1c")]).count == 1)
        #expect(Coding(.loinc, "1") != Coding(.cvx, "1"))
    }

    @Test(
        "blanks at the ends go, inner ones stay",
        arguments: [
            ("  a b ", "a b"), ("\u{FEFF}x", "x"), ("\u{202F}\u{A0}\t\r\n", ""), ("", ""), ("a\u{A0}b", "a\u{A0}b"), ("\u{0}a\u{1}", "a"),
            (" e\u{301} ", "e\u{301}"),
        ]) func trims(text: String, trimmed: String)
    { #expect(text.trimmingBlanks() == trimmed) }
}

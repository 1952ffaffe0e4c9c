import HubCore
import HubRules
import Testing

@Suite("Rules about codes, units and values")
struct CheckCodeTests {
    @Test(
        "codes are held against the shape and check digit of their system",
        arguments: [
            (Coding(.loinc, "4548-4"), true), (Coding(.loinc, "8480-6"), true), (Coding(.loinc, "10912-4"), true),
            (Coding(.loinc, "10912-8"), false),
            (Coding(.loinc, "A1C"), false), (Coding(.loinc, ""), false), (Coding(.icd10cm, "I10"), true), (Coding(.icd10cm, "E1165"), true),
            (Coding(.icd10cm, "C7A00"), true), (Coding(.icd10cm, "T84.032A"), true), (Coding(.icd10cm, "I1"), false),
            (Coding(.icd10cm, "250.00"), false),
            (Coding(.icd10cm, "I10."), false), (Coding(.icd9cm, "250.00"), true), (Coding(.icd9cm, "V70.0"), true),
            (Coding(.icd9cm, "E849.0"), true),
            (Coding(.icd9cm, "2500000"), false), (Coding(.cvx, "20"), true), (Coding(.cvx, "DTaP"), false),
            (Coding(.rxnorm, "617310"), true),
            (Coding(.rxnorm, "x"), false), (Coding(.cpt, "99213"), true), (Coding(.cpt, "1036F"), true), (Coding(.cpt, "9921"), false),
            (Coding(.hcpcs, "G0438"), true), (Coding(.hcpcs, "G043"), false), (Coding(.snomed, "428361000124107"), true),
            (Coding(.snomed, "428361000124108"), false), (Coding(.snomed, "73211009"), true),
        ])
    func shapes(code: Coding, good: Bool) throws {
        var sample = SampleSubmission()
        sample.fact(.procedure, code)
        #expect(try sample.result("REC-011", code.system.name).state == (good ? .pass : .fail))
    }

    @Test("local codes have no shape to be held against")
    func local() throws {
        var sample = SampleSubmission()
        sample.fact(.procedure, Coding(.local, "??"))
        #expect(try sample.result("REC-011").state == .notApplicable)
    }

    @Test("the sentence counts, and names the system")
    func sentence() throws {
        var sample = SampleSubmission()
        for number in 0..<20 { sample.fact(.observation, number == 3 || number == 9 ? Coding(.loinc, "8480-5") : .systolic) }
        #expect(
            try sample.result("REC-011", "LOINC").sentence
                == "events.csv:5:1: warning: 2 of 20 LOINC codes are not valid LOINC codes (10%). [REC-011]")
    }

    @Test("provider numbers that mostly pass as NPIs are NPIs, and the others among them are told; other numbers are left alone")
    func npi() throws {
        var sample = SampleSubmission()
        for number in 0..<10 { sample.fact(.encounter, .office) { $0.provider = number == 0 ? "1245319590" : "1245319599" } }
        #expect(try sample.result("REC-011", "NPI").numerator == 1)
        var own = SampleSubmission()
        for _ in 0..<10 { own.fact(.encounter, .office) { $0.provider = "1245319590" } }
        #expect(try own.results().contains { $0.subject == "NPI" } == false)
    }

    @Test("a diagnosis coded in LOINC belongs elsewhere, unless it has a fitting code too")
    func systems() throws {
        var sample = SampleSubmission()
        sample.fact(.condition, Coding(.icd10cm, "I10"))
        sample.fact(.condition, .systolic) { $0.moreCodes = [Coding(.icd10cm, "I10")] }
        #expect(try sample.result("REC-012", "diagnoses").state == .pass)
        sample.fact(.condition, .systolic)
        #expect(
            try sample.result("REC-012", "diagnoses").sentence
                == "events.csv:4:1: warning: 1 of 3 diagnoses carry only codes that belong elsewhere: LOINC (33.3%). [REC-012]")
    }

    @Test("four of five values with a unit are enough", arguments: [(8, CheckState.passWithFailures), (7, .fail), (10, .pass)])
    func units(with: Int, state: CheckState) throws {
        var sample = SampleSubmission()
        for number in 0..<10 {
            sample.fact(.observation, Coding(.loinc, "4548-4")) {
                ($0.value, $0.sentUnit) = (.quantity(7, unit: "%"), number < with ? "%" : nil)
            }
        }
        let result = try sample.result("REC-013", "hemoglobin A1c")
        #expect(result.state == state)
        if state == .fail {
            #expect(
                result.sentence
                    == "events.csv:9:1: warning: Only 70% of 10 hemoglobin A1c values have a unit (at least 80% should); % is assumed for the others. [REC-013]"
            )
        }
    }

    @Test(
        "blood pressures at the limits are possible, beyond them not",
        arguments: [(60.0, 30.0, true), (260, 150, true), (59, 29, false), (261, 151, false)])
    func pressures(systolic: Double, diastolic: Double, good: Bool) throws {
        var sample = SampleSubmission()
        sample.fact(.observation, .systolic) { ($0.value, $0.panelKey) = (.quantity(systolic, unit: "mm[Hg]"), 1) }
        sample.fact(.observation, .diastolic) { ($0.value, $0.panelKey) = (.quantity(diastolic, unit: "mm[Hg]"), 1) }
        #expect(try sample.result("REC-014", "systolic").state == (good ? .pass : .fail))
        #expect(try sample.result("REC-014", "diastolic").state == (good ? .pass : .fail))
        #expect(try sample.result("REC-014", "pair").state == .pass)
    }

    @Test("systolic and diastolic in each other's place are told", arguments: [(80.0, 80.0), (70, 110)])
    func swapped(systolic: Double, diastolic: Double) throws {
        var sample = SampleSubmission()
        sample.fact(.observation, .systolic) { ($0.value, $0.panelKey) = (.quantity(systolic, unit: nil), 1) }
        sample.fact(.observation, .diastolic) { ($0.value, $0.panelKey) = (.quantity(diastolic, unit: nil), 1) }
        #expect(
            try sample.result("REC-014", "pair").sentence
                == "events.csv:2:1: warning: 1 of 1 blood pressures lie where the diastolic is not below the systolic (100%). [REC-014]")
    }

    @Test("readings of two patients are no pair")
    func noPair() throws {
        var sample = SampleSubmission()
        sample.fact(.observation, of: "a", .systolic) { ($0.value, $0.panelKey) = (.quantity(80, unit: nil), 1) }
        sample.fact(.observation, of: "b", .diastolic) { ($0.value, $0.panelKey) = (.quantity(90, unit: nil), 1) }
        #expect(try sample.result("REC-014", "pair").state == .notApplicable)
    }

    @Test("rounded readings and template values are remarked on, from a hundred on")
    func digits() throws {
        var sample = SampleSubmission()
        for number in 0..<99 { sample.fact(.observation, .systolic) { $0.value = .quantity(Double(100 + number % 10 * 10), unit: nil) } }
        #expect(try sample.result("REC-015", "last digit").state == .notApplicable)
        sample.fact(.observation, .systolic) { $0.value = .quantity(121, unit: nil) }
        let rounded = try sample.result("REC-015", "last digit")
        #expect(
            rounded.sentence
                == "submission: note: 99 of 100 systolic values end in 0; readings may be rounded (99%; up to 60% is usual). [REC-015]")
        #expect(try sample.result("REC-015", "one value").state == .pass)
    }

    @Test(
        "values at the limits of their range are possible",
        arguments: [(3.0, CheckState.pass), (20, .pass), (2.9, .fail), (20.1, .fail), (.infinity, .fail), (.nan, .fail)])
    func range(value: Double, state: CheckState) throws {
        var sample = SampleSubmission()
        sample.fact(.observation, Coding(.loinc, "4548-4")) { $0.value = .quantity(value, unit: "%") }
        #expect(try sample.result("REC-016", "hemoglobin A1c").state == state)
    }

    @Test("a value in a unit that was not converted is told as such")
    func unit() throws {
        var sample = SampleSubmission()
        sample.fact(.observation, Coding(.loinc, "29463-7")) { $0.value = .quantity(180, unit: "[stone_av]") }
        #expect(
            try sample.result("REC-016", "weight: unit").sentence
                == "events.csv:2:1: warning: 1 of 1 weight values are in a unit that cannot be turned into kg (100%). [REC-016]")
        #expect(try sample.result("REC-016", "weight").state == .pass)
    }

    @Test("a pregnant man and a woman with a prostate are told; refuted diagnoses are not")
    func sex() throws {
        var sample = SampleSubmission()
        sample.patient("p1", .male)
        sample.patient("p2", .female)
        sample.fact(.condition, of: "p1", Coding(.icd10cm, "O0900")) { $0.verification = .refuted }
        sample.fact(.condition, of: "p2", Coding(.icd10cm, "Z3400"))
        #expect(try sample.result("REC-017", "male").state == .pass)
        #expect(try sample.result("REC-017", "female").state == .pass)
        sample.fact(.condition, of: "p1", Coding(.icd10cm, "O0900"))
        sample.fact(.condition, of: "p2", Coding(.icd10cm, "N401"))
        #expect(
            try sample.result("REC-017", "male").sentence
                == "events.csv:2:1: warning: 1 of 1 male patients have a diagnosis that only women have (100%). [REC-017]")
        #expect(try sample.result("REC-017", "female").state == .fail)
    }

    @Test("too many firsts of a month are remarked on", arguments: [(15, CheckState.pass), (16, .fail)])
    func firsts(count: Int, state: CheckState) throws {
        var sample = SampleSubmission()
        for number in 0..<50 { sample.fact(.encounter, .office, on: number < count ? "2025-03-01" : "2025-03-02") }
        #expect(try sample.result("REC-018", "visits").state == state)
    }

    @Test("the problem list needs onsets; diagnoses of visits do not")
    func onsets() throws {
        var sample = SampleSubmission()
        sample.fact(.condition, Coding(.icd10cm, "I10"), on: nil) { $0.category = .encounterDiagnosis }
        #expect(try sample.result("REC-019").state == .notApplicable)
        for number in 0..<10 {
            sample.fact(.condition, Coding(.icd10cm, "I10"), on: number < 7 ? "2020-01-05" : nil) { $0.category = .problem }
        }
        #expect(try sample.result("REC-019").state == .passWithFailures)
        sample.fact(.condition, Coding(.icd10cm, "I10"), on: nil) { $0.category = .problem }
        #expect(try sample.result("REC-019").state == .fail)
    }

    @Test("medications by name only are not seen by measures")
    func drugs() throws {
        var sample = SampleSubmission()
        sample.fact(.medication, Coding(.rxnorm, "617310"))
        sample.fact(.medication, Coding(.ndc, "00071015523")) { $0.moreCodes = [Coding(.rxnorm, "617310")] }
        #expect(try sample.result("REC-020").state == .pass)
        sample.fact(.medication, Coding(.local, "LIPITOR"))
        #expect(try sample.result("REC-020").state == .fail)
        sample.facts.removeLast()
        sample.context.isDrugProduct = { $0.code == "1" }
        #expect(try sample.result("REC-020").state == .fail)
    }

    @Test("local codes are listed by how often they occur; mapped ones are not")
    func unmapped() throws {
        var sample = SampleSubmission()
        for number in 0..<16 { sample.fact(.procedure, number < 8 ? Coding(.local, "VS") : number < 11 ? Coding(.local, "EKG") : .office) }
        #expect(
            try sample.result("MAP-001", "procedures").sentence
                == "events.csv:2:1: warning: 11 of 16 coded procedures use local codes that nobody has mapped (68.8%); most frequent: VS (8), EKG (3). [MAP-001]"
        )
        sample.context.codeMap.add(Coding(.local, "VS"), means: .office)
        #expect(try sample.result("MAP-001", "procedures").numerator == 3)
        sample.context.codeMap.add(Coding(.local, "EKG"), means: .office)
        #expect(try sample.result("MAP-001", "procedures").state == .pass)
    }

    @Test("visits of types that no measure counts are told", arguments: [(4, CheckState.passWithFailures), (3, .fail)])
    func qualifying(good: Int, state: CheckState) throws {
        var sample = SampleSubmission()
        for number in 0..<10 { sample.fact(.encounter, number < good ? .office : Coding(.local, "NURSE")) }
        #expect(try sample.result("MAP-003").state == .couldNotRun)
        sample.context.isQualifyingVisit = { $0 == .office }
        #expect(try sample.result("MAP-003").state == state)
    }
}

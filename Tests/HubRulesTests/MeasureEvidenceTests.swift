import HubCore
import HubRules
import Testing

@Suite("Completeness and evidence") struct MeasureEvidenceTests {
    let measures: [Measure]
    let period = Period("2026-01-01..2026-12-31").map { [$0] } ?? []

    init() throws { measures = try MeasureFiles.library().measures }

    func measure(_ id: String) throws -> Measure { try #require(measures.first { $0.id == id }) }

    /// The shipped sets' OIDs with a code each, so that nothing is missing.
    func terminology(_ measure: Measure) -> Terminology {
        Terminology(measure.valueSets.map { ValueSet(oid: $0, title: "", codes: [Coding(.local, "vs-\($0)")], source: "test") })
    }

    func completeness(_ id: String, _ patients: [[String]], born: String = "1970-05-01") throws -> [ElementCompleteness] {
        let measure = try measure(id)
        var codes = CodeTable()
        for coding in measure.directCodes { _ = codes.intern(coding) }
        var people: [(HistoryPatient, [HistoryFact])] = []
        for (number, lines) in patients.enumerated() {
            var patient = HistoryPatient(id: Int32(number))
            patient.birth = try MeasureCase.day(born)
            var facts: [HistoryFact] = []
            for (at, line) in lines.enumerated() { facts.append(try MeasureCase.fact(line, number: at, measure, &codes)) }
            people.append((patient, facts))
        }
        let terms = terminology(measure)
        var judge = try Judge(measures: [measure], periods: period, terminology: terms, codes: codes, completeness: true)
        var tally = CompletenessTally(judge, terminology: terms, codes: codes)
        for (patient, facts) in people {
            judge.judge(patient, facts)
            tally.add(&judge, patient, facts)
        }
        return tally.results(judge)
    }

    static let seen = ["condition essential_hypertension from 2020-01-01", "encounter office_visit on 2026-03-01"]
    static let measured = ["observation systolic 130 mm[Hg] on 2026-03-01", "observation diastolic 80 mm[Hg] on 2026-03-01"]

    @Test("says how many have an element and what stands in the way of the others") func shares() throws {
        let found = try completeness(
            "CMS165",
            Array(repeating: Self.seen + Self.measured, count: 8)
                + [
                    Self.seen + ["observation systolic 130 mm[Hg] on 2025-03-01"],
                    Self.seen + ["observation systolic 130 mm[Hg]"],
                ])
        let pressure = try #require(found.first { $0.element == "Blood pressure" })
        #expect(pressure.have == 8 && pressure.of == 10 && pressure.state == .passWithFailures)
        #expect(
            pressure.words
                == "Blood pressure: 80 % of patients with hypertension have it in the period (8 of 10); of the others 1 only outside the time that counts, 1 only without a date."
        )
    }

    @Test(
        "looks one level deeper than missing",
        arguments: [
            ("observation smoking_status = tobacco_user", "without a date"),
            ("observation smoking_status = tobacco_user on 2026-03-01 status preliminary", "with a status that does not count"),
            ("observation smoking_status = tobacco_user on 2025-03-01", "outside the time that counts"),
            ("observation smoking_status on 2026-03-01 not-done", "recorded as not done"),
            ("observation local on 2026-03-01", "under codes of the practice that nobody has mapped"),
        ])
    func deeper(_ fact: String, _ words: String) throws {
        let found = try completeness("CMS138", [["encounter annual_wellness on 2026-03-01", fact]])
        let status = try #require(found.first { $0.element == "Smoking status" })
        #expect(status.have == 0 && status.state == .fail)
        #expect(status.words == "Smoking status: present, but only \(words), for all 1 patients from 12 years on with visits.")
        #expect(!status.fix.isEmpty)
    }

    @Test(
        "knows a number without value and one without unit",
        arguments: [
            ("observation hba1c on 2026-03-01", "without a value"),
            ("observation hba1c 7 mmol/mol on 2026-03-01", "without a usable unit"),
        ])
    func numbers(_ fact: String, _ words: String) throws {
        let found = try completeness(
            "CMS122", [["condition diabetes from 2020-01-01", "encounter office_visit on 2026-03-01", fact]])
        let element = try #require(found.first { $0.element == "HbA1c or GMI" })
        #expect(element.have == 0 && element.words.contains(words), "\(element.words)")
    }

    @Test("is not applicable to nobody, and could not run without value sets") func states() throws {
        let nobody = try completeness("CMS165", [Self.measured])
        #expect(nobody.first { $0.element == "Blood pressure" }?.state == .notApplicable)
        let measure = try measure("CMS165")
        let judge = try Judge(
            measures: [measure], periods: period, terminology: Terminology([]), codes: CodeTable(), completeness: true)
        let tally = CompletenessTally(judge, terminology: Terminology([]), codes: CodeTable())
        #expect(tally.results(judge).first { $0.element == "Blood pressure" }?.state == .couldNotRun)
    }

    @Test("explains a result down to the fact, and the gap by its nearest miss") func explains() throws {
        let measure = try measure("CMS165")
        var codes = CodeTable()
        for coding in measure.directCodes { _ = codes.intern(coding) }
        let lines = Self.seen + ["observation systolic 152 mm[Hg] on 2026-03-01", "observation diastolic 84 mm[Hg] on 2026-03-01"]
        let facts = try lines.enumerated().map { try MeasureCase.fact($1, number: $0, measure, &codes) }
        var patient = HistoryPatient(id: 1)
        patient.birth = try MeasureCase.day("1970-05-01")
        var judge = try Judge(measures: [measure], periods: period, terminology: Terminology([]), codes: codes)
        let table = codes
        let text = EvidenceText(code: { table[$0]?.code ?? "?" }, origin: { "file \($0):\($1)" })
        let group = try #require(judge.explain(patient, facts, measure: 0, period: 0).first)
        #expect(
            group.gaps.map { text.sentence($0) } == [
                "The lowest systolic pressure of the latest day has to be below 140 mm[Hg]: 8480-6 152 mm[Hg], 2026-03-01 [file 0:2]"
            ])
        let said = text.lines(group)
        #expect(said.contains { $0.contains("yes: hypertension") && $0.contains("2020-01-01 [file 0:0]") }, "\(said)")
        #expect(said.contains("in denominator") && said.contains("not in numerator"))

        let late = [try MeasureCase.fact("condition essential_hypertension from 2026-07-01", number: 9, measure, &codes)]
        let open = try #require(judge.explain(patient, late, measure: 0, period: 0).first)
        #expect(open.gaps.isEmpty)
        #expect(text.lines(open).contains { $0.contains("no: hypertension; nearest:") && $0.contains("outside the time that counts") })
    }

    @Test("turns round what a gap is where lower is better") func inverse() throws {
        let measure = try measure("CMS122")
        var codes = CodeTable()
        for coding in measure.directCodes { _ = codes.intern(coding) }
        let lines = ["condition diabetes from 2020-01-01", "encounter office_visit on 2026-03-01", "observation hba1c 9.8 % on 2026-03-01"]
        let facts = try lines.enumerated().map { try MeasureCase.fact($1, number: $0, measure, &codes) }
        var patient = HistoryPatient(id: 1)
        patient.birth = try MeasureCase.day("1970-05-01")
        var judge = try Judge(measures: [measure], periods: period, terminology: Terminology([]), codes: codes)
        let group = try #require(judge.explain(patient, facts, measure: 0, period: 0).first)
        #expect(group.gaps.map(\.text) == ["The lowest HbA1c or GMI of the latest day is above 9 %"])
        #expect(group.gaps.first?.claim?.value == 9.8)
    }
}

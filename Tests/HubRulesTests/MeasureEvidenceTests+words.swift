import HubCore
import HubRules
import Testing

/// How `why` reads to somebody who does not know the measure's file.
extension MeasureEvidenceTests {
    @Test("names a file once, and a rate with the same answer for the same reasons once") func once() throws {
        let excluded = try said("CMS165", Self.seen + ["condition esrd from 2026-02-01"])
        #expect(excluded.text.filter { $0.contains("[f:2]") }.count == 1, "\(excluded.text)")
        #expect(excluded.text.contains { $0.hasPrefix("  yes: pregnancy, kidney") && $0.hasSuffix("[see above]") }, "\(excluded.text)")
        let young = try said("CMS138", ["encounter annual_wellness on 2026-03-01"], born: "2020-05-01")
        #expect(young.text.filter { $0.contains("because: age: 5 years old on 2026-01-01; what counts is 12 years or older") }.count == 1)
        #expect(
            young.text.last
                == "CMS138, Screened, and treated if using, 2026-01-01..2026-12-31: not counted in this rate, "
                + "the same as in “Screened for tobacco use” above", "\(young.text)")
    }

    @Test("tells ways of which there is no trace in one line, and one that is near by itself") func traces() throws {
        let visit = "encounter office_visit on 2026-03-01"
        let nothing = try said("CMS130", [visit])
        #expect(nothing.text.contains { $0.hasPrefix("  no: colorectal cancer screening: nothing found of: stool test for blood") })
        #expect(!nothing.text.contains { $0.contains("looked for") }, "\(nothing.text)")
        let near = try said("CMS130", [visit, "procedure colonoscopy on 2014-03-02"])
        #expect(
            near.text.contains { $0.hasPrefix("    no: colonoscopy in the period or the 9 years before: nothing that counts; nearest: ") })
        #expect(near.text.contains { $0.hasPrefix("    no: nothing found of: stool test for blood (FOBT)") }, "\(near.text)")
    }

    @Test("an alternative's parts are needed together; a begun one says what it lacks") func together() throws {
        let (_, gaps) = try said("CMS138", ["encounter annual_wellness on 2026-03-01"])
        let words =
            "One of: ask about tobacco use and record, as a coded answer of the period, that the patient is no user; or: "
            + "ask about tobacco use and record the coded answer in the period, and counsel to quit tobacco or order a medication for it, "
            + "and document it with a date (from six months before the period on)"
        #expect(gaps.last?.text == words)
        let screened = ["encounter screening_visit on 2026-03-15", "observation adult_assessment = positive on 2026-03-15"]
        #expect(try said("CMS2", screened).gaps.map(\.text).first?.hasPrefix("A positive depression screening needs") == true)
        #expect(try said("CMS2", [screened[0]]).gaps.map(\.text).first?.hasPrefix("Screen for depression at a visit") == true)
        let late = try said("CMS2", screened + ["medication adult_drugs authored 2026-04-15"])
        let day = "29 days too late to go with “qualifying visit in the period”; what counts is 2026-03-15 to 2026-03-17"
        #expect(late.text.contains { $0.contains(day) }, "\(late.text)")
        let reason =
            "  none of: depression screening of an adult not done at a visit, for a reason, and no depression screening of an adult at"
        #expect(late.text.contains { $0.hasPrefix(reason) }, "\(late.text)")
    }

    @Test("says how many there are where more are needed") func soFar() throws {
        let doses = ["2025-05-02", "2025-07-02"].map { "immunization dtap_vaccine on \($0)" }
        let (text, _) = try said("CMS117", ["encounter office_visit on 2026-03-01"] + doses, born: "2024-03-01")
        let words = "by the second birthday: so far on 2 days (2025-05-02, 2025-07-02); 4 are needed; the latest: "
        #expect(text.contains { $0.hasPrefix("to do: DTaP") && $0.contains(words) }, "\(text)")
        #expect(text.contains { $0.hasPrefix("  no: Polio: nothing found of: polio vaccine doses") }, "\(text)")
    }

    @Test("a set without a name goes by those of its members, and what ended on the day it began did end") func members() throws {
        let visits = ["2026-01-02", "2026-01-20", "2026-03-01"].map { "encounter office_visit on \($0)" }
        let later = try said("CMS136", visits + ["medication methylphenidate from 2026-01-02 supply 300"], born: "2017-01-01")
        #expect(
            later.text.contains {
                $0.contains("no: follow-up visit from 31 to 300 days after the first prescription, or psychotherapy with")
                    && $0.contains("or virtual visit from 31 to 300 days after the first prescription: on 1 day (2026-03-01); 2 are needed")
            }, "\(later.text)")
        let ill = ["encounter office_visit on 2026-03-01", "condition myocardial_infarction from 2020-01-01"]
        let over = try said("CMS347", ill + ["allergy statin_allergen from 2025-12-31 to 2025-12-31"])
        #expect(over.text.contains { $0.contains(", 2025-12-31, ended 1 day too early") }, "\(over.text)")
    }

    @Test("says of a missing number which one it looked for") func number() throws {
        let (text, _) = try said("CMS165", Self.seen)
        #expect(
            text.contains(
                "  no: systolic pressure below 140 mm[Hg]: there is no systolic pressure that counts "
                    + "(looked for result or observation: systolic pressure (LOINC 8480-6), dated 2026-01-01 to 2026-12-31)"), "\(text)")
    }

    @Test("shortens what codes are called") func displays() {
        let tagged = Coding(.snomed, "1", display: "Depression screening positive (finding)")
        #expect(EvidenceText.display(tagged) == "Depression screening positive")
        #expect(EvidenceText.display(Coding(.snomed, "1", display: "Fecal test (FOBT)")) == "Fecal test (FOBT)")
        let long = EvidenceText.display(Coding(.cpt, "1", display: String(repeating: "comprehensive ", count: 20)))
        #expect(long.map { $0.count < 92 && $0.hasSuffix("comprehensive…") } == true)
    }

    @Test("says for which reason something was not done") func reason() throws {
        let declined = try said(
            "CMS2",
            [
                "encounter screening_visit on 2026-03-15",
                "observation adult_assessment authored 2026-03-15 not-done reason declined status cancelled",
            ], born: "1980-05-01")
        #expect(declined.text.contains { $0.hasPrefix("because: ") && $0.contains(", not done because: ") }, "\(declined.text)")
    }

    @Test("of a value that is there nobody is asked for another, and what makes a plan needed is shown") func otherValue() throws {
        let visit = "encounter bmi_visit on 2026-03-15 class AMB"
        let low = try said("CMS69", [visit, "observation bmi 17 kg/m2 on 2026-03-15"], born: "1980-05-01")
        #expect(low.gaps.count == 1 && low.gaps.first?.text.hasPrefix("A BMI below 18.5 kg/m2 needs") == true, "\(low.gaps.map(\.text))")
        #expect(low.text.contains { $0.contains("yes: BMI below 18.5 kg/m2 in the period: ") && $0.contains("17 kg/m2") }, "\(low.text)")
        #expect(!low.text.contains { $0.contains("has to be at least 25") }, "\(low.text)")
    }

    @Test("names the wrong time before the missing reason, and a given reason that does not count") func wrongTimeFirst() throws {
        let fat = ["encounter bmi_visit on 2026-03-15 class AMB", "observation bmi 31 kg/m2 on 2026-03-15"]
        let old = try said("CMS69", fat + ["order above_follow_up authored 2024-12-31"], born: "1980-05-01")
        #expect(old.text.contains { $0.contains("months too early") && $0.contains("; and it gives no reason") }, "\(old.text)")
        #expect(old.gaps.first?.kind == .notSeen)
        let now = try said("CMS69", fat + ["order above_follow_up authored 2026-03-15"], born: "1980-05-01")
        #expect(now.gaps.first?.kind == .notSeen && now.gaps.first?.claim?.miss != .otherValue, "\(now.text)")
    }

    @Test("a time that is counted from a first event is over when that says so, and doses of one day are told") func dueAndDays() throws {
        let lines = ["encounter office_visit on 2026-01-02", "medication methylphenidate from 2026-01-02 supply 100"]
        let child = try said("CMS136", lines, born: "2017-01-01")
        #expect(child.gaps.first?.due == Day(iso: "2026-02-01"), "\(child.gaps)")
        let dose = "immunization dtap_vaccine on 2024-04-01"
        let baby = try said(
            "CMS117", ["encounter office_visit on 2026-03-01", dose, dose, "immunization dtap_vaccine on 2024-06-01"], born: "2024-01-15")
        #expect(
            baby.gaps.contains { $0.soFarWords.contains("on 2 days") && $0.soFarWords.contains("3 records, those of one day count once") })
        let text = EvidenceText(today: Day(iso: "2026-06-01"), code: { "\($0)" }, origin: { "\($0):\($1)" })
        #expect(baby.gaps.contains { text.sentence($0).contains("(counted until 2026-01-15, which is over") })
    }

    @Test("what is there and must not be closes a way: a high BMI is not mended by measuring again") func barred() throws {
        let visit = "encounter bmi_visit on 2026-02-15 class AMB"
        let two = try said(
            "CMS69", [visit, "observation bmi 31 kg/m2 on 2026-02-15", "observation bmi 24 kg/m2 on 2026-11-15"], born: "1980-05-01")
        #expect(two.gaps.map(\.text).allSatisfy { $0.hasPrefix("A BMI of 25 kg/m2 or more needs") }, "\(two.gaps.map(\.text))")
    }

    @Test("what has to go with another event has the last day of that: 90 days after the screening") func dueWithAnother() throws {
        let child = try said(
            "OPIP-REF", ["encounter office_visit on 2026-02-01", "observation global_screening = at_risk on 2026-02-01"], born: "2024-05-01"
        )
        #expect(child.gaps.contains { $0.due == Day(iso: "2026-05-02") }, "\(child.gaps)")
    }
}

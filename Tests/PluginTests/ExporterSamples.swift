import HubCore

/// Made-up practices for the exporters' cases; the name of a case's folder chooses one list of them.
enum ExporterSamples {
    static let all: [String: [PracticeReport]] = [
        "no-practice": [], "good": [good], "bad": [bad], "nobody-eligible": [nobodyEligible], "no-data-yet": [noDataYet],
        "hostile": [hostile], "thirteen-measures": [thirteen], "rolling": [rolling], "two-practices": [bad, good],
        "small-counts": [smallCounts], "contradictions": [contradictions], "crowded": [crowded],
    ]

    // MARK: Building blocks

    static func result(
        _ measure: String, _ version: String, _ title: String, den: Int, num: Int, ex: Int = 0, exc: Int = 0, group: String = "1",
        groupTitle: String = "", stratum: String = "", inverse: Bool = false, period: (String, String) = ("2026-01-01", "2026-12-31"),
        kind: String = "calendar-year", source: ResultSource = .computed
    ) -> MeasureResult {
        var counts = PopulationCounts()
        (counts.initialPopulation, counts.denominator, counts.numerator) = (den, den, num)
        (counts.denominatorExclusion, counts.denominatorException) = (ex, exc)
        var result = MeasureResult(
            measure: measure, version: version, title: title, group: group, periodStart: period.0, periodEnd: period.1, periodKind: kind,
            counts: counts, source: source)
        (result.groupTitle, result.stratum, result.lowerIsBetter) = (groupTitle, stratum, inverse)
        return result
    }

    static func complete(
        _ measure: String, _ element: String, _ have: Int, _ of: Int, _ state: CheckState, words: String = "", fix: String = "",
        population: String = "patients", period: (String, String) = ("2026-01-01", "2026-12-31")
    ) -> ElementCompleteness {
        ElementCompleteness(
            measure: measure, periodStart: period.0, periodEnd: period.1, element: element, population: population, have: have, of: of,
            minimum: 0.8, state: state, words: words, fix: fix)
    }

    static func practice(_ code: String, _ name: String, blinded: String?, patients: Int) -> PracticeReport {
        var report = PracticeReport(practiceCode: code, practiceName: name)
        (report.blindedCode, report.patients) = (blinded, patients)
        (report.submissions, report.receivedAt) = ([7, 9], "2027-01-04T14:05:00Z")
        (report.runID, report.generatedAt) = ("2027-01-05.3f9c", "2027-01-05T09:00:00Z")
        return report
    }

    // MARK: Practices

    static var good: PracticeReport {
        var report = practice("ELM", "Elm Street Family Medicine", blinded: "P07", patients: 4212)
        report.results = [
            result("CMS165", "CMS165v14", "Controlling High Blood Pressure", den: 812, num: 551, ex: 44),
            result("CMS122", "CMS122v14", "Glycemic Status Assessment Greater Than 9%", den: 341, num: 51, ex: 12, inverse: true),
            result(
                "CMS347", "CMS347v9", "Statin Therapy for the Prevention and Treatment of Cardiovascular Disease", den: 502, num: 388,
                ex: 21, exc: 18),
            result("CMS130", "CMS130v14", "Colorectal Cancer Screening", den: 1204, num: 861, ex: 39),
            result("CMS130", "CMS130v14", "Colorectal Cancer Screening", den: 1204, num: 850, ex: 39, source: .reportedQRDA3),
            result(
                "CMS2", "CMS2v15", "Preventive Care and Screening: Screening for Depression and Follow-Up Plan", den: 2410, num: 1702,
                ex: 110, exc: 15),
            result("CMS153", "CMS153v14", "Chlamydia Screening in Women", den: 24, num: 17),
        ]
        report.completeness = [
            complete("CMS165", "Blood pressure", 790, 812, .pass), complete("CMS122", "A1c result", 329, 341, .pass),
            complete(
                "CMS347", "LDL result", 430, 502, .passWithFailures, words: "LDL has no value in 72 of 502 rows.",
                fix: "Add the column “result value” to the lab report."),
            complete("CMS130", "Colonoscopy or stool test", 1180, 1204, .pass), complete("CMS2", "Depression screening", 2399, 2410, .pass),
            complete("CMS153", "Chlamydia test", 24, 24, .pass),
        ]
        report.files = [
            .init(name: "patients.csv", format: "csv", read: 4215, accepted: 4212, rejected: 1, skipped: 2),
            .init(name: "vitals.csv", format: "csv", read: 18_322, accepted: 18_322, rejected: 0, skipped: 0),
        ]
        return report
    }

    static var bad: PracticeReport {
        var report = practice("ASH", "Ash Hollow Clinic", blinded: "P02", patients: 1310)
        report.results = [
            result("CMS165", "CMS165v14", "Controlling High Blood Pressure", den: 288, num: 74, ex: 3),
            result("CMS138", "CMS138v14", "Tobacco Use", den: 1102, num: 0, group: "1", groupTitle: "Asked whether they smoke"),
            result("CMS138", "CMS138v14", "Tobacco Use", den: 0, num: 0, group: "2", groupTitle: "Smokers who were helped to quit"),
            result("CMS138", "CMS138v14", "Tobacco Use", den: 1102, num: 0, group: "3", groupTitle: "Both"),
            result("CMS122", "CMS122v14", "Glycemic Status Assessment Greater Than 9%", den: 96, num: 90, inverse: true),
        ]
        report.completeness = [
            complete(
                "CMS165", "Blood pressure", 118, 288, .fail, words: "Blood pressure is missing for 170 of 288 patients with hypertension.",
                fix: "Put the report’s date range to the whole year; it now ends on 30 June.", population: "patients with hypertension"),
            complete(
                "CMS138", "Smoking status", 0, 1102, .fail, words: "Smoking status has no date in any row.",
                fix: "Add the column “date recorded” to the social history report."),
            complete("CMS122", "A1c result", 40, 96, .couldNotRun),
        ]
        report.problems = [
            ReportedProblem(
                id: "REC-014", severity: .error, message: "Lab results have no unit", count: 1840, places: ["labs.csv:2:6"],
                fix: "In the EMR’s lab report, tick “include units”.", owner: .exporter),
            ReportedProblem(
                id: "FILE-003", severity: .warning, message: "The dates in the file end six months before the period does", count: 1,
                places: ["vitals.csv"], fix: "Run the report again for 1 January to 31 December 2026.", owner: .exporter),
            ReportedProblem(
                id: "REC-031", severity: .note, message: "Birth dates are written with two-digit years", count: 12,
                places: ["patients.csv:9:4"], fix: "", owner: .vendor),
        ]
        report.files = [
            .init(name: "patients.csv", format: "csv", read: 1311, accepted: 1310, rejected: 0, skipped: 1),
            .init(name: "labs.csv", format: "csv", read: 2200, accepted: 360, rejected: 1840, skipped: 0),
            .init(name: "vitals.csv", format: "csv", read: 906, accepted: 905, rejected: 0, skipped: 1),
        ]
        return report
    }

    static var nobodyEligible: PracticeReport {
        var report = practice("FIR", "Fir Grove Pediatrics", blinded: "P11", patients: 640)
        report.results = [
            result("CMS125", "CMS125v14", "Breast Cancer Screening", den: 0, num: 0),
            result("CMS130", "CMS130v14", "Colorectal Cancer Screening", den: 14, num: 0, ex: 14),
            result("CMS117", "CMS117v14", "Childhood Immunization Status", den: 61, num: 0),
        ]
        report.completeness = [complete("CMS125", "Mammography", 0, 0, .notApplicable), complete("CMS117", "Vaccines", 61, 61, .pass)]
        report.files = [.init(name: "export.zip/ccda", format: "ccda", read: 640, accepted: 640, rejected: 0, skipped: 0)]
        return report
    }

    static var noDataYet: PracticeReport {
        var report = PracticeReport(practiceCode: "OAK", practiceName: "Oak Bluff Health Center")
        report.blindedCode = "P01"
        return report
    }

    /// Text that would like to be markup, a formula, or another column.
    static var hostile: PracticeReport {
        let long =
            "The Very Reverend Doctor Maximiliana Featherstonehaugh-Cholmondeley Memorial Family and Community Health Center of the Upper Willamette Valley"
        var report = practice(
            "=HYPERLINK(\"http://example.org\")", "<script>alert(1)</script> & \"Sons\" " + long, blinded: "@P13", patients: 1_234_567)
        report.results = [
            result(
                "X&Y", "<b>v1</b>", "Title with \u{600}<img src=x onerror=alert(1)> and <\u{301}b>\r\nand a line end", den: 120, num: 60,
                groupTitle: "'><script>alert(2)</script>"),
            result("X&Y", "<b>v1</b>", "Title", den: 60, num: 30, groupTitle: "Second group " + long, stratum: "a,\"b\"\r\nc"),
            result("+CMS165", "-1+1", "Controlling High Blood Pressure " + long, den: 288, num: 74, ex: 30),
        ]
        report.completeness = [
            complete("X&Y", "<i>element</i> " + long, 110, 120, .passWithFailures, words: "<u>words</u> " + long, fix: long)
        ]
        report.problems = [
            ReportedProblem(
                id: "\"id\"", severity: .error, message: "</main></body>" + long + long, count: 3, places: ["a&b<c>.csv:1:1"],
                fix: long + long + long, owner: nil)
        ]
        report.files = (1...9).map {
            .init(
                name: "C:\\extracts\\\u{202E}\(long)\($0).csv", format: "<csv>", read: 10_000_000, accepted: 9_999_999, rejected: 1,
                skipped: 0)
        }
        report.runID = "=1+1"
        return report
    }

    static var thirteen: PracticeReport {
        var report = practice("YEW", "Yew Tree Internal Medicine", blinded: "P05", patients: 8904)
        let months = Period("2026")?.rolling(12).map { ($0.start.description, $0.end.description) } ?? []
        let measures: [(id: String, version: String, groups: [String], den: Int, rate: Int)] = [
            ("CMS2", "CMS2v15", [""], 3120, 61), ("CMS69", "CMS69v14", [""], 2800, 72), ("CMS117", "CMS117v14", [""], 21, 60),
            ("CMS122", "CMS122v14", [""], 640, 22), ("CMS124", "CMS124v14", [""], 1880, 66), ("CMS125", "CMS125v14", [""], 1410, 78),
            ("CMS130", "CMS130v14", [""], 2600, 69),
            ("CMS138", "CMS138v14", ["Asked whether they smoke", "Smokers who were helped to quit", "Both"], 4100, 83),
            ("CMS153", "CMS153v14", [""], 130, 55),
            ("CMS155", "CMS155v14", ["Weight checked", "Nutrition talked about", "Activity talked about"], 710, 64),
            ("CMS164", "CMS164v7", [""], 330, 88), ("CMS165", "CMS165v14", [""], 1930, 68), ("CMS347", "CMS347v9", [""], 1120, 74),
        ]
        for measure in measures {
            for (at, group) in measure.groups.enumerated() {
                for (month, period) in months.enumerated() {
                    let den = measure.den / (at + 1)
                    report.results.append(
                        result(
                            measure.id, measure.version, measure.id, den: den + month, num: den * (measure.rate + month / 2 - 3 * at) / 100,
                            ex: den / 40, group: "\(at + 1)", groupTitle: group, inverse: measure.id == "CMS122", period: period,
                            kind: "rolling-12"))
                }
            }
            let state: CheckState = measure.den > 2000 ? .pass : measure.den > 500 ? .passWithFailures : .fail
            report.completeness.append(
                complete(
                    measure.id, "What \(measure.id) needs", measure.den * 8 / 10, measure.den, state,
                    words: "\(measure.id) lacks a date in a fifth of the rows.",
                    fix: "Add the date column to the report that feeds \(measure.id).", period: months.last ?? ("", "")))
        }
        report.problems = bad.problems
        report.files = good.files + bad.files
        return report
    }

    /// Twelve rolling years, the measure's version changing on the way, one month without anybody eligible.
    static var rolling: PracticeReport {
        var report = practice("BAY", "Bay Laurel Care", blinded: "P03", patients: 402)
        for (at, period) in (Period("2026")?.rolling(12) ?? []).enumerated() {
            let days = (period.start.description, period.end.description)
            report.results += [
                result(
                    "CMS165", at < 4 ? "CMS165v13" : "CMS165v14", "Controlling High Blood Pressure", den: 60 + at, num: 30 + 2 * at,
                    period: days, kind: "rolling-12"),
                result(
                    "CMS117", "CMS117v14", "Childhood Immunization Status", den: at == 5 ? 0 : 20 + at, num: at == 5 ? 0 : 12, period: days,
                    kind: "rolling-12"),
            ]
        }
        report.results.append(
            result("CMS2", "CMS2v14", "Depression", den: 220, num: 90, period: ("2025-01-01", "2025-12-31"), source: .manual))
        report.files = [.init(name: "registry.csv", format: "csv", read: 402, accepted: 402, rejected: 0, skipped: 0)]
        return report
    }

    /// The test vectors of the suppression rule, and strata.
    static var smallCounts: PracticeReport {
        var report = practice("IVY", "Ivy Lane Practice", blinded: "P09", patients: 120)
        report.results = [
            result("CMS165", "CMS165v14", "Controlling High Blood Pressure", den: 50, num: 48),
            result("CMS155", "CMS155v14", "Weight Assessment", den: 18, num: 0),
            result("CMS155", "CMS155v14", "Weight Assessment", den: 12, num: 0, stratum: "3-11"),
            result("CMS155", "CMS155v14", "Weight Assessment", den: 6, num: 0, stratum: "12-17"),
            result("CMS130", "CMS130v14", "Colorectal Cancer Screening", den: 100, num: 60, ex: 3),
            result("CMS125", "CMS125v14", "Breast Cancer Screening", den: 0, num: 0),
            result("CMS2", "CMS2v15", "Depression", den: 90, num: 40, ex: 11, exc: 12),
        ]
        report.completeness = [complete("CMS165", "Blood pressure", 45, 50, .pass), complete("CMS165", "Age", 20, 50, .fail)]
        return report
    }

    static var contradictions: PracticeReport {
        var report = practice("ELK", "Elk Ridge Clinic", blinded: "P04", patients: 90)
        report.results = [
            result("CMS165", "CMS165v14", "Controlling High Blood Pressure", den: 20, num: 40, source: .reportedCSV),
            result("CMS130", "CMS130v14", "Colorectal Cancer Screening", den: 40, num: 20, ex: 60, source: .reportedCSV),
            result("CMS122", "CMS122v14", "A1c", den: 1000, num: 999, inverse: true, source: .reportedCSV),
            result("CMS124", "CMS124v14", "Cervical", den: 1000, num: 1, source: .reportedCSV),
        ]
        report.files = [.init(name: "totals.csv", format: "csv", read: 9, accepted: 4, rejected: 0, skipped: 4)]
        return report
    }

    /// More, and longer, than a page holds.
    static var crowded: PracticeReport {
        var report = thirteen
        report.practiceName = hostile.practiceName
        let long = "A measure whose title goes on for very much longer than any page could ever hold in one line"
        for at in 500..<512 {
            report.results.append(
                result("CMS\(at)", "CMS\(at)v1", long, den: 1200 + at, num: 800 + at, ex: 20, groupTitle: at % 3 == 0 ? long : ""))
            report.completeness.append(complete("CMS\(at)", long, 1000, 1200, .passWithFailures, words: long, fix: long))
        }
        report.problems = (1...5).map { at in
            ReportedProblem(
                id: "REC-0\(at)", severity: .error, message: "\(at). \(long); \(long)", count: 12_345,
                places: ["extracts/2026/labs-and-more-\(at).csv:123456:17"], fix: "\(long). \(long). \(long).", owner: .exporter)
        }
        report.files = hostile.files
        return report
    }
}

internal import HubCore

/// One row of `results.csv`, from what may be shown of a result. A count that may not be shown is blank, never 0.
struct CollaborativeRow {
    static let header = [
        "practice_code", "blinded_code", "period_start", "period_end", "period_kind", "measure", "version", "group", "stratum", "ip", "den",
        "denex", "denexcep", "num", "eligible", "rate", "ci_low", "ci_high", "source", "status", "completeness", "suppressed", "run_id",
        "generated_at",
    ]

    let practice: String
    let report: PracticeReport
    let result: MeasureResult
    let counts: PublishedCounts

    var cells: [CSVText.Cell] {
        let identity = [
            practice, report.blindedCode ?? "", result.periodStart, result.periodEnd, result.periodKind, result.measure, result.version,
            result.group, result.stratum,
        ]
        let numbers = [
            ("initial-population", counts.initialPopulation), ("denominator", counts.denominator),
            ("denominator-exclusion", counts.denominatorExclusion), ("denominator-exception", counts.denominatorException),
            ("numerator", counts.numerator), ("eligible", counts.eligible),
        ].map { name, count in result.notKnown?[name] == nil ? count.map(String.init) ?? "" : "" }
        let rates = [counts.rate, counts.interval?.lowerBound, counts.interval?.upperBound].map { rate in
            result.isEligibleKnown ? rate.map(Self.decimal) ?? "" : ""
        }
        let rest = [
            result.source.rawValue, status, completeness, counts.isSuppressed || isMasked ? "Y" : "N", report.runID, report.generatedAt,
        ]
        return identity.map { .text($0) } + (numbers + rates).map { .number($0) } + rest.map { .text($0) }
    }

    /// Said from what is shown only, so that it gives nothing away.
    private var status: String {
        if let reported = reportedStatus { return reported }
        guard let eligible = counts.eligible, let numerator = counts.numerator else { return "suppressed" }
        if eligible < 0 || numerator < 0 || numerator > eligible { return "inconsistent" }
        return eligible == 0 ? "not-applicable" : "ok"
    }

    /// The sender masked a count.
    private var isMasked: Bool { result.notKnown?.values.contains("suppressed") ?? false }

    /// What a reported number lacks: a masked or missing count is not zero.
    private var reportedStatus: String? {
        guard let unknown = result.notKnown else { return nil }
        if isMasked { return "suppressed" }
        if let why = unknown["numerator"] ?? unknown["denominator"] { return why }
        if unknown["eligible"] != nil { return "exclusions-unknown" }
        guard !counts.isSuppressed, unknown["sample"] != nil else { return nil }
        return "sample"
    }

    /// The worst of the measure's elements in this period; blank when none was looked at.
    private var completeness: String {
        let worstFirst: [CheckState] = [.fail, .couldNotRun, .passWithFailures, .pass, .notApplicable]
        let states = report.completeness.filter {
            $0.measure == result.measure && $0.periodStart == result.periodStart && $0.periodEnd == result.periodEnd
        }.map(\.state)
        return worstFirst.first(where: states.contains)?.rawValue ?? ""
    }

    /// A share between 0 and 1 with four decimals.
    static func decimal(_ share: Double) -> String {
        let units = Int((share * 10_000).rounded())
        let digits = String(units % 10_000)
        return "\(units / 10_000)." + String(repeating: "0", count: 4 - digits.count) + digits
    }
}

import HubCore

/// Short ways to write results and to say what is shown of them.
func counts(_ den: Int, _ num: Int, ex: Int = 0, exc: Int = 0, ip: Int? = nil) -> PopulationCounts {
    var counts = PopulationCounts()
    (counts.initialPopulation, counts.denominator, counts.numerator) = (ip ?? den, den, num)
    (counts.denominatorExclusion, counts.denominatorException) = (ex, exc)
    return counts
}

func result(
    _ counts: PopulationCounts, group: String = "1", stratum: String = "", source: ResultSource = .computed,
    from start: String = "2026-01-01", to end: String = "2026-12-31"
) -> MeasureResult {
    var result = MeasureResult(
        measure: "CMS1", version: "CMS1v1", title: "A measure", group: group, periodStart: start, periodEnd: end,
        periodKind: "calendar-year", counts: counts, source: source)
    result.stratum = stratum
    return result
}

/// `ip den denex denexcep num eligible`, a dot for what is not shown.
func shown(_ published: PublishedCounts) -> String {
    [
        published.initialPopulation, published.denominator, published.denominatorExclusion, published.denominatorException,
        published.numerator, published.eligible,
    ].map { $0.map(String.init) ?? "." }.joined(separator: " ")
}

func shown(_ results: [MeasureResult], policy: Suppression.Policy = .cms) -> [String] {
    Suppression.apply(policy: policy, to: results).map(shown)
}

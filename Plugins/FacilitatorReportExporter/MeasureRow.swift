internal import HubCore

/// One line of the table: a measure, or one group of a measure that has several.
struct MeasureRow {
    let title: String
    /// Nil when the measure has one rate.
    let group: String?
    /// False for the second and further groups of a measure.
    let isFirst: Bool
    let small: String
    let note: String?
    let lowerIsBetter: Bool

    let rate: String?
    let bar: RateBar?
    /// Too few patients to compare.
    let isSmall: Bool
    /// Why there is no rate.
    let noRate: String?
    let patients: String?
    let left: String?
    let other: String?
    let trend: TrendLine?
    let completeness: CompletenessCell?
    /// How many lines the completeness cell covers.
    let span: Int

    /// - Parameters:
    ///   - series: the same group over all periods, oldest first, the one shown last.
    ///   - others: the same group and period from other sources.
    init(
        _ result: MeasureResult, series: [MeasureResult], others: [MeasureResult], isFirst: Bool, note: String?,
        completeness: CompletenessCell?, span: Int
    ) {
        let counts = result.counts
        let rate = Self.soundRate(result)
        title = PlainTitles.title(of: result.measure, official: result.title)
        let stratum = result.stratum.isEmpty ? "" : " (\(SafeText.clean(result.stratum, upTo: 30)))"
        let words = SafeText.clean(result.groupTitle, upTo: 80) + stratum
        group = words.isEmpty ? nil : words
        self.isFirst = isFirst
        small = [SafeText.clean(result.version, upTo: 20), note].compactMap(\.self).joined(separator: " · ")
        self.note = note
        lowerIsBetter = result.lowerIsBetter
        self.rate = rate.map(PlainWords.percent)
        bar = rate.flatMap { rate in
            Wilson.interval(counts.numerator, of: Self.eligible(counts)).map { RateBar(rate: rate, interval: $0) }
        }
        isSmall = rate != nil && Self.eligible(counts) < 30
        noRate =
            rate != nil
            ? nil
            : !result.isEligibleKnown
                ? "No rate: what was excluded is not clear"
                : Self.eligible(counts) == 0 && counts.numerator == 0
                    ? "Not applicable: nobody is eligible" : "The counts contradict each other"
        patients =
            rate == nil && noRate?.hasPrefix("Not") == true
            ? nil : "\(PlainWords.number(counts.numerator)) of \(PlainWords.number(Self.eligible(counts)))"
        let out = counts.denominatorExclusion &+ counts.denominatorException
        left = out > 0 ? "\(PlainWords.number(out)) left out" : nil
        other = others.first.flatMap { one in
            Self.soundRate(one).map {
                let (met, all) = (PlainWords.number(one.counts.numerator), PlainWords.number(Self.eligible(one.counts)))
                return "\($0 == rate ? "also" : "but") \(PlainWords.percent($0)) (\(met) of \(all)) \(PlainWords.source(one.source))"
            }
        }
        trend = TrendLine(series)
        self.completeness = completeness
        self.span = span
    }

    /// `PopulationCounts.eligible`, for counts out of a file that may be anything.
    static func eligible(_ counts: PopulationCounts) -> Int {
        counts.denominator &- counts.denominatorExclusion &- counts.denominatorException
    }

    /// Nil when nobody is eligible, or when the counts contradict each other.
    static func soundRate(_ result: MeasureResult) -> Double? {
        guard result.isEligibleKnown else { return nil }
        let (eligible, met) = (eligible(result.counts), result.counts.numerator)
        return eligible > 0 && met >= 0 && met <= eligible ? Double(met) / Double(eligible) : nil
    }
}

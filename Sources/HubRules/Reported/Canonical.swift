import HubCore

/// Makes a reported result canonical: counts gross, the numerator the measure's own. What could not be known stays unknown.
enum Canonical {
    enum Trouble: Error { case rateFitsNoCount, complementOfUnknown }

    static func make(_ sent: ReportedResult, _ measure: KnownMeasure?, lower isComplement: Bool) throws(Trouble) -> (
        ReportedResult, within: Int
    ) {
        var result = sent
        // A column that the report lacks says nothing about exceptions that the measure does not have.
        if measure?.hasExceptions == false, result.exceptions == .missing { result.exceptions = .notApplicable }
        let leftOut = result.leftOut
        result.exclusionsUnknown = leftOut == nil || (result.convention == .unknown && leftOut ?? 0 > 0)
        if result.convention == .net, let leftOut, leftOut > 0, let den = result.denominator.number {
            result.sentDenominator = result.denominator
            result.denominator = .counted(den + leftOut)
        }
        var within = 0
        if result.numerator == .missing, let rate = result.rate, let decimals = result.rateDecimals, result.denominator.number != nil {
            guard let eligible = result.eligible else { return (result, 0) }
            guard let (count, off) = RateFit(decimals: decimals).numerator(rate, of: eligible) else { throw .rateFitsNoCount }
            within = off
            result.numerator = .counted(count)
        }
        if isComplement, let reported = result.numerator.number {
            guard let eligible = result.eligible, reported <= eligible else { throw .complementOfUnknown }
            result.sentNumerator = .counted(reported)
            result.numerator = .counted(eligible - reported)
            result.rate = result.rate.map { 1 - $0 }
        }
        result.isComplement = isComplement
        return (result, within)
    }
}

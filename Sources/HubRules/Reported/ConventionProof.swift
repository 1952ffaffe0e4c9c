import HubCore

/// Whether the denominators of a file are before exclusions (gross) or after (net), proven by its own arithmetic; nothing is guessed.
///
/// A row bears witness when something was left out in it: by its printed rate, which fits one of the two; or because one of them cannot be
/// (parts that do not fit into the denominator; a denominator that with its exclusions is more than the initial population).
struct ConventionProof {
    private var (rateGross, rateNet, sumGross, sumNet) = (0, 0, 0, 0)
    /// Rows in which something was left out, and rows of which that is not known.
    private(set) var (withLeftOut, withoutCounts, masked, silent) = (0, 0, 0, 0)

    mutating func add(_ result: ReportedResult) {
        guard let den = result.denominator.number else { return }
        guard let leftOut = result.leftOut else {
            if result.isLeftOutMasked { masked += 1 } else { withoutCounts += 1 }
            return
        }
        guard leftOut > 0 else {
            silent += 1
            return
        }
        withLeftOut += 1
        let num = result.numerator.number
        if let num, let rate = result.rate, let decimals = result.rateDecimals, den > 0 {
            let fit = RateFit(decimals: decimals)
            let reported = result.isComplement ? nil : num
            if let reported {
                let (gross, net) = (den > leftOut && fit.fits(rate, reported, of: den - leftOut), fit.fits(rate, reported, of: den))
                if gross != net { if gross { rateGross += 1 } else { rateNet += 1 } }
            }
        }
        if leftOut + (num ?? 0) > den { sumNet += 1 }
        if let all = result.initialPopulation.number, all > 0, den + leftOut > all { sumGross += 1 }
    }

    enum Verdict: Equatable {
        case proven(ReportedResult.Convention, rows: Int)
        /// In no row was anything left out: both are the same.
        case noMatter
        /// Exclusions are not in the file.
        case notCounted
        /// Where they are in the file they are masked.
        case masked
        case undecided
    }

    var verdict: Verdict {
        if withLeftOut == 0 { return masked > 0 ? .masked : withoutCounts > 0 ? .notCounted : .noMatter }
        switch (rateGross, rateNet) {
        case (1..., 0): return .proven(.gross, rows: rateGross)
        case (0, 1...): return .proven(.net, rows: rateNet)
        case (0, 0): break
        default: return .undecided
        }
        switch (sumGross, sumNet) {
        case (1..., 0): return .proven(.gross, rows: sumGross)
        case (0, 1...): return .proven(.net, rows: sumNet)
        default: return .undecided
        }
    }
}

package import HubCore

/// What the counts of a reported result come to. One place, so that check, store and report say the same.
extension ReportedResult {
    /// Exclusions and exceptions together; nil when one of them is not known. "Does not apply" is none.
    package var leftOut: Int? {
        guard let exclusions = Self.known(exclusions), let exceptions = Self.known(exceptions) else { return nil }
        return exclusions + exceptions
    }

    /// A count that may be added up: a number, or none where it does not apply.
    static func known(_ count: Count) -> Int? { count == .notApplicable ? 0 : count.number }

    /// Denominator without exclusions and exceptions, whatever the convention; nil when it cannot be known.
    package var eligible: Int? {
        guard let denominator = denominator.number else { return nil }
        // Where some charts only were looked at, the numerator is of those.
        if let sampleSize, sampleSize < denominator { return sampleSize }
        switch convention {
        // The denominator is stored gross once both are known.
        case .gross, .net:
            if let leftOut { return denominator - leftOut } else { return exclusionsUnknown && convention == .net ? denominator : nil }
        case .unknown:
            if leftOut == 0 { return denominator }
            // Nothing was said of exclusions at all: the denominator is all there is. A masked count says that somebody was left out.
            return leftOut == nil && [exclusions, exceptions].allSatisfy({ $0 == .missing || $0 == .notApplicable }) ? denominator : nil
        }
    }

    /// The sender masked how many were left out: some, and nobody knows how many.
    package var isLeftOutMasked: Bool { exclusions == .suppressed || exceptions == .suppressed }

    /// Nil when nobody is eligible, or the counts do not say.
    package var share: Double? {
        guard let numerator = numerator.number, let eligible, eligible > 0 else { return nil }
        return Double(numerator) / Double(eligible)
    }
}

/// A printed rate and the counts that should give it.
struct RateFit {
    /// What one unit of the last printed digit is worth.
    let unit: Double

    init(decimals: Int) { unit = (0..<max(0, decimals)).reduce(1.0) { unit, _ in unit / 10 } }

    /// Rounded or cut off.
    func fits(_ rate: Double, _ numerator: Int, of eligible: Int) -> Bool {
        guard eligible > 0 else { return rate == 0 }
        let exact = Double(numerator) / Double(eligible)
        return abs(rate - exact) <= unit / 2 + 1e-9 || (exact - rate >= 0 && exact - rate < unit - 1e-9)
    }

    /// The whole number that the rate must have come from, and how far off it may be because the rate is rounded; nil when none gives this rate.
    func numerator(_ rate: Double, of eligible: Int) -> (count: Int, within: Int)? {
        guard eligible > 0 else { return rate == 0 ? (0, 0) : nil }
        let count = Int((rate * Double(eligible)).rounded())
        guard count <= eligible, fits(rate, count, of: eligible) else { return nil }
        return (count, Int((unit / 2 * Double(eligible)).rounded(.down)))
    }
}

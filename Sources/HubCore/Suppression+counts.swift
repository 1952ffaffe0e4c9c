/// The counts of one result as far as they may be shown. Nil is suppressed, which is neither zero nor not applicable.
public struct PublishedCounts: Hashable, Sendable {
    public internal(set) var initialPopulation: Int?
    public internal(set) var denominator: Int?
    public internal(set) var denominatorExclusion: Int?
    public internal(set) var denominatorException: Int?
    public internal(set) var numerator: Int?
    public internal(set) var eligible: Int?

    /// Everything withheld.
    init() {}

    init(all counts: PopulationCounts) {
        initialPopulation = counts.initialPopulation
        denominator = counts.denominator
        denominatorExclusion = counts.denominatorExclusion
        denominatorException = counts.denominatorException
        numerator = counts.numerator
        eligible = counts.denominator &- counts.denominatorExclusion &- counts.denominatorException
    }

    public var isSuppressed: Bool {
        [initialPopulation, denominator, denominatorExclusion, denominatorException, numerator, eligible].contains(nil)
    }

    /// Shown only beside both of its counts: a rate and one of them would give away the other. Nil too when nobody is eligible,
    /// or when the counts contradict each other.
    public var rate: Double? {
        guard let numerator, let eligible, eligible > 0, numerator >= 0, numerator <= eligible else { return nil }
        return Double(numerator) / Double(eligible)
    }

    /// Wilson's 95 % interval, under the same conditions as ``rate``.
    public var interval: ClosedRange<Double>? {
        guard let numerator, let eligible else { return nil }
        return Wilson.interval(numerator, of: eligible)
    }
}

/// Wilson's score interval: how far a rate out of few patients may be from the rate that the practice would show in the long run.
///
/// E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209. Unlike the textbook interval it stays inside 0 to 1 and says something at 0 % and 100 %.
public enum Wilson {
    /// The 97.5 % point of the normal distribution: a 95 % interval.
    public static let z95 = 1.959963984540054

    /// Nil when there is no rate: nobody counted, or more successes than people.
    public static func interval(_ successes: Int, of total: Int, z: Double = z95) -> ClosedRange<Double>? {
        guard total > 0, successes >= 0, successes <= total else { return nil }
        let (n, x) = (Double(total), Double(successes))
        let p = x / n
        let middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        // At the ends the formula gives exactly 0 and 1; floating point would leave a speck beside them.
        let low = successes == 0 ? 0 : max(0, middle - half)
        let high = successes == total ? 1 : min(1, middle + half)
        return low...high
    }
}

internal import HubCore

/// A rate on a line from 0 to 100 %: the band is the 95 % interval, the mark is the rate. Units of the picture: 1 is one percent.
struct RateBar {
    let x: String
    let from: String
    let width: String
    let words: String

    init(rate: Double, interval: ClosedRange<Double>) {
        x = Self.decimal(rate * 100)
        from = Self.decimal(interval.lowerBound * 100)
        width = Self.decimal((interval.upperBound - interval.lowerBound) * 100)
        words = "\(PlainWords.percent(interval.lowerBound)) to \(PlainWords.percent(interval.upperBound))"
    }

    /// One decimal, the same on every machine.
    static func decimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }
}

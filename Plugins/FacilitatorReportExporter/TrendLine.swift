internal import HubCore

/// A measure over the last periods, oldest first, as a small line with its last point marked.
///
/// The picture's height always spans at least 20 percentage points, so that a change of one point does not look like a cliff. The
/// line is broken where a period has no rate and where the measure's version changed: those are not the same thing measured twice.
struct TrendLine {
    static let size = (width: 60.0, height: 20.0)
    static let leastSpan = 0.20

    struct Segment { let points: String }
    struct Dot { let x, y: String }

    let segments: [Segment]
    /// Points with no neighbour to draw a line to.
    let dots: [Dot]
    let last: Dot
    let words: String

    /// Nil with fewer than two periods that have a rate.
    init?(_ results: [MeasureResult]) {
        let shown = results.suffix(12)
        let rates = shown.map(MeasureRow.soundRate)
        let known = rates.compactMap(\.self)
        guard known.count >= 2, let low = known.min(), let high = known.max(), let first = known.first, let final = known.last else {
            return nil
        }
        let span = max(Self.leastSpan, high - low)
        let bottom = min(max((low + high - span) / 2, 0), 1 - span)
        let points = zip(rates, shown.map(\.version)).enumerated().map { at, one in
            (
                version: one.1,
                dot: one.0.map { rate in
                    Dot(
                        x: RateBar.decimal(3 + (Self.size.width - 6) * Double(at) / Double(max(1, rates.count - 1))),
                        y: RateBar.decimal(3 + (Self.size.height - 6) * (1 - (rate - bottom) / span)))
                }
            )
        }
        var runs: [[Dot]] = []
        var version: String?
        for point in points {
            if point.dot == nil || point.version != version { runs.append([]) }
            if let dot = point.dot { runs[runs.count - 1].append(dot) }
            version = point.version
        }
        segments = runs.filter { $0.count > 1 }.map { run in Segment(points: run.map { "\($0.x),\($0.y)" }.joined(separator: " ")) }
        dots = runs.filter { $0.count == 1 }.flatMap(\.self)
        guard let end = points.last(where: { $0.dot != nil })?.dot else { return nil }
        last = end
        words = "\(PlainWords.percent(first)) → \(PlainWords.percent(final))"
    }
}

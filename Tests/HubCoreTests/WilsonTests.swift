import HubCore
import Testing

@Suite struct WilsonTests {
    @Test(
        "gives the published intervals",
        arguments: [(45, 50, 0.7864, 0.9565), (9, 10, 0.5958, 0.9821), (0, 10, 0, 0.2775), (10, 10, 0.7225, 1)])
    func published(x: Int, n: Int, low: Double, high: Double) throws {
        let interval = try #require(Wilson.interval(x, of: n))
        #expect(abs(interval.lowerBound - low) < 0.00005 && abs(interval.upperBound - high) < 0.00005)
    }

    @Test("has no interval where there is no rate") func none() {
        #expect(Wilson.interval(0, of: 0) == nil)
        #expect(Wilson.interval(3, of: 2) == nil)
        #expect(Wilson.interval(-1, of: 2) == nil)
        #expect(Wilson.interval(0, of: -1) == nil)
    }

    /// The definition: the ends are the rates that lie exactly z standard errors from what was seen. Found here by bisection.
    @Test("solves the equation that defines it") func definition() throws {
        for n in [1, 2, 7, 30, 99, 1000] {
            for x in stride(from: 0, through: n, by: max(1, n / 7)) {
                let interval = try #require(Wilson.interval(x, of: n))
                let seen = Double(x) / Double(n)
                func gap(_ p: Double) -> Double { abs(seen - p) - Wilson.z95 * (p * (1 - p) / Double(n)).squareRoot() }
                func end(from inside: Double, to outside: Double) -> Double {
                    var (a, b) = (inside, outside)
                    for _ in 0..<80 {
                        let middle = (a + b) / 2
                        if gap(middle) <= 0 { a = middle } else { b = middle }
                    }
                    return (a + b) / 2
                }
                // From a point that is surely inside: the rate itself, or a speck off the wall.
                let start = min(max(seen, 1e-12), 1 - 1e-12)
                if x > 0 { #expect(abs(end(from: start, to: 0) - interval.lowerBound) < 1e-9) }
                if x < n { #expect(abs(end(from: start, to: 1) - interval.upperBound) < 1e-9) }
                #expect(interval.contains(seen))
            }
        }
    }
}

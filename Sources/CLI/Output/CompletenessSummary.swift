internal import Foundation
internal import HubCore

/// For which measures a submission is enough, one line a measure; those that are about nobody in it share a line.
struct CompletenessSummary {
    var completeness: [ElementCompleteness]
    /// By measure.
    var titles: [String: String]

    enum Mark { case enough, gaps, notEnough, unknown }

    var lines: [(mark: Mark, words: String)] {
        measures.compactMap { measure, elements in isNobody(elements) ? nil : line(measure, elements) }
    }

    /// Measures in whose populations nobody is.
    var notApplicable: [String] { measures.filter { isNobody($0.1) }.map(\.0) }

    private var measures: [(String, [ElementCompleteness])] {
        var order: [String] = []
        for item in completeness where !order.contains(item.measure) { order.append(item.measure) }
        return order.map { measure in (measure, completeness.filter { $0.measure == measure }) }
    }

    private func isNobody(_ elements: [ElementCompleteness]) -> Bool {
        elements.contains { $0.state == .notApplicable } && !elements.contains { $0.state == .fail || $0.state == .couldNotRun }
    }

    private func line(_ measure: String, _ all: [ElementCompleteness]) -> (Mark, String) {
        let name = titles[measure].map { "\(measure) \($0)" } ?? measure
        let elements = all.filter { $0.state != .notApplicable }
        let short = elements.filter { $0.state == .fail }
        let unknown = elements.filter { $0.state == .couldNotRun }
        let fine = elements.count - short.count - unknown.count
        let mark: Mark =
            !short.isEmpty
            ? .notEnough : !unknown.isEmpty ? .unknown : elements.contains { $0.state == .passWithFailures } ? .gaps : .enough
        var words =
            "\(name): " + (fine == elements.count ? "enough for all \(fine) elements" : "enough for \(fine) of \(elements.count) elements")
        words += short.map { "; \(Self.lower($0.element)) \(Self.percent($0)) of \($0.of) (needs \(Int($0.minimum)) %)" }.joined()
        if !unknown.isEmpty {
            words += "; " + unknown.map { Self.lower($0.element) }.joined(separator: ", ") + " not counted, because value sets are missing"
        }
        if short.isEmpty, let least = elements.filter({ $0.state == .passWithFailures }).min(by: { Self.share($0) < Self.share($1) }) {
            words += "; least complete: \(Self.lower(least.element)) \(Self.percent(least)) of \(least.of)"
        }
        return (mark, words)
    }

    private static func share(_ item: ElementCompleteness) -> Double { item.of > 0 ? Double(item.have) / Double(item.of) : 0 }

    /// Never rounds up to 100 nor down to 0.
    private static func percent(_ item: ElementCompleteness) -> String {
        let share = 100 * share(item)
        if item.have > 0, share < 1 { return "less than 1 %" }
        return item.have < item.of && share > 99 ? "more than 99 %" : "\(Int(share.rounded())) %"
    }

    /// `Blood pressure` → `blood pressure`; `HbA1c or GMI` and `BMI` stay.
    private static func lower(_ name: String) -> String {
        name.dropFirst().first?.isLowercase ?? false && !name.hasPrefix("Hb") ? name.prefix(1).lowercased() + name.dropFirst() : name
    }
}

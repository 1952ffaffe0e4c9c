package import HubCore

/// A measure cannot land without its cases: each version has a `cases.yaml` beside it with somebody in the numerator, and somebody in the
/// denominator who is not. Whether the cases come out is the tests' business.
package enum MeasureCasesCheck {
    /// - Parameter cases: the root node of each `cases.yaml`.
    package static func findings(_ cases: [Node], _ library: MeasureLibrary) -> [Finding] {
        var findings: [Finding] = []
        for measure in library.measures {
            let mine = cases.filter { $0["measure"]?.text?.lowercased() == measure.id.lowercased() }
            guard let file = mine.first else {
                findings.append(
                    Finding(
                        .error, "measure.no-cases", "\(measure.id) has no cases.yaml", at: measure.origin,
                        fix: "Write made-up patients with what should come out beside the measure's file.", owner: .hub))
                continue
            }
            let year = file["period"]?.text.flatMap { Period($0) }
            let own = mine.flatMap { $0["cases"]?.list ?? [] }.filter { item in
                let period = item["period"]?.text.flatMap { Period($0) } ?? year
                return period.flatMap { library.measure(measure.id, for: $0) }?.version == measure.version
            }
            let populations = own.flatMap { item -> [[String]] in
                guard let answer = item["is"] else { return [] }
                if let entries = answer.entries { return entries.map { ($0.value.list ?? []).compactMap(\.text) } }
                return [(answer.list ?? []).compactMap(\.text)]
            }
            let hasMet = populations.contains { $0.contains("numerator") }
            let hasOther = populations.contains { !$0.contains("numerator") }
            if !hasMet || !hasOther {
                findings.append(
                    Finding(
                        .error, "measure.no-cases",
                        own.isEmpty
                            ? "no case is judged by \(measure.version)"
                            : "the cases of \(measure.version) hold nobody who is \(hasMet ? "outside of" : "in") the numerator",
                        at: file.origin, fix: "Add made-up patients with a `period` that ends in \(measure.year).", owner: .hub))
            }
        }
        return findings
    }
}

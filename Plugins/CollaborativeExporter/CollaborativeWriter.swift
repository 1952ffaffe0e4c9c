internal import HubCore

/// Holds the rows until the end: blinded practices must stand in the order of their blinded codes, or the order would tell who they are.
struct CollaborativeWriter: ReportWriter {
    let policy: Suppression.Policy
    let naming: CollaborativeExporter.Naming
    private var practices: [(code: String, rows: String)] = []

    init(policy: Suppression.Policy, naming: CollaborativeExporter.Naming) {
        (self.policy, self.naming) = (policy, naming)
    }

    mutating func write(_ report: PracticeReport, to sink: any ByteSink) throws(HubError) {
        if naming == .blinded, report.blindedCode?.isEmpty ?? true {
            throw HubError(
                .conflict, "practice \(report.practiceCode) has no blinded code, so it cannot be in a blinded table",
                hint: "Give the practice a blinded code, or export with practices=named.")
        }
        let practice = naming == .blinded ? "" : report.practiceCode
        var rows = ""
        let results = report.results.sorted(by: Self.inOrder)
        for (result, counts) in zip(results, Suppression.apply(policy: policy, to: results)) {
            rows += CSVText.line(CollaborativeRow(practice: practice, report: report, result: result, counts: counts).cells)
        }
        practices.append((naming == .blinded ? report.blindedCode ?? "" : report.practiceCode, rows))
    }

    mutating func finish(to sink: any ByteSink) throws(HubError) {
        try sink.write(CSVText.line(CollaborativeRow.header))
        for practice in naming == .blinded ? practices.sorted(by: { $0.code < $1.code }) : practices where !practice.rows.isEmpty {
            try sink.write(practice.rows)
        }
        practices = []
    }

    private static func inOrder(_ a: MeasureResult, _ b: MeasureResult) -> Bool {
        func key(_ r: MeasureResult) -> [String] {
            [r.periodEnd, r.periodStart, r.measure, r.version, r.group, r.stratum, r.source.rawValue, r.periodKind]
        }
        return key(a).lexicographicallyPrecedes(key(b))
    }
}

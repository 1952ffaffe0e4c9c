internal import Foundation
internal import HubCore
internal import HubPipeline

/// A receipt for people: what came in, what is wrong with it, what it is enough for.
struct ReceiptPrinter {
    var findings: FindingPrinter
    /// Completeness element by element, and not a line a measure.
    var details = false
    private var console: Console { findings.console }

    init(findings: FindingPrinter, details: Bool = false) { (self.findings, self.details) = (findings, details) }

    func print(_ receipt: ImportReceipt) {
        findings.print(receipt.groups)
        printFiles(receipt)
        let facts = receipt.facts.sorted { $0.value > $1.value }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        // A report of counts has no patients, and nobody need be told so.
        if receipt.reported.isEmpty || receipt.patients > 0 || !facts.isEmpty {
            console.print("\(receipt.patients) patients; \(facts.isEmpty ? "no facts" : facts)")
        }
        ReportedPrinter(console: console).print(receipt.reported)
        if let coverage = receipt.coverage { print(coverage) }
        for skip in receipt.skips { console.print("skipped \(skip.count): \(skip.reason) [\(skip.id)]".visible) }
        printCompleteness(receipt)
    }

    private func printFiles(_ receipt: ImportReceipt) {
        let all = receipt.files.count > 30 ? receipt.files.filter { $0.state != .taken } : receipt.files
        let shown = all.prefix(30)
        if !shown.isEmpty {
            console.print(
                table: shown.map { file in
                    [
                        file.name, file.mapping ?? file.format ?? "", file.state.rawValue, "\(file.read)", "\(file.accepted)",
                        "\(file.rejected)",
                        "\(file.skipped)",
                    ]
                }, header: ["file", "read as", "state", "read", "accepted", "rejected", "skipped"])
        }
        if all.count > shown.count { console.print("… and \(all.count - shown.count) more; all of them with --json") }
        console.print(
            "\(receipt.files.count) files: \(receipt.read) rows or entries read = \(receipt.accepted) accepted + \(receipt.rejected) rejected + "
                + "\(receipt.skipped) skipped")
    }

    private func print(_ coverage: ImportReceipt.Coverage) {
        console.print(
            "extraction coverage: \(coverage.documents) documents, \(coverage.sections) sections (\(coverage.narrativeOnly) narrative only), "
                + "\(coverage.entries) entries: \(coverage.taken) taken, \(coverage.saidToBeEmpty) said to be empty, "
                + "\(coverage.notNeeded) not needed, \(coverage.notUnderstood) not understood")
    }

    private func printCompleteness(_ receipt: ImportReceipt) {
        guard !receipt.completeness.isEmpty else {
            if receipt.period == nil, receipt.reported.isEmpty || receipt.patients > 0 {
                console.say("Name the reporting period (--period 2026) to see for which measures this is enough.")
            }
            return
        }
        console.print("")
        details ? printElements(receipt) : printMeasures(receipt)
    }

    private func printMeasures(_ receipt: ImportReceipt) {
        let titles = Dictionary(receipt.results.map { ($0.measure, $0.title) }) { first, _ in first }
        let summary = CompletenessSummary(completeness: receipt.completeness, titles: titles)
        for (mark, words) in summary.lines { console.print("\(paint(mark)) " + words.visible) }
        let nobody = summary.notApplicable
        if !nobody.isEmpty { console.print("– about nobody  " + nobody.joined(separator: ", ").visible) }
        console.say("What each element lacks and what to do about it: --details.")
    }

    private func paint(_ mark: CompletenessSummary.Mark) -> String {
        switch mark {
        case .enough: console.paint("✓ enough       ", .green)
        case .gaps: console.paint("~ with gaps    ", .yellow)
        case .notEnough: console.paint("✗ not enough   ", .red)
        case .unknown: "? could not run"
        }
    }

    private func printElements(_ receipt: ImportReceipt) {
        for item in receipt.completeness {
            let mark =
                switch item.state {
                case .pass: console.paint("✓ enough       ", .green)
                case .passWithFailures: console.paint("~ with gaps    ", .yellow)
                case .fail: console.paint("✗ not enough   ", .red)
                case .notApplicable: "– not applicable"
                case .couldNotRun: "? could not run "
                }
            let words = "\(item.measure): \(item.words)" + (item.fix.isEmpty || item.state == .pass ? "" : " To do: \(item.fix)")
            console.print("\(mark) " + words.visible)
        }
    }
}

import HubCore
import HubPipeline
import HubTesting

/// What came of a case, as text: files, skips, findings with place, count, words and owner, and the facts.
struct CaseReport {
    var text = ""

    mutating func add(_ receipt: ImportReceipt) {
        for file in receipt.files {
            let by = [file.format, file.mapping.map { "mapping \($0)" }].compactMap { $0 }.joined(separator: ", ")
            text += "file \(file.name): \(file.state.rawValue)\(by.isEmpty ? "" : " (\(by))")"
            text += ": read \(file.read) = \(file.accepted) accepted + \(file.rejected) rejected + \(file.skipped) skipped\n"
        }
        for skip in receipt.skips { text += "skipped \(skip.count): \(skip.id): \(skip.reason)\n" }
        // What a few rows lack for a whole practice's reporting is of no interest here, but must not change unseen.
        let lacking = receipt.causes.filter { $0.id.hasPrefix("CMP-") }.map { "\($0.id) (\($0.count)×)" }.sorted()
        if !lacking.isEmpty { text += "lacking: \(lacking.joined(separator: ", "))\n" }
        for cause in receipt.causes where !cause.id.hasPrefix("CMP-") {
            text += "\(cause.severity) \(cause.id), \(cause.count)×, for the \(cause.owner ?? "?"): \(cause.message)\n"
            text += "    at \(cause.places.joined(separator: "; "))\n"
            if let fix = cause.fix { text += "    do: \(fix)\n" }
        }
        if receipt.causes.isEmpty { text += "no findings\n" }
    }

    mutating func add(stored receipt: ImportReceipt) {
        guard let submission = receipt.submission else {
            text += "nothing was stored\n"
            return
        }
        let others = receipt.superseded.map(String.init).joined(separator: ", ")
        text += "stored as \(submission)\(others.isEmpty ? "" : ", in the place of \(others)"): \(receipt.patients) patients\n"
    }

    /// The numbers of the measures that the case asks for.
    mutating func add(results receipt: ImportReceipt) {
        for result in receipt.results {
            let counts = result.counts
            text +=
                "\(result.measure) group \(result.group)\(result.stratum.isEmpty ? "" : " \(result.stratum)"): ip \(counts.initialPopulation) "
            text += "den \(counts.denominator) denex \(counts.denominatorExclusion) num \(counts.numerator) "
            text += "rate \(counts.rate.map { "\($0)" } ?? "not applicable")\n"
        }
    }

    mutating func add(_ facts: FactList) {
        for line in facts.lines { text += line + "\n" }
        if facts.lines.isEmpty { text += "no facts\n" }
    }
}

/// Keeps what came out of the whole line, one line each.
final class FactList: FactSink {
    private(set) var lines: [String] = []

    func take(_ patient: Patient) { lines.append(FactLine.of(patient)) }
    func take(_ fact: Fact) { lines.append(FactLine.of(fact)) }
    func take(_ result: ReportedResult) { lines.append(FactLine.of(result)) }
    func takeBack(_ results: Set<ReportedResult>) { for result in results { lines.removeAll { $0 == FactLine.of(result) } } }
    func accepted() {}
    func rejected(_ finding: Finding) {}
    func skipped(_ reason: SkipReason, at origin: Origin) {}
    func note(_ finding: Finding) {}
    func covered(_ coverage: ExtractionCoverage) {}
}

import HubCore

extension ReportedBatch {
    /// Whether rates without a `%` are shares (0.64) or percents (64): one answer for the file. Where nothing tells, they are left alone.
    mutating func decideRates() {
        let bare = entries.indices.filter { entries[$0].isFine && entries[$0].result.bareRate != nil }
        guard !bare.isEmpty else { return }
        let isPercent = bare.contains { entries[$0].result.bareRate ?? 0 > 1 } || fitsPercentOnly(bare)
        // A file of ones and noughts could be either.
        let isSilent =
            !isPercent && bare.allSatisfy { [0, 1].contains(entries[$0].result.bareRate) && entries[$0].result.rateDecimals == 0 }
        for at in bare {
            guard let rate = entries[at].result.bareRate, !isSilent || rate == 0 else { continue }
            entries[at].result.rate = isPercent ? PrintedRate.share(ofPercent: rate) : rate
            if isPercent { entries[at].result.rateDecimals = (entries[at].result.rateDecimals ?? 0) + 2 }
        }
    }

    private func fitsPercentOnly(_ bare: [Int]) -> Bool {
        var (asPercent, asShare) = (0, 0)
        for at in bare {
            let one = entries[at].result
            guard let rate = one.bareRate, rate > 0, let num = one.numerator.number, let den = one.denominator.number else { continue }
            for eligible in Set([den, den - (one.leftOut ?? 0)]) where eligible > 0 {
                if RateFit(decimals: one.rateDecimals ?? 0).fits(rate, num, of: eligible) { asShare += 1 }
                if RateFit(decimals: (one.rateDecimals ?? 0) + 2).fits(rate / 100, num, of: eligible) { asPercent += 1 }
            }
        }
        return asPercent > 0 && asShare == 0
    }

    mutating func proveConvention() {
        let asked = entries.indices.filter { entries[$0].isFine && entries[$0].result.convention == .unknown }
        guard !asked.isEmpty else { return }
        var proof = ConventionProof()
        for at in asked {
            var result = entries[at].result
            if entries[at].measure?.hasExceptions == false, result.exceptions == .missing { result.exceptions = .notApplicable }
            result.isComplement = entries[at].isComplement
            proof.add(result)
        }
        func settle(_ convention: ReportedResult.Convention) { for at in asked { entries[at].result.convention = convention } }
        switch proof.verdict {
        case .proven(let convention, let rows):
            settle(convention)
            let words =
                convention == .gross
                ? "exclusions are still in the denominators (gross)" : "exclusions are already out of the denominators (net)"
            fileFindings.append(
                finding(
                    .note, "reported.convention-proven", "\(words): the arithmetic of \(rows) \(rows == 1 ? "row" : "rows") shows it",
                    fix: nil, owner: nil))
        case .noMatter: settle(.gross)
        case .notCounted:
            fileFindings.append(
                finding(
                    .warning, "reported.exclusions-unknown",
                    "the file has no counts of exclusions, so nobody can tell whether its denominators are before or after exclusions",
                    fix: "Add the columns of exclusions and exceptions to the report; or say `denominator: gross` or `net` in the mapping.")
            )
        case .masked:
            fileFindings.append(
                finding(
                    .warning, "reported.exclusions-masked",
                    "counts of exclusions or exceptions are masked (as `<11` or `*`), and nothing in the file proves whether its denominators are before exclusions (gross) or after (net); no rate is worked out where they are masked",
                    fix: "Ask for the report without masking, or ask the EMR's vendor and say `denominator: gross` or `net` in the mapping."
                ))
        case .undecided:
            fileFindings.append(
                finding(
                    .warning, "reported.convention-unknown",
                    "nothing in the file proves whether its denominators are before exclusions (gross) or after (net); no rate is worked out where something was excluded",
                    fix: "Add the printed rate to the report, or ask the EMR's vendor and say `denominator: gross` or `net` in the mapping."
                ))
        }
    }

    mutating func makeCanonical() {
        var within = 0
        for at in entries.indices where entries[at].isFine {
            let sent = entries[at].result
            do throws(Canonical.Trouble) {
                let (result, off) = try Canonical.make(sent, entries[at].measure, lower: entries[at].isComplement)
                entries[at].result = result
                within = max(within, off)
                if result.numerator == .missing, sent.rate != nil || sent.bareRate != nil, sent.denominator.number != nil {
                    entries[at].trouble = finding(
                        .error, "reported.rate-without-counts",
                        "the row has a rate and no numerator, and the numerator cannot be worked out from what is there", sent,
                        fix: "Add the numerator to the report; or the exclusions, and rates as 64.0 %.")
                }
            } catch {
                let words =
                    error == .rateFitsNoCount
                    ? "the row has a rate and no numerator, and no whole number of patients gives this rate"
                    : "the row counts those who are not in the numerator, and who is eligible is not known"
                entries[at].trouble = finding(
                    .error, error == .rateFitsNoCount ? "reported.rate-fits-no-count" : "reported.complement-of-unknown", words, sent,
                    fix: error == .rateFitsNoCount
                        ? "Add the numerator to the report. Is the denominator the one that the rate was computed with?"
                        : "Add the columns of exclusions and exceptions to the report.")
            }
        }
        if within > 0 {
            fileFindings.append(
                finding(
                    .warning, "reported.numerator-from-rate",
                    "numerators were worked out from rounded rates and may be off by up to \(within) \(within == 1 ? "patient" : "patients")",
                    fix: "Add the numerators to the report, or rates with more decimals."))
        }
    }

    /// AGG-002 to AGG-005. The same trouble in many rows is one cause: a column is swapped, and not each number wrong by itself.
    mutating func judgeRows() {
        var failed: [Int: [(entry: Int, words: [String: String])]] = [:]
        for at in entries.indices where entries[at].isFine {
            for (number, rule) in sink.rowRules.enumerated() {
                guard let words = rule.breach(entries[at].result) else { continue }
                failed[number, default: []].append((at, words))
                entries[at].trouble = finding(rule.rule.severity, rule.rule.id, "", entries[at].result, fix: "")
                break
            }
        }
        for (number, rows) in failed {
            let rule = sink.rowRules[number]
            for (at, words) in rows {
                entries[at].trouble = rule.finding(words, shared: rows.count > 5, at: Origin(sink.file, entries[at].result.position))
            }
        }
    }

    /// Hands everything on: a unit is accepted when one of its results can be used.
    func release(to next: any FactSink) throws(HubError) {
        var at = 0
        for unit in 0..<unitCount {
            var mine: [Entry] = []
            while at < entries.count, entries[at].unit == unit {
                mine.append(entries[at])
                at += 1
            }
            for entry in mine where entry.isFine { try next.take(entry.result) }
            let troubles = mine.compactMap(\.trouble)
            if mine.contains(where: \.isFine) {
                for trouble in troubles { try next.note(trouble) }
                try next.accepted()
            } else if let first = troubles.first {
                for trouble in troubles.dropFirst() { try next.note(trouble) }
                try next.rejected(first)
            } else {
                try next.skipped(
                    SkipReason("reported.repeated", "the same numbers were there before"),
                    at: Origin(sink.file, mine.first?.result.position))
            }
        }
    }
}

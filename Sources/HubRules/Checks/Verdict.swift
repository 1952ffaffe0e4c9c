import HubCore

extension Rule {
    /// Counts what is wrong against the tolerance. Something wrong within the tolerance is told as a note.
    func violations(
        _ wrong: Int, of judged: Int, subject: String = "", places: Places = Places(), desk: Desk, words: [String: String] = [:],
        estimated: Bool = false
    ) -> CheckResult {
        guard judged > 0 else { return CheckResult(rule: id, subject: subject, state: .notApplicable) }
        let fails = tolerance.isPassed(by: wrong, of: judged)
        var result = CheckResult(rule: id, subject: subject, state: wrong == 0 ? .pass : fails ? .fail : .passWithFailures)
        (result.numerator, result.denominator, result.isEstimate) = (wrong, judged, estimated)
        result.value = Double(wrong) * 100 / Double(judged)
        result.threshold = tolerance.pct
        if wrong > 0 {
            let about = estimated ? "about " : ""
            let known = [
                "n": about + Words.count(wrong), "t": about + Words.count(judged), "pct": Words.percent(wrong, of: judged),
                "max": Words.number(tolerance.pct),
            ]
            result.finding = found(
                fails ? severity : .note, known.merging(words) { $1 }, count: wrong, places: places, desk: desk)
        }
        return result
    }

    /// Counts what is there against a minimum share in percent.
    func share(
        _ have: Int, of judged: Int, atLeast minimum: Double, subject: String = "", places: Places = Places(), desk: Desk,
        words: [String: String] = [:]
    ) -> CheckResult {
        guard judged > 0 else { return CheckResult(rule: id, subject: subject, state: .notApplicable) }
        let fails = Double(have) * 100 < minimum * Double(judged)
        var result = CheckResult(rule: id, subject: subject, state: have == judged ? .pass : fails ? .fail : .passWithFailures)
        (result.numerator, result.denominator) = (have, judged)
        result.value = Double(have) * 100 / Double(judged)
        result.threshold = minimum
        if fails {
            let known = [
                "n": Words.count(judged - have), "have": Words.count(have), "t": Words.count(judged),
                "pct": Words.percent(have, of: judged), "min": Words.number(minimum),
            ]
            result.finding = found(severity, known.merging(words) { $1 }, count: judged - have, places: places, desk: desk)
        }
        return result
    }

    func couldNotRun(subject: String = "") -> CheckResult { CheckResult(rule: id, subject: subject, state: .couldNotRun) }
    func notApplicable(subject: String = "") -> CheckResult { CheckResult(rule: id, subject: subject, state: .notApplicable) }

    /// One cause, one finding.
    func found(
        _ severity: Finding.Severity, _ words: [String: String], count: Int = 1, places: Places = Places(), desk: Desk
    ) -> FindingGroup {
        let origins = places.first.compactMap { $0.origin(in: desk.files) }
        let first = Finding(
            severity, id, Message.fill(message, words), at: origins.first ?? Origin(desk.wholeSubmission),
            fix: fix.isEmpty ? nil : Message.fill(fix, words), owner: owner)
        return FindingGroup(first: first, count: count, places: origins)
    }
}

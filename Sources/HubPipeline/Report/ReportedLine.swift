package import HubCore
package import HubRules
package import HubStore

/// One number of a practice's own report, for JSON and for tables.
package struct ReportedLine: Encodable, Sendable, Hashable {
    /// A count, or why there is none.
    package struct Count: Encodable, Sendable, Hashable {
        package var count: Int?
        /// `counted`, `missing`, `suppressed`, `not-applicable`.
        package var state: String

        init(_ count: ReportedResult.Count) { (self.count, state) = (count.number, count.state) }

        /// `85`, `missing`, `suppressed`, `n/a`.
        package var words: String { count.map(String.init) ?? (state == "not-applicable" ? "n/a" : state) }
    }

    package var measure, version, sentMeasure, group, stratum: String
    package var level, levelKey: String
    package var supplement: String?
    package var periodStart, periodEnd: String
    package var source: String
    package var initialPopulation, denominator, exclusions, exceptions, numerator: Count
    /// Denominator without exclusions and exceptions; nil when it cannot be known.
    package var eligible: Int?
    package var rate, printedRate: Double?
    /// What the file's denominators are; the denominator here is gross wherever it is known.
    package var convention: String
    package var exclusionsUnknown, complement: Bool
    package var dataSourceCode, sampleSize: Int?
    package var file: String
    package var line: Int
    /// The submission that it counts from; nil before it is stored.
    package var submission: Int?
    package var practice: String?
    /// Of a computed number: the practice's data have changed since.
    package var isStale: Bool?

    /// A number that the hub computed.
    package init(_ stored: StoredResult, practice: String, isStale: Bool) {
        let (result, counts) = (stored.result, stored.result.counts)
        (measure, version, sentMeasure, group, stratum) = (result.measure, result.version, result.measure, result.group, result.stratum)
        (level, levelKey, periodStart, periodEnd) = (
            result.level?.rawValue ?? "practice", result.levelKey ?? "", result.periodStart, result.periodEnd
        )
        source = result.source.rawValue
        initialPopulation = Count(.counted(counts.initialPopulation))
        denominator = Count(.counted(counts.denominator))
        exclusions = Count(.counted(counts.denominatorExclusion))
        exceptions = Count(.counted(counts.denominatorException))
        numerator = Count(.counted(counts.numerator))
        (eligible, rate, convention) = (counts.eligible, counts.rate, "gross")
        (exclusionsUnknown, complement, file, line) = (false, false, "", 0)
        (self.practice, self.isStale, submission) = (practice, isStale, stored.submission.map(Int.init))
    }

    package init(_ result: ReportedResult, file: String, submission: Int? = nil) {
        (measure, version, sentMeasure) = (result.measure ?? "", result.version ?? "", result.sentMeasure)
        (group, stratum, level, levelKey) = (result.group, result.stratum, result.level.word, result.levelKey)
        supplement = result.supplement.map { "\($0.kind.word) \($0.code)" }
        (periodStart, periodEnd) = (result.periodStart?.description ?? "", result.periodEnd?.description ?? "")
        source = result.source.rawValue
        initialPopulation = Count(result.initialPopulation)
        denominator = Count(result.denominator)
        exclusions = Count(result.exclusions)
        exceptions = Count(result.exceptions)
        numerator = Count(result.numerator)
        (eligible, rate, printedRate) = (result.eligible, result.share, result.rate)
        (convention, exclusionsUnknown, complement) = (result.convention.word, result.exclusionsUnknown, result.isComplement)
        (dataSourceCode, sampleSize) = (result.dataSourceCode, result.sampleSize)
        (self.file, line, self.submission) = (file, result.position.line, submission)
    }

    package var period: String { "\(periodStart)..\(periodEnd)" }
    package var isPractice: Bool { level == "practice" && supplement == nil }

    /// `60 of 85`, or what is missing.
    package var words: String {
        guard let numerator = numerator.count else { return "numerator \(self.numerator.words)" }
        if let eligible { return "\(numerator) of \(eligible)" }
        return denominator.count.map { "\(numerator), denominator \($0)" } ?? "\(numerator), denominator \(denominator.words)"
    }

    /// `70.6 %`; empty when there is none.
    package var percent: String {
        guard let rate else { return eligible == 0 ? "nobody eligible" : "" }
        let tenths = Int((rate * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }
}

extension MeasureResult {
    /// A reported number beside computed ones. Counts that nobody knows are told in ``notKnown``.
    package init(_ reported: ReportedResult, names: MeasureNames) {
        var counts = PopulationCounts()
        var unknown: [String: String] = [:]
        func take(_ count: ReportedResult.Count, _ name: String, _ path: WritableKeyPath<PopulationCounts, Int>) {
            if let number = count.number { counts[keyPath: path] = number } else { unknown[name] = count.state }
        }
        take(reported.initialPopulation, "initial-population", \.initialPopulation)
        take(reported.denominator, "denominator", \.denominator)
        take(reported.numerator, "numerator", \.numerator)
        take(reported.exclusions, "denominator-exclusion", \.denominatorExclusion)
        take(reported.exceptions, "denominator-exception", \.denominatorException)
        if let sample = reported.sampleSize, let den = reported.denominator.number, sample < den {
            // The numerator is of the records reviewed; nothing is scaled up.
            unknown["sample"] = "\(sample) of \(den)"
            (counts.denominator, counts.denominatorExclusion, counts.denominatorException) = (sample, 0, 0)
        }
        if reported.eligible == nil {
            unknown["eligible"] =
                reported.denominator.number == nil ? reported.denominator.state : reported.isLeftOutMasked ? "suppressed" : "missing"
        }
        let known = reported.measure.flatMap { names[$0] }
        let (start, end) = (reported.periodStart?.description ?? "", reported.periodEnd?.description ?? "")
        self.init(
            measure: reported.measure ?? reported.sentMeasure, version: reported.version ?? "", title: known?.title ?? reported.sentMeasure,
            group: reported.group, periodStart: start, periodEnd: end, periodKind: Period("\(start)..\(end)").map(Judging.kind) ?? "custom",
            counts: counts, source: reported.source)
        stratum = reported.stratum
        lowerIsBetter = known?.lowerIsBetter ?? false
        notKnown = unknown.isEmpty ? nil : unknown
    }
}

/// Counts of a proportion measure's populations, gross: exclusions and exceptions are still inside the denominator.
public struct PopulationCounts: Hashable, Sendable, Codable {
    public var initialPopulation = 0
    public var denominator = 0
    public var denominatorExclusion = 0
    public var denominatorException = 0
    public var numerator = 0

    public init() {}

    public var eligible: Int { denominator - denominatorExclusion - denominatorException }
    /// Nil when nobody is eligible: not applicable is not zero.
    public var rate: Double? { eligible > 0 ? Double(numerator) / Double(eligible) : nil }
}

/// Where a number came from.
public enum ResultSource: String, Sendable, Codable, CaseIterable {
    case computed, reportedCSV = "reported-csv", reportedQRDA3 = "reported-qrda3", reportedFHIR = "reported-fhir",
        manual
    case chartSample = "chart-sample"
}

/// One number: a measure's group (or a stratum of it) over one period at one practice.
public struct MeasureResult: Hashable, Sendable, Codable {
    public var measure: String
    /// E.g. `CMS165v14`.
    public var version: String
    public var title: String
    /// Empty when the measure has one rate.
    public var groupTitle = ""
    public var group: String
    /// Empty for the whole group.
    public var stratum = ""
    public var lowerIsBetter = false
    public var periodStart: String
    public var periodEnd: String
    /// `calendar-year`, `rolling-12`, `custom`.
    public var periodKind: String
    public var counts: PopulationCounts
    public var source: ResultSource
    /// Populations whose count nobody knows, by FHIR's words, with why: `denominator-exclusion` → `missing`, `suppressed`, `not-applicable`; there the
    /// number in ``counts`` is 0 and means nothing. `eligible` → `missing` when no rate can be worked out. Nil: all are known.
    public var notKnown: [String: String]?
    /// Whose patients are counted; nil for the practice.
    public var level: Level?
    /// The provider or site, by the source's name.
    public var levelKey: String?

    /// Parts of a practice.
    public enum Level: String, Sendable, Codable, CaseIterable { case provider, site }

    /// Numerator and denominator are numbers.
    public var isCounted: Bool { notKnown?["denominator"] == nil && notKnown?["numerator"] == nil }
    public var isEligibleKnown: Bool { isCounted && notKnown?["eligible"] == nil }

    public init(
        measure: String, version: String, title: String, group: String, periodStart: String, periodEnd: String,
        periodKind: String, counts: PopulationCounts, source: ResultSource
    ) {
        self.measure = measure
        self.version = version
        self.title = title
        self.group = group
        self.periodStart = periodStart
        self.periodEnd = periodEnd
        self.periodKind = periodKind
        self.counts = counts
        self.source = source
    }
}

/// What a check came to. Never collapsed: a check that did not apply is not a pass, nor is one that could not run.
public enum CheckState: String, Sendable, Codable, CaseIterable {
    case pass, passWithFailures = "pass-with-failures", fail, notApplicable = "not-applicable", couldNotRun =
        "could-not-run"
}

/// How complete one data element is for one measure: "blood pressure: 91 % of hypertensive patients have one in the period".
public struct ElementCompleteness: Hashable, Sendable, Codable {
    public var measure: String
    public var periodStart: String
    public var periodEnd: String
    /// "Blood pressure".
    public var element: String
    /// "patients with hypertension".
    public var population: String
    public var have: Int
    public var of: Int
    /// The share below which the measure is not to be trusted; 0 when there is none.
    public var minimum: Double
    public var state: CheckState
    /// One sentence for a person: "Smoking status has no date in any row."
    public var words: String
    /// What to do in the EMR, one sentence; empty when nothing needs doing.
    public var fix: String

    public init(
        measure: String, periodStart: String, periodEnd: String, element: String, population: String, have: Int,
        of: Int,
        minimum: Double, state: CheckState, words: String, fix: String
    ) {
        self.measure = measure
        self.periodStart = periodStart
        self.periodEnd = periodEnd
        self.element = element
        self.population = population
        self.have = have
        self.of = of
        self.minimum = minimum
        self.state = state
        self.words = words
        self.fix = fix
    }
}

/// A problem as a report shows it: what, how often, what to do, who.
public struct ReportedProblem: Hashable, Sendable, Codable {
    public var id: String
    public var severity: Finding.Severity
    public var message: String
    public var count: Int
    /// `file:line:column`, at most ten.
    public var places: [String]
    public var fix: String
    public var owner: Finding.Owner?

    public init(
        id: String, severity: Finding.Severity, message: String, count: Int, places: [String], fix: String,
        owner: Finding.Owner?
    ) {
        self.id = id
        self.severity = severity
        self.message = message
        self.count = count
        self.places = places
        self.fix = fix
        self.owner = owner
    }
}

/// Everything that a report says about one practice. A value: exporters read it and look nowhere else.
public struct PracticeReport: Sendable, Codable {
    public struct File: Sendable, Codable, Hashable {
        public var name: String
        public var format: String
        public var read, accepted, rejected, skipped: Int
        public init(name: String, format: String, read: Int, accepted: Int, rejected: Int, skipped: Int) {
            (self.name, self.format, self.read) = (name, format, read)
            (self.accepted, self.rejected, self.skipped) = (accepted, rejected, skipped)
        }
    }

    public var practiceCode: String
    public var practiceName: String
    /// Random and stored; nil when the practice has none yet.
    public var blindedCode: String?
    public var patients = 0
    /// The submissions that the numbers rest on, e.g. `7`.
    public var submissions: [Int] = []
    /// When the newest of them was received, `2026-03-02T14:05:00Z`.
    public var receivedAt = ""
    /// Names the data, measures and value sets that the numbers were made from.
    public var runID = ""
    public var generatedAt = ""
    public var results: [MeasureResult] = []
    public var completeness: [ElementCompleteness] = []
    /// Worst first.
    public var problems: [ReportedProblem] = []
    public var files: [File] = []

    public init(practiceCode: String, practiceName: String) {
        self.practiceCode = practiceCode
        self.practiceName = practiceName
    }
}

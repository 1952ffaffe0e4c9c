package import HubCore

/// A quality measure as its YAML file says it, names resolved, value sets still by OID.
package struct Measure: Sendable {
    /// `CMS165`, the same in every year.
    package var id: String
    /// `CMS165v14`.
    package var version: String
    /// The measurement year that this version is for.
    package var year: Int
    package var title: String
    package var steward = ""
    package var licence = ""
    package var derivedFrom = ""
    package var lowerIsBetter = false
    /// One published rate out of several groups: the sum of their counts.
    package var combinesGroups = false
    /// What is counted, when that is encounters and not patients.
    package var encounters: Events?
    package var groups: [Group] = []
    package var strata: [Stratum] = []
    package var requires: [Requirement] = []
    /// By the name of a definition: what to tell when it is not met.
    package var gaps: [String: String] = [:]
    /// The names that definitions and parts of criteria go by.
    package var names = Names()
    /// What a name of the file is called for people, where the name itself is no good words.
    package var labels: [String: String] = [:]
    /// What each value set and code is called in the file.
    package var vocabulary: [String: CodeList] = [:]
    /// Sixteen digits that change with every word of the file and of what it `uses`, but with no comment.
    package var contentHash = ""
    /// Every patient of a group is in exactly one stratum, so that strata add up to the whole.
    package var strataPartition = true
    package var origin: Origin

    package struct Group: Sendable {
        package var id: String
        package var title: String
        package var initialPopulation: Criterion
        package var denominator: Criterion?
        package var exclusions: Criterion?
        package var numerator: Criterion
        package var exceptions: Criterion?
    }

    package struct Stratum: Sendable {
        package var id: String
        package var title: String
        package var criterion: Criterion
    }

    /// A data element without which the measure's number means little.
    package struct Requirement: Sendable {
        package var element: String
        /// In words: "patients with hypertension".
        package var population: String
        /// Nil: everybody.
        package var among: Criterion?
        package var need: Need
        /// Percent.
        package var minimum: Double
        package var fix: String

        package enum Need: Sendable { case events(Events), birthDate, sex }
    }

    /// Names by what they stand for, so that equal parts of several measures can be judged once and still be told by name.
    package struct Names: Sendable {
        package var criteria: [Criterion: String] = [:]
        package var events: [Events: String] = [:]
        package var numbers: [Number: String] = [:]
    }

}

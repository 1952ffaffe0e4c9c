internal import HubCore

/// Everything the importer has to say about a document: one cause each, the same words for each place.
enum Notice {
    case noPeriod, oddPeriod, severalPeriods, midnight, badTime, assignedByOrder, unknownIdentifier, otherKind, notAssignable, strataByOrder
    case strataNotAssignable, entity
    case badCount, twoCounts, noCount, unknownPopulation, notUsable, continuous, partWithoutCode, postalCode, badRate, rateWithoutGroup
    case reportingRate, contradicts, noCounts, noMeasure, unknownTemplate, group, provider, noMeasures, notUnderstood, statusNotCompleted

    var id: String { "qrda3." + told.id }
    var severity: Finding.Severity { told.severity }
    var words: String { told.words }
    var fix: String? { told.fix }
    var owner: Finding.Owner? {
        switch self {
        case .group, .entity, .provider, .unknownIdentifier, .postalCode, .reportingRate, .notUsable, .continuous: nil
        case .notUnderstood: .hub
        case .noPeriod, .oddPeriod, .severalPeriods: .exporter
        default: .vendor
        }
    }

    private var told: (severity: Finding.Severity, id: String, words: String, fix: String?) {
        switch self {
        case .noPeriod:
            (
                .error, "no-period", "the document does not say which period its counts are of",
                "Set the reporting period in the EMR and export again."
            )
        case .oddPeriod:
            (.error, "odd-period", "the reporting period ends before it begins; it was not taken", "Export again with the right dates.")
        case .severalPeriods:
            (
                .error, "several-periods", "a section gives more than one reporting period, so none was taken",
                "Export one document for each period."
            )
        case .midnight:
            (.note, "midnight", "the period ends at midnight of a month's first day; the day before was taken as its last", nil)
        case .badTime:
            (.warning, "bad-timestamp", "a date of the reporting period is not one (HL7 dates are YYYYMMDD); it was left out", nil)
        case .assignedByOrder:
            (
                .warning, "by-order",
                "a population's identifier is not a published one of its measure; which rate it belongs to was told by its place in the document",
                "Ask the EMR's vendor for an update: population identifiers are published for each measure and year."
            )
        case .unknownIdentifier:
            (
                .note, "unknown-identifier",
                "a population's identifier is not a published one of its measure; the measure has one rate, so nothing is in doubt", nil
            )
        case .otherKind:
            (
                .warning, "other-kind",
                "a population is called by one name and carries the identifier of another; the name was taken",
                "Ask the EMR's vendor which of the two is meant, and compare the count with the EMR's own screen."
            )
        case .notAssignable:
            (
                .error, "not-assignable",
                "it cannot be told which rate of the measure each population belongs to; the measure was left out",
                "Ask the EMR's vendor to send the published population identifiers."
            )
        case .strataByOrder:
            (
                .warning, "strata-by-order", "a stratum's identifier is not a published one; it was numbered by its place in the document",
                "Ask the EMR's vendor for an update: stratum identifiers are published for each measure and year."
            )
        case .strataNotAssignable:
            (
                .warning, "strata-not-assignable",
                "a stratum's identifier is not a published one, and its place is another's; it was left out",
                "Ask the EMR's vendor for an update: stratum identifiers are published for each measure and year."
            )
        case .badCount:
            (
                .error, "bad-count", "a count is not a whole number of patients; it was taken as missing",
                "Ask the EMR's vendor for a corrected export."
            )
        case .twoCounts:
            (
                .error, "two-counts", "one population, stratum or part has two counts that differ; neither was taken",
                "Compare with the EMR's own screen, and export again."
            )
        case .noCount: (.warning, "no-count", "a population has no count; that is not the same as none", "Export again with all counts.")
        case .unknownPopulation:
            (.warning, "unknown-population", "a population of a kind that no eCQM has; it was left out", nil)
        case .notUsable:
            (
                .note, "not-usable", "numerator exclusions and measure populations are not kept: no measure of the hub has them", nil
            )
        case .continuous:
            (.note, "continuous", "a measure whose result is no proportion", nil)
        case .partWithoutCode:
            (
                .warning, "part-without-code", "a count by race, ethnicity, sex or payer does not say of which; it was left out",
                "Ask the EMR's vendor for a corrected export."
            )
        case .postalCode: (.note, "postal-code", "counts by postal code are not kept", nil)
        case .badRate:
            (
                .warning, "bad-rate", "a performance rate is not a number from 0 to 1; it was left out",
                "Rates are written as fractions: 64 % is 0.64."
            )
        case .rateWithoutGroup:
            (.warning, "rate-not-assignable", "it cannot be told which numerator a performance rate is of; it was left out", nil)
        case .reportingRate: (.note, "reporting-rate", "reporting rates are not kept: the counts give them", nil)
        case .contradicts:
            (
                .error, "contradiction", "the measure is there twice for one period, with different counts; neither was taken",
                "Export again; one document has each measure once."
            )
        case .noCounts: (.error, "no-counts", "the measure has no count at all; it was left out", "Export again with all counts.")
        case .noMeasure:
            (
                .error, "no-measure", "the entry does not say which measure it is; it was left out",
                "Ask the EMR's vendor for a corrected export."
            )
        case .unknownTemplate:
            (
                .note, "unknown-template",
                "the document does not say that it is a QRDA Category III; it was read as one for what it is made of", nil
            )
        case .group: (.note, "group", "the document reports for a group or practice; its counts were taken as the practice's own", nil)
        case .entity: (.note, "entity", "the document reports for an organization that CMS numbers, not for one practice", nil)
        case .provider: (.note, "provider", "the document reports for one provider", nil)
        case .noMeasures:
            (
                .error, "no-measures", "there is no measure in the document, so nothing could be taken from it",
                "Choose the quality measures to report in the EMR, and export again."
            )
        case .notUnderstood: (.warning, "not-understood", "an entry of a kind that is not known", nil)
        case .statusNotCompleted:
            (
                .warning, "not-completed", "the measure's counts are not said to be complete; they were taken as they are",
                "Wait until the EMR has finished, and export again."
            )
        }
    }
}

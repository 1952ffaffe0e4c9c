internal import HubCore

/// Adds up what the measures must come to, straight from the made-up charts and without the hub's engine: an oracle for the whole way
/// from file to number.
///
/// CMS165, CMS122 and CMS138 as specified for 2026. Of the exclusions, hospice, pregnancy and kidney failure occur in the samples.
struct TruthTally {
    private let periods: [Period]
    private var counts: [Rate: [PopulationCounts]]

    enum Rate: Int, CaseIterable {
        case pressure, glycemia, tobaccoScreened, tobaccoTreated, tobaccoOverall

        var measure: String {
            switch self {
            case .pressure: "CMS165"
            case .glycemia: "CMS122"
            default: "CMS138"
            }
        }
        var group: String {
            switch self {
            case .tobaccoTreated: "2"
            case .tobaccoOverall: "3"
            default: "1"
            }
        }
    }

    init(_ period: Period) {
        periods = period.isTwelveMonths ? period.rolling(12) : [period]
        counts = Dictionary(uniqueKeysWithValues: Rate.allCases.map { [periods] in ($0, periods.map { _ in PopulationCounts() }) })
    }

    mutating func add(_ person: MadeUpPatient) {
        for (at, period) in periods.enumerated() {
            let chart = ChartYear(person, period)
            count(.pressure, at, chart.pressure)
            count(.glycemia, at, chart.glycemia)
            let tobacco = chart.tobacco
            count(.tobaccoScreened, at, tobacco.screened)
            count(.tobaccoTreated, at, tobacco.treated)
            count(.tobaccoOverall, at, tobacco.overall)
        }
    }

    private mutating func count(_ rate: Rate, _ at: Int, _ member: Membership) {
        guard member.initial else { return }
        counts[rate]?[at].initialPopulation += 1
        guard member.denominator else { return }
        counts[rate]?[at].denominator += 1
        if member.excluded {
            counts[rate]?[at].denominatorExclusion += 1
        } else if member.numerator {
            counts[rate]?[at].numerator += 1
        }
    }

    /// By measure and group, then by period.
    var truths: [SampleTruth] {
        Rate.allCases.flatMap { rate in
            zip(periods, counts[rate] ?? []).map { period, counts in
                SampleTruth(
                    measure: rate.measure, group: rate.group, periodStart: period.start.description,
                    periodEnd: period.end.description, counts: counts)
            }
        }
    }
}

struct Membership {
    var initial = false
    var denominator = true
    var excluded = false
    var numerator = false
}

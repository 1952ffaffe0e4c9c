internal import HubCore

/// Counts that a row of a report gives: one measure's, or one block of a wide row.
struct ResultSpec: Sendable {
    var when: [Condition] = []
    var measure: FieldSpec
    var kind = ReportedResult.NameKind.any
    var title: FieldSpec?
    var version: FieldSpec?
    var group: FieldSpec?
    var stratum: FieldSpec?
    /// Who is counted: a word for the level, a column that names the provider, one that names the site.
    var level: FieldSpec?
    var provider: FieldSpec?
    var site: FieldSpec?
    var period: FieldSpec?
    var start: FieldSpec?
    var end: FieldSpec?
    var rollingMonths: Int?
    var dataSource: FieldSpec?
    var sample: FieldSpec?
    var counts: [ResultPart: FieldSpec] = [:]
    var rate: FieldSpec?
    var convention = ReportedResult.Convention.unknown
    var isComplement = false
    var source = ResultSource.reportedCSV

    init(_ measure: FieldSpec) { self.measure = measure }

    var fields: [FieldSpec] {
        let one = [title, version, group, stratum, level, provider, site, period, start, end, dataSource, sample, rate].compactMap { $0 }
        return [measure] + one + ResultPart.allCases.compactMap { counts[$0] }
    }
}

/// The populations, as mappings name them.
enum ResultPart: String, CaseIterable, Sendable {
    case initialPopulation = "initial-population"
    case denominator, exclusions, exceptions, numerator

    var path: WritableKeyPath<ReportedResult, ReportedResult.Count> {
        switch self {
        case .initialPopulation: \.initialPopulation
        case .denominator: \.denominator
        case .exclusions: \.exclusions
        case .exceptions: \.exceptions
        case .numerator: \.numerator
        }
    }

    /// A dash among exclusions says that the measure has none; elsewhere it hides a number.
    var dash: ReportedResult.Count { self == .exclusions || self == .exceptions ? .notApplicable : .suppressed }
}

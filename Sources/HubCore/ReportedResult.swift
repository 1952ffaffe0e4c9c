/// Counts that a source computed itself: one population row of a measure's group, stratum or supplemental part, as an EMR's report, a QRDA III
/// document or a FHIR MeasureReport gives it. The other first-class fact.
///
/// An importer fills in what the source says, in the source's own words where it has to; the hub recognises the measure, proves the denominator's
/// convention, and stores the counts gross.
public struct ReportedResult: Hashable, Sendable {
    /// Never collapsed: zero is data, missing is missing, and a masked cell holds a number that nobody may see.
    public enum Count: Hashable, Sendable {
        case missing
        /// Masked by the sender: `<11`, `*`.
        case suppressed
        case notApplicable
        case counted(Int)

        public var number: Int? { if case .counted(let number) = self { number } else { nil } }
    }

    public enum Level: Int16, FactWord {
        case practice = 1, site, provider, organization
        public var word: String { "\(self)" }
    }

    /// Whether exclusions and exceptions are still inside the denominator that was sent.
    public enum Convention: Int16, FactWord {
        case gross = 1, net, unknown
        public var word: String { "\(self)" }
    }

    /// A part of the population by race, ethnicity, sex or payer.
    public struct Supplement: Hashable, Sendable {
        public enum Kind: Int16, FactWord {
            case race = 1, ethnicity, sex, payer
            public var word: String { "\(self)" }
        }
        public var kind: Kind
        /// CDC race and ethnicity codes, `248152007`/`F`, `A` to `D` or an SOPT code: as sent.
        public var code: String

        public init(_ kind: Kind, _ code: String) { (self.kind, self.code) = (kind, code) }
    }

    /// What a bare number or word of the source stands for, as its column says.
    public enum NameKind: String, CaseIterable, Sendable {
        case any, cms
        /// The number of the consensus-based entity, NQF's of old.
        case cbe
        /// The number in MIPS.
        case quality
        case title
        /// Table and line of the UDS report: `6B 11a`.
        case uds
    }

    /// How the source names the measure: `CMS165v13`, `NQF 0018`, a title, a version-specific GUID.
    public var sentMeasure: String
    public var nameKind = NameKind.any
    /// The title beside it, when the source has both: a witness.
    public var sentTitle: String?
    /// The hub's id, `CMS165`, once recognised.
    public var measure: String?
    /// `CMS165v13`, when the source or its identifiers say so.
    public var version: String?
    /// `1`, `2`, … in the order of the measure's groups; `0` for one number over all groups; empty while the source has not said.
    public var group = "1"
    /// Empty for the whole group.
    public var stratum = ""
    public var supplement: Supplement?

    public var level = Level.practice
    /// The site's, provider's or organization's id in the source; empty for the practice.
    public var levelKey = ""
    public var periodStart: Day?
    public var periodEnd: Day?
    /// `2025 Q3`, `Q3 2025`, `2025`, while it is not days yet.
    public var periodLabel: String?
    /// The counts look back so many months from the period's end: 12 for a rolling year by quarter.
    public var rollingMonths: Int?

    public var initialPopulation = Count.missing
    public var denominator = Count.missing
    public var exclusions = Count.missing
    public var exceptions = Count.missing
    public var numerator = Count.missing
    /// Unknown: to be proven by the arithmetic of the file.
    public var convention = Convention.unknown
    /// The denominator is taken as it was sent, because nobody knows what was left out of it before.
    public var exclusionsUnknown = false
    /// The source counts those who are *not* in the measure's numerator: "A1c 9 % or less".
    public var isComplement = false
    /// As they stood in the source, where the hub had to work out others.
    public var sentDenominator: Count?
    public var sentNumerator: Count?

    /// As printed, 0 to 1, and how many decimals of the fraction were printed ("64 %" → 0.64, 2).
    public var rate: Double?
    public var rateDecimals: Int?
    /// As printed without a `%`: whether 0.64 or 64 is meant is decided for the file.
    public var bareRate: Double?

    public var source: ResultSource
    /// ESCALATES' data source code, 1 to 6.
    public var dataSourceCode: Int?
    /// Charts or records reviewed, where the counts rest on a sample.
    public var sampleSize: Int?

    public var position: Position
    public var path: String?

    public init(_ sentMeasure: String, source: ResultSource, at position: Position) {
        self.sentMeasure = sentMeasure
        self.source = source
        self.position = position
    }
}

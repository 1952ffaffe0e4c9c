internal import HubCore

/// The published identifiers of measures, of their populations and of their strata: which number a count belongs to, whatever the order in which a
/// document lists them. A new performance year is lines in `Identifiers/ecqm-identifiers.txt` and nothing else.
struct MeasureIdentifiers: Sendable {
    struct Measure: Hashable, Sendable {
        var year: Int
        /// `CMS165v13`.
        var version: String
        /// `CMS165`.
        var id: String { String(version.prefix { $0 != "v" }) }
        var groups = 0
    }

    struct Place: Hashable, Sendable {
        /// From 1.
        var group: Int
        var population: PopulationKind?
        /// From 1; nil for a population of the whole group.
        var stratum: Int?
    }

    private var measures: [String: Measure] = [:]
    private var places: [String: [String: Place]] = [:]

    static let shipped = MeasureIdentifiers(String(decoding: PackageResources.ecqm_identifiers_txt, as: UTF8.self))

    /// Lines of `year version group population identifier`; `#` begins a comment, and a line that is none of these is left out.
    init(_ text: String) {
        var guids: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            let words = line.split(separator: " ").map { String($0) }
            guard words.count == 5, let year = Int(words[0]) else { continue }
            if words[3] == "MEASURE" {
                guids[words[1]] = words[4]
                measures[words[4]] = Measure(year: year, version: words[1])
            } else if let guid = guids[words[1]], let group = Int(words[2]) {
                let stratum = words[3].hasPrefix("STRATUM") ? Int(words[3].dropFirst(7)) : nil
                places[guid, default: [:]][words[4]] = Place(group: group, population: PopulationKind(code: words[3]), stratum: stratum)
                let groups = measures[guid]?.groups ?? 0
                measures[guid]?.groups = max(group, groups)
            }
        }
    }

    func measure(_ guid: String) -> Measure? { measures[guid] }
    func place(of id: String, in guid: String) -> Place? { places[guid]?[id] }

    /// `CMS2v14, CMS22v13, …`: for whoever has to find out what a document is about.
    var known: String { measures.values.map(\.version).sorted { Self.number($0) < Self.number($1) }.joined(separator: ", ") }
    var years: [Int] { Set(measures.values.map(\.year)).sorted() }

    private static func number(_ version: String) -> Int { Int(version.dropFirst(3).prefix { $0.isNumber }) ?? 0 }
}

/// Populations in HL7's words.
enum PopulationKind: String, Hashable, Sendable {
    case initial = "IPOP", denominator = "DENOM", exclusions = "DENEX", exceptions = "DENEXCEP", numerator = "NUMER"
    case numeratorExclusions = "NUMEX", measurePopulation = "MSRPOPL", measurePopulationExclusions = "MSRPOPLEX"

    /// `IPP` is what documents before 2014 say.
    init?(code: String) {
        let code = code.uppercased()
        guard let kind = PopulationKind(rawValue: code == "IPP" ? "IPOP" : code) else { return nil }
        self = kind
    }

    /// One of the five that a proportion has.
    var isUsable: Bool {
        switch self {
        case .numeratorExclusions, .measurePopulation, .measurePopulationExclusions: false
        default: true
        }
    }
}

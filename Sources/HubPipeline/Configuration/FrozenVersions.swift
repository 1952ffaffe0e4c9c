internal import HubCore
internal import HubRules

/// Versions that a cohort stays on, whatever the period: by label or by measurement year.
struct FrozenVersions {
    private var labels: [Measure] = []
    private var year: Int?
    private let library: MeasureLibrary

    /// - Throws: ``HubError/Code/notFound`` for a version that is not there, ``HubError/Code/misconfigured`` for one that is only known from
    ///   reports: such a number can be imported, never computed.
    init(_ words: [String], in library: MeasureLibrary, names: MeasureNames) throws(HubError) {
        self.library = library
        for word in words {
            if let year = Int(word), word.count == 4 {
                guard self.year == nil else { throw HubError(.misconfigured, "only one year can be frozen") }
                guard library.measures.contains(where: { $0.year == year }) else {
                    let years = Set(library.measures.map(\.year)).sorted().map(String.init)
                    throw HubError(
                        .notFound, "there are no measures of \(year)", hint: "There are those of \(years.joined(separator: ", ")).")
                }
                self.year = year
            } else if let found = library.measures.first(where: { $0.version.lowercased() == word.lowercased() }) {
                labels.append(found)
            } else if names.measures.contains(where: { $0.legacy.contains { $0.lowercased() == word.lowercased() } }) {
                throw HubError(
                    .misconfigured, "`\(word)` is a legacy version: its numbers are taken from reports, the hub never computes it",
                    hint: "`measurehub measures` lists the versions that can be judged.")
            } else {
                throw HubError(
                    .notFound,
                    "there is no measure version `\(word)`" + Suggestion.words(for: word, among: library.measures.map(\.version)),
                    hint: "`measurehub measures` lists them.")
            }
        }
    }

    /// Nil when the period decides.
    /// - Throws: ``HubError/Code/notFound`` when a year is frozen for which this measure has no version.
    func version(of id: String) throws(HubError) -> Measure? {
        if let found = labels.first(where: { $0.id.lowercased() == id.lowercased() }) { return found }
        guard let year else { return nil }
        guard let found = library.measures.first(where: { $0.id.lowercased() == id.lowercased() && $0.year == year }) else {
            let years = library.measures.filter { $0.id.lowercased() == id.lowercased() }.map { "\($0.year)" }
            guard !years.isEmpty else { return nil }
            throw HubError(
                .notFound, "\(id) has no version for \(year), only for \(years.joined(separator: ", "))",
                hint: "Name the measures with --measure, or freeze versions by label.")
        }
        return found
    }
}

package import HubCore
package import HubRules
internal import HubStore

/// What it takes to count patients by provider, or by site, too.
package struct PartLevel: Sendable {
    package let level: MeasureResult.Level
    package let method: AttributionMethod
    /// OIDs of visits.
    let visits: [String]
    /// For methods that ask a list.
    let roster: Roster?

    /// - Throws: ``HubError/Code/misconfigured`` when the method needs a list and there is none.
    package init(
        _ method: AttributionMethod, by level: MeasureResult.Level = .provider, _ book: AttributionBook, roster: Roster?
    ) throws(HubError) {
        guard roster != nil || !method.needsList else {
            throw HubError(
                .misconfigured, "the method `\(method.id)` asks a list of patients and \(level)s",
                hint: "Name a CSV file with the columns patient,\(level): `--roster FILE`.")
        }
        (self.level, self.method, visits, self.roster) = (level, method, book.visits, roster)
    }

    /// Which method, and which list: results of another one are not current.
    func key(_ practice: String) -> String {
        guard let roster, !roster.isEmpty else { return "\(method.id) (\(method.title))" }
        return "\(method.id) (\(method.title)), list \(roster.mark(practice))"
    }

    /// - Throws: ``HubError/Code/misconfigured`` when the roster cannot be that of these practices.
    func check(_ practices: [Practice], _ database: Database) async throws(HubError) {
        guard let roster else { return }
        guard roster.namesPractices || practices.count < 2 else {
            throw HubError(
                .misconfigured, "the roster does not say whose patients it names, and \(practices.count) practices are to be judged",
                hint: "Two practices may use the same number. Add a column practice with the practices' codes, or name one with --practice."
            )
        }
        let codes = try await database.practices().map(\.code)
        if let unknown = roster.unknownPractices(codes).first {
            throw HubError(
                .misconfigured,
                "the roster names the practice `\(unknown)`, which is not there" + Suggestion.words(for: unknown, among: codes),
                hint: "`measurehub practices` lists them.")
        }
    }

    /// For one practice; the list's patients and providers or sites by their numbers there. Those that no file names get numbers of their own.
    func attribution(
        _ practice: Practice, periods: [Period], codes: CodeTable, terminology: Terminology, database: Database
    ) async throws(HubError) -> (Attribution, names: [Int32: String]) {
        var names = try await database.keys(of: level, practice: practice.id)
        var wanted = Set(visits.map { Coding(.valueSet, $0) })
        for oid in visits { wanted.formUnion(terminology[oid]?.codes ?? []) }
        var numbers: [Int32: Int32] = [:]
        if let roster, !roster.isEmpty {
            var ids = Dictionary(names.map { ($1, $0) }) { first, _ in first }
            var next = (names.keys.max() ?? 0) + 1
            for (id, part) in try roster.parts(practice.code, try await database.patientKeys(practice: practice.id)) {
                if ids[part] == nil {
                    (ids[part], names[next]) = (next, part)
                    next += 1
                }
                numbers[id] = ids[part]
            }
        }
        names[Attribution.nobody] = "unattributed"
        let visits = Set(wanted.compactMap { codes.id(of: $0) })
        return (Attribution(method, by: level, periods: periods, visits: visits, list: numbers), names)
    }
}

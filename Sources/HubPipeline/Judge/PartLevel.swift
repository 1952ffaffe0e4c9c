package import HubCore
package import HubRules
internal import HubStore

/// What it takes to count patients by provider, too.
package struct ProviderLevel: Sendable {
    package let method: AttributionMethod
    /// OIDs of visits.
    let visits: [String]
    /// For methods that ask a list.
    let roster: Roster?

    /// - Throws: ``HubError/Code/misconfigured`` when the method needs a list and there is none.
    package init(_ method: AttributionMethod, _ book: AttributionBook, roster: Roster?) throws(HubError) {
        guard roster != nil || !method.needsList else {
            throw HubError(
                .misconfigured, "the method `\(method.id)` asks a list of patients and providers",
                hint: "Name a CSV file with the columns patient,provider: `--roster FILE`.")
        }
        (self.method, visits, self.roster) = (method, book.visits, roster)
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

    /// For one practice; the list's patients and providers by their numbers there. Providers that no file names get numbers of their own.
    func attribution(
        _ practice: Practice, periods: [Period], codes: CodeTable, terminology: Terminology, database: Database
    ) async throws(HubError) -> (Attribution, names: [Int32: String]) {
        var names = try await database.providerKeys(practice: practice.id)
        var wanted = Set(visits.map { Coding(.valueSet, $0) })
        for oid in visits { wanted.formUnion(terminology[oid]?.codes ?? []) }
        var numbers: [Int32: Int32] = [:]
        if let roster, !roster.isEmpty {
            var ids = Dictionary(names.map { ($1, $0) }) { first, _ in first }
            var next = (names.keys.max() ?? 0) + 1
            for (id, provider) in try roster.providers(practice.code, try await database.patientKeys(practice: practice.id)) {
                if ids[provider] == nil {
                    (ids[provider], names[next]) = (next, provider)
                    next += 1
                }
                numbers[id] = ids[provider]
            }
        }
        names[Attribution.nobody] = "unattributed"
        let visits = Set(wanted.compactMap { codes.id(of: $0) })
        return (Attribution(method, periods: periods, visits: visits, list: numbers), names)
    }
}

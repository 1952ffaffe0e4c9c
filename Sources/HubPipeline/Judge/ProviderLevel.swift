package import HubCore
package import HubRules
internal import HubStore

/// What it takes to count patients by provider, too.
package struct ProviderLevel: Sendable {
    package let method: AttributionMethod
    /// OIDs of visits.
    let visits: [String]
    /// The source's keys, for methods that ask a list: patient → provider.
    let list: [String: String]

    /// - Throws: ``HubError/Code/misconfigured`` when the method needs a list and there is none.
    package init(_ method: AttributionMethod, _ book: AttributionBook, list: [String: String]?) throws(HubError) {
        guard list != nil || !method.needsList else {
            throw HubError(
                .misconfigured, "the method `\(method.id)` asks a list of patients and providers",
                hint: "Name a CSV file with the columns patient,provider: `--roster FILE`.")
        }
        (self.method, visits, self.list) = (method, book.visits, list ?? [:])
    }

    /// Which method, and which list: results of another one are not current.
    var key: String {
        guard !list.isEmpty else { return "\(method.id) (\(method.title))" }
        let sum = list.reduce(UInt64(0)) { $0 &+ UInt64(bitPattern: SourceKey.hash("\($1.key)|\($1.value)")) }
        return "\(method.id) (\(method.title)), list \(String(sum, radix: 16))"
    }

    /// For one practice; the list's patients and providers by their numbers there. Providers that no file names get numbers of their own.
    func attribution(
        _ practice: Int32, periods: [Period], codes: CodeTable, terminology: Terminology, database: Database
    ) async throws(HubError) -> (Attribution, names: [Int32: String]) {
        var names = try await database.providerKeys(practice: practice)
        var wanted = Set(visits.map { Coding(.valueSet, $0) })
        for oid in visits { wanted.formUnion(terminology[oid]?.codes ?? []) }
        var numbers: [Int32: Int32] = [:]
        if !list.isEmpty {
            var ids = Dictionary(names.map { ($1, $0) }) { first, _ in first }
            var next = (names.keys.max() ?? 0) + 1
            for (id, key) in try await database.patientKeys(practice: practice) {
                guard let provider = list[key.value] else { continue }
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

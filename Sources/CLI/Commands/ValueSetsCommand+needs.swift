internal import ArgumentParser
internal import HubCore
internal import HubPipeline
internal import HubStore

extension ValueSetsCommand.List {
    private struct Need: Encodable {
        var measure: String
        var needs, complete: Int
        /// OIDs with some codes, and with none.
        var incomplete, missing: [String]
    }

    private struct Version: Encodable {
        var oid, label, source, storedAt: String
        var year: Int?
        var codes: Int
        var published: Int?
        var isCurrent: Bool
    }

    /// For each measure what it needs, has and lacks.
    static func needs(json: Bool) async throws {
        let lines = try await lines()
        let needs = Set(lines.flatMap(\.measures)).sorted().map { measure -> Need in
            let mine = lines.filter { $0.measures.contains(measure) }
            let lacking = mine.filter { !$0.isComplete }
            return Need(
                measure: measure, needs: mine.count, complete: mine.count - lacking.count,
                incomplete: lacking.filter { $0.codes > 0 }.map(\.oid), missing: lacking.filter { $0.codes == 0 }.map(\.oid))
        }
        let console = Console.standard
        if json {
            try console.print(json: needs)
        } else {
            console.print(
                table: needs.map { need in
                    [
                        need.measure, "\(need.needs)", "\(need.complete)", "\(need.incomplete.count)", "\(need.missing.count)",
                        need.incomplete.isEmpty && need.missing.isEmpty ? "can be judged" : "provisional",
                    ]
                }, header: ["measure", "needs", "complete", "in part", "none", ""])
            console.say("`measurehub valuesets list --lacking` names those that are incomplete, with their OIDs.")
        }
        if needs.contains(where: { !$0.incomplete.isEmpty || !$0.missing.isEmpty }) { throw ExitCode(1) }
    }

    static func showVersions(json: Bool) async throws {
        let versions = try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in
            try await database.valueSetVersions().map {
                Version(
                    oid: $0.oid, label: $0.label, source: $0.source, storedAt: $0.storedAt, year: $0.year, codes: $0.codes,
                    published: $0.publishedTotal, isCurrent: $0.isCurrent)
            }
        }
        if json { return try Console.standard.print(json: versions) }
        Console.standard.print(
            table: versions.map {
                [
                    $0.oid, $0.label, $0.year.map(String.init) ?? "", "\($0.codes)", $0.published.map(String.init) ?? "?",
                    $0.isCurrent ? "judges" : "",
                    String($0.source.suffix(30)), String($0.storedAt.prefix(16)),
                ]
            }, header: ["oid", "version", "year", "codes", "published", "", "source", "stored"])
    }
}

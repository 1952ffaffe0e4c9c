package import HubCore
package import HubStore

extension ReportedLine {
    /// Everything that is stored for a practice and counts now: what its reports say, and what the hub computed last.
    package static func all(of practice: Practice, _ database: Database) async throws(HubError) -> [ReportedLine] {
        let reported = try await database.reported(practice: practice.id).map { stored in
            var line = ReportedLine(stored.result, file: stored.file, submission: Int(stored.submission))
            line.practice = practice.code
            return line
        }
        let now = try await database.dataVersion(practice: practice.id)
        var results: [StoredResult] = []
        for level in [nil] + MeasureResult.Level.allCases.map(Optional.some) {
            results += try await database.results(practice: practice.id, level: level)
        }
        let computed = results.map { stored in
            ReportedLine(stored, practice: practice.code, isStale: stored.dataVersion != now)
        }
        func key(_ line: ReportedLine) -> [String] {
            [
                line.measure, line.group, line.stratum, line.level, line.levelKey, line.supplement ?? "", line.periodEnd, line.periodStart,
                line.source,
            ]
        }
        return (reported + computed).sorted { key($0).lexicographicallyPrecedes(key($1)) }
    }
}

package import HubCore
package import HubRules
package import HubStore

/// `judge` from end to end: value sets, codes, each practice in turn, results stored.
package struct JudgeRun: Sendable {
    package struct Line: Encodable, Sendable {
        package var practice: String
        package var patients: Int
        package var results: [MeasureResult]
        package var completeness: [ElementCompleteness]
    }

    package let judging: Judging
    private let database: Database

    /// - Throws: ``HubError/Code/notFound`` for an unknown measure, ``HubError/Code/misconfigured`` for a period that is too short.
    package init(measures: [String], periods: [Period], folder: ConfigFolder, database: Database) async throws(HubError) {
        let choice = try folder.choose(measures, for: periods)
        let stored = try await database.valueSets(oids: choice.valueSets)
        judging = try Judging(choice, folder: folder, stored: stored)
        self.database = database
    }

    /// The practices of these codes, all when none is named.
    package static func practices(_ codes: [String], _ database: Database) async throws(HubError) -> [Practice] {
        let all = try await database.practices()
        guard !codes.isEmpty else { return all }
        var found: [Practice] = []
        for code in codes {
            guard let practice = all.first(where: { $0.code == code }) else {
                throw HubError(.notFound, "there is no practice `\(code)`" + Suggestion.words(for: code, among: all.map(\.code)))
            }
            found.append(practice)
        }
        return found
    }

    /// - Parameter rows: takes measure rows of each patient, by the source's own key; nil when nobody wants them.
    package func run(
        _ practices: [Practice], rows: (@Sendable (PatientKey, PatientRow) throws(HubError) -> Void)? = nil
    ) async throws(HubError) -> [Line] {
        let codes = try await database.addLocalCodes(to: try await judging.codeTable(database))
        var lines: [Line] = []
        for practice in practices {
            let keys = rows == nil ? [:] : try await database.patientKeys(practice: practice.id)
            let outcome = try await judging.judge(practice, codes: codes, database: database, row: Self.byKey(rows, keys))
            try await database.store(
                outcome.results, practice: practice.id, runID: judging.runID(dataVersion: outcome.dataVersion),
                dataVersion: outcome.dataVersion)
            lines.append(
                Line(practice: practice.code, patients: outcome.patients, results: outcome.results, completeness: outcome.completeness))
        }
        return lines
    }

    /// From a patient's number to the source's own key.
    private static func byKey(
        _ rows: (@Sendable (PatientKey, PatientRow) throws(HubError) -> Void)?, _ keys: [Int32: PatientKey]
    ) -> (@Sendable (Int32, PatientRow) throws(HubError) -> Void)? {
        guard let rows else { return nil }
        return { (id, row) throws(HubError) in
            if let key = keys[id] { try rows(key, row) }
        }
    }
}

package import HubCore
package import HubRules
package import HubStore

/// `judge` from end to end: value sets, codes, each practice, results stored. What is current is not judged again.
package struct JudgeRun: Sendable {
    package struct Line: Encodable, Sendable {
        package var practice: String
        package var patients: Int
        package var results: [MeasureResult]
        /// By provider, or by site, when asked for.
        package var providers, sites: [MeasureResult]?
        package var completeness: [ElementCompleteness]
        /// How many measures × periods were judged now, and how many of the stored ones are current.
        package var judged = 0
        package var current = 0
    }

    package let judging: Judging
    let database: Database
    let level: PartLevel?
    /// Of the visits that the method of attribution goes by.
    private let visits: String
    /// For each of the choice's measures.
    let marks: [TerminologyMark]

    /// - Parameters:
    ///   - frozen: versions that judge whatever the period, by label or year.
    ///   - anyLength: periods that are not twelve months, too.
    /// - Throws: ``HubError/Code/notFound`` for an unknown measure, ``HubError/Code/misconfigured`` for a period that is too short.
    package init(
        measures: [String], periods: [Period], folder: ConfigFolder, database: Database, frozen: [String] = [], anyLength: Bool = false,
        level: PartLevel? = nil
    ) async throws(HubError) {
        let choice = try folder.choose(measures, for: periods, frozen: frozen)
        let stored = try await database.valueSets(oids: Array(Set(choice.valueSets + (level?.visits ?? []))))
        let judging = try Judging(choice, folder: folder, stored: stored, anyLength: anyLength, more: level?.visits ?? [])
        var marks: [TerminologyMark] = []
        for measure in choice.measures {
            marks.append(try TerminologyMark(measure.valueSets, judging.terminology))
        }
        (self.judging, self.marks) = (judging, marks)
        visits = try level.map { (level) throws(HubError) in try TerminologyMark(level.visits, judging.terminology).mark } ?? ""
        self.database = database
        self.level = level
    }

    /// The method, its list and its visits; none when only the practice is judged.
    func attribution(_ practice: Practice) -> [MeasureResult.Level: String] {
        level.map { [$0.level: "\($0.key(practice.code)), visits \(visits)"] } ?? [:]
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

    /// - Parameters:
    ///   - again: judges also what is current. Then every line's results are of this pass.
    ///   - workers: how many practices at once, each on a connection of its own. One when rows are wanted, so that their order is certain.
    ///   - rows: takes measure rows of each patient, by the source's own key; nil when nobody wants them. Implies `again`.
    package func run(
        _ practices: [Practice], again: Bool = true, workers: Int = 1,
        rows: (@Sendable (PatientKey, PatientRow) throws(HubError) -> Void)? = nil
    ) async throws(HubError) -> [Line] {
        try await level?.check(practices, database)
        let codes = try await database.addLocalCodes(to: try await judging.codeTable(database))
        let workers = rows == nil ? max(1, min(workers, practices.count)) : 1
        guard workers > 1 else {
            var lines: [Line] = []
            for practice in practices {
                lines.append(try await judge(practice, codes: codes, on: database, again: again, workers: 1, rows: rows))
            }
            return lines
        }
        return try await sideBySide(practices, codes: codes, again: again, workers: workers)
    }

    /// Each worker takes every `workers`-th practice.
    private func sideBySide(
        _ practices: [Practice], codes: CodeTable, again: Bool, workers: Int
    ) async throws(HubError) -> [Line] {
        let parts = await withTaskGroup(of: Result<[(Int, Line)], HubError>.self) { group in
            for worker in 0..<workers {
                group.addTask { [self] in
                    do throws(HubError) {
                        let own = try database.another()
                        var mine: [(Int, Line)] = []
                        for at in stride(from: worker, to: practices.count, by: workers) {
                            mine.append(
                                (at, try await judge(practices[at], codes: codes, on: own, again: again, workers: workers, rows: nil)))
                        }
                        return .success(mine)
                    } catch { return .failure(error) }
                }
            }
            var parts: [Result<[(Int, Line)], HubError>] = []
            for await part in group { parts.append(part) }
            return parts
        }
        var lines: [(Int, Line)] = []
        for part in parts { lines += try part.get() }
        return lines.sorted { $0.0 < $1.0 }.map(\.1)
    }

    private func judge(
        _ practice: Practice, codes: CodeTable, on database: Database, again: Bool, workers: Int,
        rows: (@Sendable (PatientKey, PatientRow) throws(HubError) -> Void)?
    ) async throws(HubError) -> Line {
        let data = try await database.dataVersion(practice: practice.id)
        let before = try await database.judged(practice: practice.id)
        let stale = judging.choice.limited { measure, period in
            let (name, key) = (name(measure, period), key(measure, practice, data: data))
            guard !again, rows == nil, let stored = before[name]?.key, stored.isSame(as: key) else { return true }
            // Nobody cares by which method other parts of the practice were counted.
            return level.map { stored.attribution[$0.level] != key.attribution[$0.level] } ?? false
        }
        var line = Line(practice: practice.code, patients: 0, results: [], completeness: [])
        line.current = judging.choice.askedPeriods.reduce(0) { $0 + $1.count }
        var fresh: [JudgedUnit] = []
        if !stale.measures.isEmpty {
            let keys = rows == nil ? [:] : try await database.patientKeys(practice: practice.id)
            let part = judging.limited(to: stale)
            let outcome = try await part.judge(
                practice, codes: codes, database: database, level: level, workers: workers, row: Self.byKey(rows, keys))
            fresh = try units(outcome, stale, before, practice)
            let used = marks.map { ($0.mark, $0.sets) }
            try await database.store(
                fresh, practice: practice.id, runID: part.runID(dataVersion: outcome.dataVersion),
                terminology: Dictionary(used) { first, _ in first })
            line.judged = fresh.count
            line.current -= fresh.count
        }
        return try await whole(line, fresh, before, practice, database)
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

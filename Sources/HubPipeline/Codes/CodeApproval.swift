package import HubCore
package import HubStore

/// Puts what a person approved into a practice's code map.
package enum CodeApproval {
    package struct Answer: Encodable, Sendable {
        package var approved: Int
        package var by: String
        package var causes: [ImportReceipt.Cause]
        package var isStored: Bool
        package var groups: [FindingGroup] = []

        private enum CodingKeys: String, CodingKey { case approved, by, causes, isStored }
    }

    /// Nothing is stored when a code would mean two different things of one vocabulary (MAP-004), unless the new meanings are to take the old ones' place.
    package static func approve(
        _ map: CodeMap, file: SourceFile, by: String, replacing: Bool, practice: Practice, database: Database
    ) async throws(HubError) -> Answer {
        let before = try await database.codeMap(practice: practice.id)
        var book = FindingBook()
        var replaced: Set<Coding> = []
        for code in map.targets.keys.sorted(by: { ($0.system.name, $0.code) < ($1.system.name, $1.code) }) {
            let own = map[code]
            let old = before[code].filter { !own.contains($0) }
            let clash =
                conflicts(own) + own.flatMap { new in old.filter { $0.system == new.system && new.system != .valueSet }.map { [$0, new] } }
            guard let first = clash.first else { continue }
            let isInFile = !conflicts(own).isEmpty
            if replacing, !isInFile {
                replaced.insert(code)
                continue
            }
            book.add(
                Finding(
                    .error, "MAP-004", "`\(code)` is mapped to \(first.map { "`\($0)`" }.joined(separator: " and ")); choose one",
                    at: Origin(file),
                    fix: isInFile
                        ? "Take one of the lines out."
                        : "Take the line out, or add --replace to put it in the place of what was approved before.",
                    owner: .facilitator))
        }
        let isStored = (book.counts[.error] ?? 0) == 0
        if isStored { try await database.approve(map, replacing: replaced, by: by, practice: practice.id) }
        return Answer(
            approved: isStored ? map.targets.count : 0, by: by, causes: book.sorted.map(ImportReceipt.Cause.init), isStored: isStored,
            groups: book.sorted)
    }

    /// Targets of one vocabulary that are not the same. A code may be placed into several value sets: that is no contradiction.
    private static func conflicts(_ targets: [Coding]) -> [[Coding]] {
        let bySystem = Dictionary(grouping: Set(targets).filter { $0.system != .valueSet }, by: \.system)
        return bySystem.values.filter { $0.count > 1 }.map { $0.sorted { $0.code < $1.code } }
    }
}

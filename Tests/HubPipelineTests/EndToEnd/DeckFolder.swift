import Foundation

/// Official test cases: a folder a measure, a folder a case, and in each a MeasureReport with what is expected.
struct DeckFolder {
    struct Case {
        var measure: String
        var patient: String
        /// Group, "" and population; whether the patient is in it.
        var expected: [[String]: Bool] = [:]
        /// Group, number of the stratifier and population.
        var strata: [[String]: Bool] = [:]

        /// Strata partition a rate: who is in its initial population is in exactly one.
        var isInOneStratum: Bool {
            let groups = Dictionary(grouping: strata.filter { $0.key[2] == "initial-population" }, by: { $0.key[0] })
            return groups.allSatisfy { group, members in
                members.count(where: \.value) == (expected[[group, "", "initial-population"]] == true ? 1 : 0)
            }
        }
    }

    typealias JSON = [String: Any]

    let path: String
    var cases: [Case] = []

    init(_ path: String) {
        self.path = path
        for deck in Self.folders(path) {
            guard let measure = deck.lastPathComponent.firstRange(of: "FHIR").map({ deck.lastPathComponent[..<$0.lowerBound] }) else {
                continue
            }
            for folder in Self.folders(deck.path) {
                let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
                func first(_ type: String) -> JSON? {
                    files.filter { $0.lastPathComponent.hasPrefix(type) }.min { $0.path < $1.path }.flatMap(Self.json)
                }
                guard let patient = first("Patient")?["id"] as? String, let report = first("MeasureReport") else { continue }
                cases.append(Self.read(report, Case(measure: String(measure), patient: patient)))
            }
        }
    }

    private static func read(_ report: JSON, _ empty: Case) -> Case {
        var one = empty
        for (index, group) in ((report["group"] as? [JSON]) ?? []).enumerated() {
            let digits = String(((group["id"] as? String) ?? "").reversed().prefix(while: \.isNumber).reversed())
            let id = digits.isEmpty ? "\(index + 1)" : digits
            for (population, isIn) in counts(group) { one.expected[[id, "", population]] = isIn }
            for (number, stratifier) in zip(1..., (group["stratifier"] as? [JSON]) ?? []) {
                // The stratum “false” is only the complement of each count.
                for stratum in (stratifier["stratum"] as? [JSON]) ?? [] where (stratum["value"] as? JSON)?["text"] as? String == "true" {
                    // Some cases repeat the block: the first counts.
                    let found = counts(stratum).map { ([id, "\(number)", $0.0], $0.1) }
                    one.strata.merge(found) { first, _ in first }
                }
            }
        }
        return one
    }

    private static func counts(_ group: JSON) -> [(String, Bool)] {
        ((group["population"] as? [JSON]) ?? []).compactMap { population in
            let code = ((population["code"] as? JSON)?["coding"] as? [JSON])?.first?["code"] as? String
            return code.map { ($0, population["count"] as? Int ?? 0 > 0) }
        }
    }

    private static func folders(_ path: String) -> [URL] {
        ((try? FileManager.default.contentsOfDirectory(at: URL(fileURLWithPath: path), includingPropertiesForKeys: nil)) ?? [])
            .filter(\.hasDirectoryPath).sorted { $0.path < $1.path }
    }

    private static func json(_ url: URL) -> JSON? {
        guard let data = try? Data(contentsOf: url) else { return nil }
        return try? JSONSerialization.jsonObject(with: data) as? JSON
    }
}

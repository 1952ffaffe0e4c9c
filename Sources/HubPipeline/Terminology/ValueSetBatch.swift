internal import Foundation
package import HubCore
package import HubRules

/// Value sets out of files of any kind and archives of them, groups put together, and what is wrong with them.
package struct ValueSetBatch: Sendable {
    package private(set) var sets: [ValueSet] = []
    package private(set) var findings = FindingBook()
    /// Made of others; ``resolve(stored:)`` puts them together.
    private var groups: [ValueSetGroup] = []

    package var isWrong: Bool { findings.counts[.error] ?? 0 > 0 }
    /// OIDs that groups are made of and that no file holds.
    package var wanted: [String] {
        let here = Set(sets.map(\.oid) + groups.map(\.set.oid))
        return Set(groups.flatMap(\.parts)).subtracting(here).sorted()
    }

    /// - Throws: ``HubError/Code/notFound`` when a path leads nowhere.
    package static func read(_ paths: [String], titles: [String: ValueSetTitle]) throws(HubError) -> ValueSetBatch {
        var batch = ValueSetBatch()
        let inputs = try InputFiles(paths)
        for finding in inputs.refused.map(\.finding) + inputs.notes { batch.findings.add(finding) }
        for file in inputs.files {
            guard let data = FileManager.default.contents(atPath: file.path) else {
                throw HubError(.unreadable, "`\(file.name)` cannot be read", hint: "Check that you may read it.")
            }
            for reading in batch.readings([UInt8](data), file, titles) { batch.take(reading) }
        }
        return batch
    }

    /// Puts groups together, from the files' sets first and then from those of the database.
    package mutating func resolve(stored: [ValueSet]) {
        let all = Dictionary((stored + sets).map { ($0.oid, $0) }) { _, later in later }
        let readings = ValueSetGroup.resolve(groups, sets: all)
        groups = []
        for reading in readings { take(reading) }
    }

    private mutating func take(_ reading: ValueSetReading) {
        for finding in reading.findings { findings.add(finding) }
        if let set = reading.set { sets.append(set) }
        if let group = reading.group { groups.append(group) }
    }

    /// By what the file begins with, not by what it is called.
    private func readings(_ bytes: [UInt8], _ file: InputFile, _ titles: [String: ValueSetTitle]) -> [ValueSetReading] {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let first = bytes.dropFirst(start).first { $0 > 32 }
        let ending = file.name.split(separator: ".").last?.lowercased() ?? ""
        if first == UInt8(ascii: "{") || (first == UInt8(ascii: "[") && ending == "json") || ending == "json" {
            return ValueSetFHIR.read(bytes, file: file.source, titles: titles)
        }
        if first == UInt8(ascii: "<") {
            do throws(HubError) { return try ValueSetSVS.read(bytes, file: file.source, titles: titles) } catch {
                return [
                    ValueSetReading(findings: [
                        Finding(
                            .error, "valueset.xml", error.message, at: error.origin ?? Origin(file.source), fix: error.hint, owner: .hub)
                    ])
                ]
            }
        }
        guard ["csv", "txt", "tsv", "psv"].contains(ending) else {
            let finding = Finding(
                .note, "valueset.not-recognized", "this is neither CSV, text, JSON nor XML and was left out", at: Origin(file.source),
                owner: .hub)
            return [ValueSetReading(findings: [finding])]
        }
        let header = String(decoding: bytes.dropFirst(start).prefix { $0 != 10 }, as: UTF8.self).lowercased()
        let names = header.split(separator: ",").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " \"\r")) }
        if ending == "csv", names.contains("system") || !ValueSetText.isOne(bytes) {
            return [ValueSetCSV.read(bytes, file: file.source, titles: titles)]
        }
        return ValueSetText.read(bytes, file: file.source, titles: titles)
    }
}

internal import Foundation
package import HubCore
internal import HubMapping

/// A practice's code map as YAML: what its own codes mean.
///
///     codes:
///       - {system: LOCAL, code: OV, in: 2.16.840.1.113883.3.464.1003.101.12.1001}   # counts as an office visit
///       - {system: LOCAL, code: A1C, means: "LOINC|4548-4"}
package enum CodeMapFile {
    /// - Throws: ``HubError/Code/misconfigured`` with the first finding's place when anything in it is wrong.
    package static func read(path: String) throws(HubError) -> CodeMap {
        try read(path: path, valueSets: nil).map
    }

    /// With the value sets looked at, too: a misspelt OID places codes into a set that no measure asks for, and nobody would notice.
    ///
    /// - Parameters:
    ///   - valueSets: the OIDs that the hub comes with; nil leaves them unlooked at.
    ///   - stored: those that the database has, when there is one: `in` with one of them is told as a warning, with one of neither it is an error.
    /// - Returns: the map and its warnings.
    package static func read(
        path: String, valueSets: Set<String>?, stored: Set<String>? = nil
    ) throws(HubError) -> (map: CodeMap, warnings: [Finding]) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw HubError(.unreadable, "the code map `\(path)` cannot be read", hint: "Check that it exists and that you may read it.")
        }
        let file = SourceFile((path as NSString).lastPathComponent)
        let node = try YAMLDocument.read(String(decoding: data, as: UTF8.self), file: file)
        let (map, findings) = read(node, valueSets: valueSets, stored: stored)
        if let first = findings.first(where: { $0.severity == .error }) {
            throw HubError(.misconfigured, first.message, at: first.origin, hint: first.fix)
        }
        return (map, findings)
    }

    package static func read(_ node: Node, valueSets: Set<String>? = nil, stored: Set<String>? = nil) -> (CodeMap, [Finding]) {
        var warnings: [Finding] = []
        var map = CodeMap()
        var file = NodeReader(node, what: "a code map")
        // A draft with all its lines still commented out says nothing yet, and is no mistake.
        let isEmpty = node["codes"]?.content == .null
        let codes = isEmpty ? file.optional("codes") : file.required("codes")
        if let codes, codes.list == nil { file.fail("`codes` must be a list, but this is \(codes.shape)", at: codes.origin) }
        for item in codes?.list ?? [] {
            var line = NodeReader(item, what: "a code")
            let systemName = line.text("system")
            if let systemName, !isSystem(systemName) {
                let names = CodeSystem.known.map(\.system.name)
                line.fail(
                    "`\(systemName)` is no code system that the hub knows" + Suggestion.words(for: systemName, among: names),
                    at: item.origin,
                    fix: "Write one of \(names.joined(separator: ", ")), or the OID or URI of the practice's own list.")
            }
            let system = systemName.map { CodeSystem.named($0) ?? CodeSystem($0) } ?? .local
            let code = line.requiredText("code")
            _ = line.text("display")
            let (set, means) = (line.text("in"), line.text("means"))
            if set == nil, means == nil {
                line.fail("a code needs `in` (a value set's OID) or `means` (system|code)", at: item.origin, id: "config.missing-key")
            }
            if let set, let trouble = trouble(with: set, at: item.origin, valueSets, stored) {
                if trouble.severity == .error {
                    line.fail(trouble.message, at: trouble.origin, fix: trouble.fix)
                } else {
                    warnings.append(trouble)
                }
            }
            line.finish()
            if let code {
                let from = Coding(system, code).normalized
                if let set { map.add(from, means: Coding(.valueSet, set)) }
                if let means {
                    let parts = means.split(separator: "|", maxSplits: 1).map(String.init)
                    if parts.count == 2, let target = CodeSystem.named(parts[0]) {
                        map.add(from, means: Coding(target, parts[1]).normalized)
                    } else {
                        line.fail("`means` must be a known system and a code, such as `LOINC|4548-4`", at: item.origin)
                    }
                }
            }
            file.absorb(line.findings)
        }
        file.finish()
        return (map, file.findings + warnings)
    }

    /// A known system, or an OID or URI: importers keep those of a practice's own lists as they are.
    private static func isSystem(_ name: String) -> Bool { CodeSystem.named(name) != nil || name.contains(":") || isOID(name) }

    private static func isOID(_ text: String) -> Bool {
        text.contains(".") && text.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 } && text.first != "." && text.last != "."
    }

    private static func trouble(with set: String, at origin: Origin, _ valueSets: Set<String>?, _ stored: Set<String>?) -> Finding? {
        guard isOID(set) else {
            return Finding(
                .error, "config.unknown-value-set",
                "`\(set)` is no OID of a value set" + Suggestion.words(for: set, among: Array(valueSets ?? [])), at: origin,
                fix: "`measurehub valuesets list` shows the OIDs.", owner: .hub)
        }
        guard let valueSets, !valueSets.contains(set) else { return nil }
        let mayBeStored = stored?.contains(set) ?? true
        return Finding(
            mayBeStored ? .warning : .error, "config.unknown-value-set",
            "the value set `\(set)` is not one that the hub comes with"
                + (mayBeStored ? "" : ", nor one that was imported") + Suggestion.words(for: set, among: Array(valueSets)), at: origin,
            fix: "`measurehub valuesets list` shows the OIDs; `measurehub valuesets import` adds your own.", owner: .hub)
    }
}

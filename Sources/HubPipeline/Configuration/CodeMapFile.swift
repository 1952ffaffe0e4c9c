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
        guard let data = FileManager.default.contents(atPath: path) else {
            throw HubError(.unreadable, "the code map `\(path)` cannot be read")
        }
        let file = SourceFile((path as NSString).lastPathComponent)
        let node = try YAMLDocument.read(String(decoding: data, as: UTF8.self), file: file)
        let (map, findings) = read(node)
        if let first = findings.first {
            throw HubError(.misconfigured, first.message, at: first.origin, hint: first.fix)
        }
        return map
    }

    package static func read(_ node: Node) -> (CodeMap, [Finding]) {
        var map = CodeMap()
        var file = NodeReader(node, what: "a code map")
        for item in file.required("codes")?.list ?? [] {
            var line = NodeReader(item, what: "a code")
            let system = line.text("system").map { CodeSystem.named($0) ?? CodeSystem($0) } ?? .local
            let code = line.requiredText("code")
            _ = line.text("display")
            let (set, means) = (line.text("in"), line.text("means"))
            if set == nil, means == nil {
                line.fail("a code needs `in` (a value set's OID) or `means` (system|code)", at: item.origin, id: "config.missing-key")
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
        return (map, file.findings)
    }
}

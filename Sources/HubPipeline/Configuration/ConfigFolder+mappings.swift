internal import Foundation
package import HubCore
package import HubMapping
internal import HubStore

/// The mappings of `Mappings/sources`, and which of them may read a file.
package struct MappingShelf: Sendable {
    package private(set) var mappings: [Mapping] = []
    /// What is wrong with mapping files; one with an error is not on the shelf.
    package private(set) var findings: [Finding] = []

    /// By source, the first digits of the SHA-256 of its file.
    package private(set) var versions: [String: String] = [:]

    /// - Throws: ``HubError/Code/unreadable`` only; a file that is not YAML is a finding.
    init(_ folder: ConfigFolder) throws(HubError) {
        for file in folder.yamlFiles(in: "sources") where file.hasSuffix("/mapping.yaml") {
            let node: Node
            var layout: Node?
            do throws(HubError) {
                node = try folder.node(file)
                let beside = String(file.dropLast("mapping.yaml".count)) + (node["layout"]?.text ?? "layout.yaml")
                if node["layout"] != nil || folder.exists(beside) { layout = try folder.node(beside) }
            } catch {
                guard error.code == .misconfigured else { throw error }
                findings.append(
                    Finding(
                        .error, "config.yaml", error.message, at: error.origin ?? Origin(SourceFile(file)), fix: error.hint, owner: .hub))
                continue
            }
            let (mapping, trouble) = MappingCompiler.compile(node, layout: layout)
            findings += trouble
            guard let mapping, !trouble.contains(where: { $0.severity == .error }) else { continue }
            mappings.append(mapping)
            versions[mapping.source] = String(SHA256.of(try folder.bytes(of: file)).prefix(12))
        }
    }

    /// The importers for a submission: those that read by layouts know the layouts of the mapping that was named, or of all.
    func bind(_ importers: [ImporterEntry], source: String?) throws(HubError) -> [ImporterEntry] {
        let chosen = try source.map { source throws(HubError) in [try named(source)] } ?? mappings
        let layouts = chosen.flatMap(\.layouts)
        return importers.map { $0.bound(to: layouts, isNamed: source != nil) }
    }

    /// The mapping of that name, or that of a file: a mapping can be tried before it lies in the folder.
    /// - Throws: ``HubError/Code/misconfigured`` with the place when its file is wrong, ``HubError/Code/notFound`` when there is none.
    package func named(_ source: String) throws(HubError) -> Mapping {
        if let found = mappings.first(where: { $0.source == source }) { return found }
        if source.hasSuffix(".yaml") { return try Self.file(source) }
        if let broken = findings.filter({ $0.origin.file.name.contains("/\(source)/") }).cause {
            throw HubError(.misconfigured, broken.message, at: broken.origin, hint: broken.fix)
        }
        let names = mappings.map(\.source)
        throw HubError(
            .notFound, "there is no mapping `\(source)`" + Suggestion.words(for: source, among: names),
            hint: "`measurehub mappings` lists them: " + names.joined(separator: ", ") + ".")
    }
}

extension MappingShelf {
    private static func file(_ path: String) throws(HubError) -> Mapping {
        let (mapping, findings) = try MappingFile.read(path)
        guard let mapping else {
            throw HubError(
                .misconfigured, findings.cause?.message ?? "the mapping is wrong", at: findings.cause?.origin, hint: findings.cause?.fix)
        }
        return mapping
    }
}

extension [Finding] {
    /// The error to tell when one must do: a misspelt key goes before what is missing because of it.
    var cause: Finding? {
        first { $0.severity == .error && $0.id == "config.unknown-key" } ?? first { $0.severity == .error }
    }
}

extension ConfigFolder {
    package func mappings() throws(HubError) -> MappingShelf { try MappingShelf(self) }
}

package import HubCore
package import HubMapping

/// The mappings of `Mappings/sources`, and which of them may read a file.
package struct MappingShelf: Sendable {
    package private(set) var mappings: [Mapping] = []
    /// What is wrong with mapping files; one with an error is not on the shelf.
    package private(set) var findings: [Finding] = []

    /// - Throws: ``HubError/Code/unreadable`` only; a file that is not YAML is a finding.
    init(_ folder: ConfigFolder) throws(HubError) {
        for file in folder.yamlFiles(in: "sources") where file.hasSuffix("/mapping.yaml") {
            let node: Node
            do { node = try folder.node(file) } catch {
                guard error.code == .misconfigured else { throw error }
                findings.append(
                    Finding(
                        .error, "config.yaml", error.message, at: error.origin ?? Origin(SourceFile(file)), fix: error.hint, owner: .hub))
                continue
            }
            let (mapping, trouble) = MappingCompiler.compile(node)
            findings += trouble
            if let mapping, !trouble.contains(where: { $0.severity == .error }) { mappings.append(mapping) }
        }
    }

    /// The mapping of that name.
    /// - Throws: ``HubError/Code/misconfigured`` with the place when its file is wrong, ``HubError/Code/notFound`` when there is none.
    package func named(_ source: String) throws(HubError) -> Mapping {
        if let found = mappings.first(where: { $0.source == source }) { return found }
        if let broken = findings.first(where: { $0.severity == .error && $0.origin.file.name.contains("/\(source)/") }) {
            throw HubError(.misconfigured, broken.message, at: broken.origin, hint: broken.fix)
        }
        let names = mappings.map(\.source)
        throw HubError(
            .notFound, "there is no mapping `\(source)`" + Suggestion.words(for: source, among: names),
            hint: "`measurehub mappings` lists them: " + names.joined(separator: ", ") + ".")
    }
}

extension ConfigFolder {
    package func mappings() throws(HubError) -> MappingShelf { try MappingShelf(self) }
}

package import HubCore

/// Words that sites write and what they mean, out of `Mappings/aliases/codes.yaml`. Only ever suggested.
package struct CodeAliases: Sendable {
    package struct Meaning: Hashable, Sendable {
        package var coding: Coding
        package var title: String
    }
    /// By list (`visits`, `smoking`), then by word in ``Words/key(_:)`` form.
    private var lists: [String: [String: Meaning]] = [:]

    package init() {}

    /// - Returns: the aliases and what is wrong with the file.
    package static func read(_ node: Node) -> (aliases: CodeAliases, findings: [Finding]) {
        var aliases = CodeAliases()
        var findings: [Finding] = []
        for list in node.entries ?? [] {
            for entry in list.value.entries ?? [] {
                var reader = NodeReader(entry.value, what: "a meaning")
                let means = reader.requiredText("means") ?? ""
                let words = reader.texts("words") ?? []
                let parts = means.split(separator: "|", maxSplits: 1).map(String.init)
                if parts.count == 2, let system = CodeSystem.named(parts[0]) {
                    let meaning = Meaning(coding: Coding(system, parts[1], display: entry.key), title: entry.key)
                    for word in words + [entry.key] { aliases.lists[list.key, default: [:]][Words.key(word)] = meaning }
                } else {
                    reader.fail("`means` is written `SYSTEM|code`", at: entry.value.origin)
                }
                reader.finish()
                findings += reader.findings
            }
        }
        return (aliases, findings)
    }

    /// What a word of a list means, when the whole word is known.
    package func meaning(of word: String, in list: String) -> Meaning? { lists[list]?[Words.key(word)] }
}

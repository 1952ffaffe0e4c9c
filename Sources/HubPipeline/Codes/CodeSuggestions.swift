internal import HubCore
internal import HubMapping

/// What a local code may mean: only where its words are exactly those of a code or value set that is known here, or a known word for one.
struct CodeSuggestions {
    private let aliases: CodeAliases
    /// By words in the form in which they are compared.
    private var displays: [String: [Coding]] = [:]
    private var titles: [String: [(oid: String, title: String)]] = [:]

    /// - Parameter sets: those with the project and those that were imported: their codes' displays are what words are held against.
    init(_ aliases: CodeAliases, sets: [ValueSet]) {
        self.aliases = aliases
        for set in sets {
            titles[Self.key(set.title), default: []].append((set.oid, set.title))
            for code in set.codes {
                guard let display = code.display, !display.isEmpty else { continue }
                let key = Self.key(display)
                if displays[key]?.contains(code) != true { displays[key, default: []].append(code) }
            }
        }
    }

    func of(_ code: Coding, kind: Fact.Kind, isValue: Bool) -> [CodeWorklist.Suggestion] {
        var found: [CodeWorklist.Suggestion] = []
        func add(_ target: Coding, _ title: String, _ evidence: String) {
            if !found.contains(where: { $0.target == target.description }) {
                found.append(CodeWorklist.Suggestion(target: target.description, title: title, evidence: evidence))
            }
        }
        for words in [code.display, code.code].compactMap(\.self) where !words.isEmpty {
            for list in isValue ? ["smoking"] : Self.lists[kind] ?? [] {
                if let meaning = aliases.meaning(of: words, in: list) {
                    add(meaning.coding, meaning.title, "`\(words)` is a known word for it")
                }
            }
            for target in (displays[Self.key(words)] ?? []).prefix(3) {
                add(target, target.display ?? "", "its words are exactly the code's")
            }
            if !isValue {
                for set in (titles[Self.key(words)] ?? []).prefix(2) where !set.title.isEmpty {
                    add(Coding(.valueSet, set.oid), set.title, "its words are exactly the value set's title")
                }
            }
        }
        return Array(found.prefix(4))
    }

    private static let lists: [Fact.Kind: [String]] = [
        .encounter: ["visits"], .observation: ["labs"], .condition: ["problems"], .immunization: ["vaccines"],
    ]

    private static func key(_ text: String) -> String { text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

package import HubCore

/// The rules of the library, as read from `Mappings/rules/*.yaml`, with the limits of each profile.
package struct RuleBook: Sendable {
    /// What several rules use.
    package struct Shared: Sendable {
        package var analytes: [Analyte] = []
        package init() {}
    }

    package private(set) var shared = Shared()
    private var rulesByProfile: [RuleProfile: [Rule]] = [:]

    /// In the order of their ids.
    package func rules(_ profile: RuleProfile = .usual) -> [Rule] { rulesByProfile[profile] ?? [] }

    package func rule(_ id: String, _ profile: RuleProfile = .usual) -> Rule? { rules(profile).first { $0.id == id } }

    /// The rule that a reader's finding belongs to: `csv.not-utf8` belongs to FIL-001.
    package func rule(forFinding id: String) -> Rule? {
        rules().first { $0.kind == "reader-findings" && ReaderFindings.covers($0, id) || $0.id == id }
    }

    /// Reads all files of the folder, each already a tree. With any finding of severity error the book is not to be used.
    package static func read(_ files: [Node]) -> (book: RuleBook, findings: [Finding]) {
        var book = RuleBook()
        var findings: [Finding] = []
        for file in files {
            var reader = NodeReader(file, what: "a rule file")
            if let list = reader.nodes("analytes") { book.shared.analytes += list.compactMap { Analyte.read($0, &findings) } }
            _ = reader.optional("rules")
            reader.finish()
            findings += reader.findings
        }
        var places: [String: Origin] = [:]
        for node in files.flatMap({ $0["rules"]?.list ?? [] }) {
            var reader = RuleReader(node, shared: book.shared)
            let rules = reader.read()
            findings += reader.findings
            guard let id = rules?.first?.rule.id, let rules else { continue }
            if let other = places[id] {
                let message = "the rule \(id) is given twice; the other is at \(other)"
                findings.append(Finding(.error, "config.duplicate", message, at: node["id"]?.origin ?? node.origin, owner: .hub))
                continue
            }
            places[id] = node["id"]?.origin ?? node.origin
            for (profile, rule) in rules { book.rulesByProfile[profile, default: []].append(rule) }
        }
        for profile in RuleProfile.allCases { book.rulesByProfile[profile]?.sort { $0.id < $1.id } }
        return (book, findings)
    }

    func makeChecks(_ profile: RuleProfile) -> [any Check] {
        rules(profile).compactMap { rule in
            guard let kind = RuleKind.all.first(where: { $0.name == rule.kind }) else { return nil }
            var reader = NodeReader(rule.params, what: "the parameters")
            return kind.make(rule, &reader, shared)
        }
    }
}

extension RuleBook {
    /// What a rule's `kind` may be.
    package static var kindNames: [String] { RuleKind.all.map(\.name) }
}

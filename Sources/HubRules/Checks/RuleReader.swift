import HubCore

/// Reads one rule out of its block of keys, once for each profile, and tells everything that is wrong with it.
struct RuleReader {
    private var reader: NodeReader
    private let shared: RuleBook.Shared
    private(set) var findings: [Finding] = []

    init(_ node: Node, shared: RuleBook.Shared) {
        self.shared = shared
        reader = NodeReader(node, what: node["id"]?.text.map { "the rule \($0)" } ?? "a rule")
    }

    /// Nil when something is wrong.
    mutating func read() -> [(profile: RuleProfile, rule: Rule)]? {
        let id = reader.requiredText("id")
        let title = reader.requiredText("title")
        let dimension = reader.word("dimension", of: Rule.Dimension.allCases.map { ($0.rawValue, $0) })
        let severity = reader.word("severity", of: [("error", .error), ("warning", .warning), ("info", Finding.Severity.note)])
        let scope = reader.word("scope", of: Rule.Scope.allCases.map { ($0.rawValue, $0) })
        let owner = reader.word("owner", of: Finding.Owner.allCases.map { ($0.rawValue, $0) })
        for (key, there) in [
            ("dimension", dimension != nil), ("severity", severity != nil), ("scope", scope != nil), ("owner", owner != nil),
        ]
        where !there && reader.node[key] == nil { _ = reader.required(key) }
        let (name, message) = (reader.requiredText("kind"), reader.requiredText("message"))
        let hint = reader.text("hint") ?? ""
        let waivable = reader.flag("waivable") ?? true
        let (params, tolerance, profiles) = (reader.optional("params"), reader.optional("tolerance"), reader.optional("profiles"))
        var kind: RuleKind?
        if let name { kind = self.kind(named: name) }
        if let kind {
            checkPlaceholders("message", kind)
            checkPlaceholders("hint", kind)
        }
        reader.finish()
        findings = reader.findings + findings
        var blocks = NodeReader(profiles ?? Node(.map([]), at: reader.node.origin), what: "the profiles of a rule")
        let overrides = RuleProfile.allCases.map { ($0, $0 == .usual ? nil : blocks.optional($0.rawValue)) }
        blocks.finish()
        findings += blocks.findings
        guard let id, let title, let dimension, let severity, let scope, let owner, let kind, let message, findings.isEmpty
        else { return nil }
        var rules: [(RuleProfile, Rule)] = []
        for (profile, override) in overrides {
            var block = NodeReader(override ?? Node(.map([]), at: reader.node.origin), what: "a profile of a rule")
            let (moreParams, moreTolerance) = (block.optional("params"), block.optional("tolerance"))
            block.finish()
            findings += block.findings
            let limits = self.tolerance(Self.merge(tolerance, moreTolerance, at: reader.node.origin))
            let rule = Rule(
                id: id, title: title, dimension: dimension, severity: severity, scope: scope, kind: kind.name, tolerance: limits,
                message: message, fix: hint, owner: owner, waivable: waivable, origin: reader.node.origin,
                params: Self.merge(params, moreParams, at: reader.node.origin))
            var trial = NodeReader(rule.params, what: "the parameters of \(id)")
            _ = kind.make(rule, &trial, shared)
            trial.finish()
            for finding in trial.findings where !findings.contains(finding) { findings.append(finding) }
            rules.append((profile, rule))
        }
        return findings.isEmpty ? rules : nil
    }

    private mutating func kind(named name: String) -> RuleKind? {
        if let found = RuleKind.all.first(where: { $0.name == name }) { return found }
        let names = RuleKind.all.map { $0.name }
        let message = "`\(name)` is not a kind of rule" + Suggestion.words(for: name, among: names)
        reader.fail(
            message, at: reader.node["kind"]?.origin ?? reader.node.origin, id: "config.unknown-value",
            fix: "Write one of: " + names.sorted().joined(separator: ", ") + ".")
        return nil
    }

    private mutating func checkPlaceholders(_ key: String, _ kind: RuleKind) {
        guard let node = reader.node[key], let text = node.text else { return }
        for name in Message.placeholders(in: text) where !kind.says.contains(name) {
            let message =
                "`{\(name)}` is nothing that a rule of kind `\(kind.name)` can say" + Suggestion.words(for: name, among: kind.says)
            reader.fail(
                message, at: node.origin, id: "config.unknown-value",
                fix: "Known: " + kind.says.map { "{\($0)}" }.joined(separator: ", ") + ".")
        }
    }

    private mutating func tolerance(_ node: Node) -> Tolerance {
        var block = NodeReader(node, what: "a tolerance")
        var found = Tolerance()
        found.violations = block.count("violations") ?? 0
        found.pct = block.percent("pct") ?? 0
        block.finish()
        for finding in block.findings where !findings.contains(finding) { findings.append(finding) }
        return found
    }

    /// The keys of both blocks; the second wins.
    private static func merge(_ base: Node?, _ over: Node?, at origin: Origin) -> Node {
        guard let base else { return over ?? Node(.map([]), at: origin) }
        guard let over, let mine = base.entries, let theirs = over.entries else { return over ?? base }
        let names = Set(theirs.map { $0.key })
        return Node(.map(mine.filter { !names.contains($0.key) } + theirs), at: base.origin)
    }
}

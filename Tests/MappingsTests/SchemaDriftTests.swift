import Foundation
import HubCore
import HubMapping
import HubPipeline
import HubRules
import Testing

/// A schema must know every key that the hub asks for, and no other. The hub is asked itself: a key that nobody knows is answered with those that are known.
@Suite("Schemas keep up with the hub")
struct SchemaDriftTests {
    /// `mapping.schema.json#/$defs/fact`, or the root with an empty name: the keys of `properties`, of the first branch that has any.
    private func keys(_ kind: String, _ name: String) throws -> Set<String> {
        let data = try Data(contentsOf: URL(fileURLWithPath: Schemas.path(kind)))
        let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let defs = schema["$defs"] as? [String: [String: Any]] ?? [:]
        let block = name.isEmpty ? schema : try #require(defs[name], "\(kind) has no $defs/\(name)")
        let branches = [block] + (block["anyOf"] as? [[String: Any]] ?? [])
        let properties = try #require(branches.lazy.compactMap { $0["properties"] as? [String: Any] }.first, "\(kind)/\(name)")
        return Set(properties.keys)
    }

    /// What the hub says that it knows in the block with `zzz`.
    private func known(_ findings: [Finding]) throws -> Set<String> {
        let told = try #require(
            findings.first { $0.message.hasPrefix("`zzz` is not a key") }, "nobody missed `zzz`: \(findings.map(\.description))")
        let list = try #require(told.fix?.dropFirst("Known keys: ".count).dropLast())
        return Set(list.components(separatedBy: ", "))
    }

    private func node(_ yaml: String) throws -> Node { try YAMLDocument.read(yaml, file: SourceFile("probe.yaml")) }

    private static let fact = "tables: [{ table: t, has: [A], patient: A, facts: [{ kind: observation, "
    private static let mappings: [(String, String)] = [
        ("", "zzz: 1\ntables: []"), ("table", "tables: [{ zzz: 1 }]"), ("keep-out", "tables: [{ table: t, keep-out: [{ zzz: 1 }] }]"),
        ("person", "tables: [{ table: t, person: { zzz: 1 } }]"), ("fact", fact + "zzz: 1 }] }]"),
        ("not-done", fact + "not-done: { zzz: 1 } }] }]"), ("condition", fact + "when: { zzz: 1 } }] }]"),
        ("key", fact + "key: { column: A, zzz: 1 } }] }]"), ("text", fact + "supply-days: { column: A, zzz: 1 } }] }]"),
        ("word", fact + "status: { column: A, zzz: 1 } }] }]"), ("day", fact + "start: { column: A, zzz: 1 } }] }]"),
        ("code", fact + "code: { column: A, zzz: 1 } }] }]"), ("value", fact + "value: { column: A, zzz: 1 } }] }]"),
        ("result", "tables: [{ table: t, has: [A], results: [{ zzz: 1 }] }]"),
        ("counts", "tables: [{ table: t, has: [A], results: [{ measure: M, denominator: net, counts: { zzz: 1 } }] }]"),
        ("system", fact + "code: { column: A, system: { column: B, zzz: 1 } } }] }]"),
    ]

    @Test("of mappings", arguments: mappings)
    func mapping(name: String, yaml: String) throws {
        let findings = MappingCompiler.compile(try node("source: s\nformat: csv\n" + yaml)).findings
        #expect(try keys("mapping", name) == (try known(findings)))
    }

    @Test("of code maps")
    func codeMap() throws {
        #expect(try keys("code-map", "") == (try known(CodeMapFile.read(try node("zzz: 1\ncodes: []")).1)))
        #expect(try keys("code-map", "code") == (try known(CodeMapFile.read(try node("codes: [{ zzz: 1 }]")).1)))
    }

    private static let define = "id: M\nversion: {label: Mv1, year: 2026}\ntitle: t\nvaluesets: {v: 1.2.3}\n"
    private static let measures: [(String, String)] = [
        ("", "zzz: 1"), ("version", "version: {zzz: 1}"), ("period", "period: {zzz: 1}"), ("publish", "publish: {zzz: 1}"),
        ("group", "groups: [{zzz: 1}]"), ("stratum", "strata: [{zzz: 1}]"), ("requirement", "requires: [{zzz: 1}]"),
        ("filter", "groups: [{id: 1, initial_population: {exists: {from: encounter, zzz: 1}}, numerator: {sex: male}}]"),
        ("range", "groups: [{id: 1, initial_population: {exists: {from: encounter, age_at_event: {zzz: 1}}}, numerator: {sex: male}}]"),
        (
            "relation",
            "groups: [{id: 1, initial_population: {exists: {from: encounter, code: v, with: [{zzz: 1}]}}, numerator: {sex: male}}]"
        ),
        ("union", "groups: [{id: 1, initial_population: {exists: {union: [], zzz: 1}}, numerator: {sex: male}}]"),
        ("latest-of", "groups: [{id: 1, initial_population: {exists: {latest: {zzz: 1}}}, numerator: {sex: male}}]"),
        (
            "day",
            "groups: [{id: 1, initial_population: {is_null: {agg: min, of: x, on_day: {latest_day: x, zzz: 1}}}, numerator: {sex: male}}]"
        ),
        ("number", "groups: [{id: 1, initial_population: {is_null: {agg: min, of: x, zzz: 1}}, numerator: {sex: male}}]"),
        ("age", "groups: [{id: 1, initial_population: {age: {zzz: 1}}, numerator: {sex: male}}]"),
        ("value-in", "groups: [{id: 1, initial_population: {value_in: {zzz: 1}}, numerator: {sex: male}}]"),
    ]

    @Test("of measures", arguments: measures)
    func measure(name: String, yaml: String) throws {
        let key = yaml.prefix { $0 != ":" }
        let head = Self.define.split(separator: "\n").filter { !$0.hasPrefix(key + ":") }.joined(separator: "\n")
        let findings = MeasureLibrary(
            measures: [try node(head + "\n" + yaml + (yaml.contains("groups") ? "" : "\ngroups: []"))], shared: []
        ).findings
        #expect(try keys("measure", name) == (try known(findings)))
    }

    /// A criterion's keys depend on its first: all that any of them asks for, together.
    @Test("of criteria")
    func criterion() throws {
        var all: Set<String> = []
        for part in ["all: []", "count: x", "count_days: x", "days_covered: x, within: period", "value: x", "value_in: {}"] {
            let yaml = Self.define + "groups: [{id: 1, initial_population: {\(part), zzz: 1}, numerator: {sex: male}}]"
            all.formUnion(try known(MeasureLibrary(measures: [try node(yaml)], shared: []).findings))
        }
        #expect(try keys("measure", "criterion-block") == all)
    }

    @Test("of shared definitions")
    func shared() throws {
        let findings = MeasureLibrary(measures: [], shared: [try node("library: l\nyear: 2026\nzzz: 1")]).findings
        #expect(try keys("shared-measures", "") == (try known(findings)))
    }

    private func rule(_ kind: String, _ more: String) -> String {
        "rules: [{id: X, title: t, dimension: privacy, severity: info, scope: file, owner: hub, kind: \(kind), message: m, \(more)}]"
    }

    @Test("of rules, and of what each kind of rule can be told")
    func rules() throws {
        #expect(try keys("rules", "") == (try known(RuleBook.read([try node("zzz: 1")]).findings)))
        #expect(try keys("rules", "analyte") == (try known(RuleBook.read([try node("analytes: [{zzz: 1}]")]).findings)))
        #expect(try keys("rules", "rule") == (try known(RuleBook.read([try node(rule("drug-code", "zzz: 1"))]).findings)))
        let tolerance = RuleBook.read([try node(rule("drug-code", "params: {min_pct: 1}, tolerance: {zzz: 1}"))]).findings
        #expect(try keys("rules", "tolerance") == (try known(tolerance)))
        let profile = RuleBook.read([try node(rule("drug-code", "params: {min_pct: 1}, profiles: {pediatric: {zzz: 1}}"))]).findings
        #expect(try keys("rules", "profile") == (try known(profile)))
        let data = try Data(contentsOf: URL(fileURLWithPath: Schemas.path("rules")))
        let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let defs = try #require(schema["$defs"] as? [String: Any])
        let kinds = RuleBook.kindNames
        #expect(Set(defs.keys.filter { $0.hasPrefix("params-") }) == Set(kinds.map { "params-" + $0 }))
        for kind in kinds {
            let findings = RuleBook.read([try node(rule(kind, "params: {zzz: 1}"))]).findings
            let known = try known(findings)
            #expect(try keys("rules", "params-" + kind) == known.subtracting([""]), "\(kind)")
        }
    }

    @Test("of limits and constraints of rules of counts")
    func counts() throws {
        let limit = RuleBook.read([try node(rule("panel-share", "params: {limits: [{zzz: 1}]}"))]).findings
        #expect(try keys("rules", "limit") == (try known(limit)))
        let constraint = RuleBook.read([try node(rule("multi-rate", "params: {constraints: [{zzz: 1}]}"))]).findings
        #expect(try keys("rules", "constraint") == (try known(constraint)))
        let excluding = RuleBook.read([try node(rule("exclusions-not-zero", "params: {measures: [{zzz: 1}]}"))]).findings
        #expect(try keys("rules", "excluding") == (try known(excluding)))
        let back = RuleBook.read([try node(rule("look-back", "params: {needs: [{zzz: 1}]}"))]).findings
        #expect(try keys("rules", "look-back") == (try known(back)))
    }

    @Test("of names of measures")
    func names() throws {
        #expect(try keys("measure-names", "") == (try known(MeasureNames.read(try node("measures: []\nelsewhere: {}\nzzz: 1")).findings)))
        #expect(try keys("measure-names", "measure") == (try known(MeasureNames.read(try node("measures: [{zzz: 1}]")).findings)))
        let elsewhere = MeasureNames.read(try node("measures: []\nelsewhere: {zzz: 1}")).findings
        #expect(try keys("measure-names", "elsewhere") == (try known(elsewhere)))
    }

    @Test("of known names of columns")
    func columns() throws {
        #expect(try keys("columns", "") == (try known(ColumnAliases.read(try node("columns: {}\nzzz: 1")).findings)))
        #expect(try keys("columns", "thing") == (try known(ColumnAliases.read(try node("columns: {}\nthings: [{zzz: 1}]")).findings)))
        #expect(try keys("columns", "flag") == (try known(ColumnAliases.read(try node("columns: {}\nconditions: [{zzz: 1}]")).findings)))
        #expect(try keys("codes", "meaning") == (try known(CodeAliases.read(try node("l: { M: { zzz: 1 } }")).findings)))
    }
}

internal import HubCore

extension MappingCompiler {
    private static let resultFields: [(String, FieldRole)] = [
        ("measure", .text), ("title", .text), ("version", .text), ("group", .text), ("stratum", .text),
        ("level", .word(ReportedResult.Level.allCases.map(\.word))), ("provider", .text), ("site", .text), ("period", .text),
        ("period-start", .day), ("period-end", .day), ("data-source", .text),
    ]

    mutating func result(_ node: Node) -> ResultSpec? {
        var reader = NodeReader(node, what: "a result")
        var nodes: [String: Node] = [:]
        for (key, _) in Self.resultFields { nodes[key] = reader.optional(key) }
        if nodes["measure"] == nil, node.entries != nil {
            reader.fail("a result needs `measure`", at: node.origin, id: "config.missing-key")
        }
        let kind = reader.word("named-by", of: ReportedResult.NameKind.allCases.map { ($0.rawValue, $0) })
        let convention = reader.word("denominator", of: [("gross", ReportedResult.Convention.gross), ("net", .net), ("prove", .unknown)])
        if convention == nil, reader.node["denominator"] == nil, node.entries != nil {
            reader.fail(
                "a result must say its `denominator`: gross (exclusions still inside), net (taken out before), or prove (the file's own arithmetic tells)",
                at: node.origin, id: "config.missing-key")
        }
        let complement = reader.flag("complement") ?? false
        let months = reader.integer("rolling-months")
        if let months, !(1...60).contains(months) { reader.fail("`rolling-months` is a number between 1 and 60", at: node.origin) }
        let source = reader.word("source", of: [ResultSource.reportedCSV, .manual, .chartSample].map { ($0.rawValue, $0) })
        let (when, counts) = (reader.optional("when"), reader.required("counts"))
        reader.finish()
        findings += reader.findings
        var made: [String: FieldSpec] = [:]
        for (key, role) in Self.resultFields { made[key] = nodes[key].flatMap { field($0, "result.\(key)", role) } }
        guard let measure = made["measure"] else { return nil }
        var spec = ResultSpec(measure)
        (spec.kind, spec.convention, spec.isComplement, spec.rollingMonths) = (kind ?? .any, convention ?? .unknown, complement, months)
        spec.source = source ?? .reportedCSV
        spec.when = when.map { conditions($0) } ?? []
        (spec.title, spec.version, spec.group, spec.stratum) = (made["title"], made["version"], made["group"], made["stratum"])
        (spec.level, spec.provider, spec.site) = (made["level"], made["provider"], made["site"])
        (spec.period, spec.start, spec.end) = (made["period"], made["period-start"], made["period-end"])
        spec.dataSource = made["data-source"]
        if let counts { readCounts(counts, into: &spec) }
        return spec
    }

    private mutating func readCounts(_ node: Node, into spec: inout ResultSpec) {
        var reader = NodeReader(node, what: "`counts`")
        let parts = ResultPart.allCases.map { ($0, reader.optional($0.rawValue)) }
        let (rate, sample) = (reader.optional("rate"), reader.optional("sample-size"))
        reader.finish()
        findings += reader.findings
        for (part, node) in parts { spec.counts[part] = node.flatMap { field($0, "result.\(part.rawValue)", .text) } }
        spec.rate = rate.flatMap { field($0, "result.rate", .text) }
        spec.sample = sample.flatMap { field($0, "result.sample-size", .text) }
        if spec.counts[.denominator] == nil || spec.counts[.numerator] == nil && spec.rate == nil {
            fail("`counts` needs `denominator`, and `numerator` or `rate`", at: node.origin, id: "config.missing-key")
        }
    }
}

import HubCore

extension KnownMeasure {
    static func read(_ node: Node) -> (KnownMeasure, [Finding]) {
        var reader = NodeReader(node, what: "a measure's names")
        var measure = KnownMeasure(id: reader.requiredText("id") ?? "", title: reader.requiredText("title") ?? "")
        measure.cbe = (reader.texts("cbe") ?? []).compactMap { Int($0) }
        measure.quality = reader.integer("quality")
        measure.lowerIsBetter = reader.word("better", of: [("higher", false), ("lower", true)]) ?? false
        measure.hasExceptions = reader.flag("exceptions") ?? false
        measure.combinesGroups = reader.flag("combined") ?? false
        measure.names = reader.texts("names") ?? []
        measure.complements = reader.texts("complements") ?? []
        for entry in reader.optional("versions")?.entries ?? [] {
            guard let year = Int(entry.key), let label = entry.value.text else {
                reader.fail("a version is written `2026: CMS165v14`", at: entry.keyOrigin)
                continue
            }
            measure.versions[year] = label
        }
        for entry in reader.optional("groups")?.entries ?? [] {
            let names = entry.value.text.map { [$0] } ?? (entry.value.list ?? []).compactMap { $0.text }
            measure.groups.append(Group(id: entry.key, names: names))
        }
        for entry in reader.optional("strata")?.entries ?? [] {
            measure.strata.append((entry.key, NameWords(entry.value.text ?? "").numbers))
        }
        for entry in reader.optional("uds")?.entries ?? [] { measure.uds.append((entry.key, entry.value.text ?? "1")) }
        reader.finish()
        return (measure, reader.findings)
    }
}

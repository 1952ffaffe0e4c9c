import HubCore

/// The measure file itself: what it is called, its groups, strata, needs and texts.
extension MeasureReader {
    mutating func measure(_ node: Node) -> Measure? {
        var reader = NodeReader(node, what: "a measure")
        let id = reader.requiredText("id")
        let (version, year) = self.version(&reader)
        let title = reader.requiredText("title")
        var scope = names(&reader)
        var measure = Measure(id: id ?? "", version: version ?? "", year: year ?? 0, title: title ?? "", origin: node.origin)
        measure.contentHash = contentHash(node)
        measure.strataPartition = !(reader.flag("strata_overlap") ?? false)
        measure.steward = reader.text("steward") ?? ""
        measure.licence = reader.text("licence") ?? ""
        measure.derivedFrom = reader.text("derived_from") ?? ""
        _ = reader.word("scoring", of: [("proportion", ())])
        measure.encounters = encounters(&reader, &scope)
        measure.lowerIsBetter = reader.word("direction", of: [("higher", false), ("lower", true)]) ?? false
        if let publish = reader.optional("publish") {
            var inner = NodeReader(publish, what: "`publish`")
            measure.combinesGroups = inner.word("combine", of: [("sum_of_groups", true)]) ?? false
            scope.finish(inner)
        }
        if let period = reader.optional("period") {
            var inner = NodeReader(period, what: "`period`")
            _ = inner.word("length", of: [("12 months", ())])
            _ = inner.word("anchor", of: [("any", ()), ("calendar", ())])
            scope.finish(inner)
        }
        measure.groups = groups(reader.required("groups"), &scope)
        measure.strata = strata(reader.optional("strata"), &scope)
        measure.requires = requirements(reader.optional("requires"), &scope)
        measure.gaps = gaps(reader.optional("gaps"), &scope)
        scope.finish(reader)
        let unused = scope.unused.sorted { ($0.value.position ?? .start) < ($1.value.position ?? .start) }
        for (name, origin) in unused {
            if scope.definitions[name] != nil { _ = scope.meaning(of: name, at: origin) }
            scope.findings.append(
                Finding(.warning, "measure.unused", "`\(name)` is never used", at: origin, fix: "Remove it or use it.", owner: .hub))
        }
        tellUnused(node["uses"], &scope)
        (measure.names, measure.labels) = (scope.names, scope.labels)
        measure.vocabulary = scope.valueSets.mapValues { CodeList(valueSets: [$0]) }
        measure.vocabulary.merge(scope.codings.mapValues { CodeList(codings: [$0]) }) { mine, _ in mine }
        findings += scope.findings
        return scope.findings.contains { $0.severity == .error } ? nil : measure
    }

    /// A shared file of which nothing is used is a slip: an exclusion that was named above and forgotten below.
    private func tellUnused(_ uses: Node?, _ scope: inout MeasureScope) {
        for item in uses.map({ $0.list ?? [$0] }) ?? [] {
            guard let name = item.text, let lent = lent(by: name), lent.isDisjoint(with: scope.used) else { continue }
            scope.findings.append(
                Finding(
                    .warning, "measure.unused", "nothing of `\(name)` is used", at: item.origin, fix: "Remove it or use it.", owner: .hub))
        }
    }

    private mutating func version(_ reader: inout NodeReader) -> (String?, Int?) {
        guard let node = reader.required("version") else { return (nil, nil) }
        var inner = NodeReader(node, what: "`version`")
        let label = inner.requiredText("label")
        let year = inner.integer("year")
        if year == nil { inner.fail("`version` needs `year`", at: node.origin, id: "config.missing-key") }
        inner.finish()
        findings += inner.findings
        return (label, year)
    }

    private func groups(_ node: Node?, _ scope: inout MeasureScope) -> [Measure.Group] {
        guard let node else { return [] }
        guard let list = node.list, !list.isEmpty else {
            scope.fail("`groups` must be a list", at: node.origin)
            return []
        }
        var ids: Set<String> = []
        return list.compactMap { item in
            var reader = NodeReader(item, what: "a group")
            let id = reader.requiredText("id")
            let title = reader.text("name") ?? ""
            let (initial, numerator) = (reader.required("initial_population"), reader.required("numerator"))
            let others = ["denominator", "exclusions", "exceptions"].map { reader.optional($0) }
            scope.finish(reader)
            let read = others.map { $0.flatMap { scope.criterion($0) } }
            if let id, !ids.insert(id).inserted {
                scope.fail("the group `\(id)` is there twice", at: item.origin, fix: "Give each its own `id`.")
            }
            guard let id, let initial = initial.flatMap({ scope.criterion($0) }),
                let numerator = numerator.flatMap({ scope.criterion($0) })
            else { return nil }
            return Measure.Group(
                id: id, title: title, initialPopulation: initial, denominator: read[0], exclusions: read[1],
                numerator: numerator, exceptions: read[2])
        }
    }

    private func strata(_ node: Node?, _ scope: inout MeasureScope) -> [Measure.Stratum] {
        var ids: Set<String> = []
        return (node?.list ?? []).compactMap { item in
            var reader = NodeReader(item, what: "a stratum")
            let (id, title) = (reader.requiredText("id"), reader.text("name") ?? "")
            let criterion = reader.required("criterion").flatMap { scope.criterion($0) }
            scope.finish(reader)
            if let id, !ids.insert(id).inserted {
                scope.fail("the stratum `\(id)` is there twice", at: item.origin, fix: "Give each its own `id`.")
            }
            guard let id, let criterion else { return nil }
            return Measure.Stratum(id: id, title: title, criterion: criterion)
        }
    }

    private func requirements(_ node: Node?, _ scope: inout MeasureScope) -> [Measure.Requirement] {
        (node?.list ?? []).compactMap { item in
            var reader = NodeReader(item, what: "a required element")
            let element = reader.requiredText("element")
            let population = reader.text("population") ?? "all patients"
            let among = reader.optional("among")
            let events = reader.optional("events")
            let field = reader.word("field", of: [("birth_date", Measure.Requirement.Need.birthDate), ("sex", .sex)])
            let minimum = reader.number("minimum") ?? 0
            let fix = reader.text("fix") ?? ""
            if events == nil, field == nil { reader.fail("a required element needs `events` or `field`", at: item.origin) }
            scope.finish(reader)
            let criterion = among.flatMap { scope.criterion($0) }
            let read = events.flatMap { scope.events($0) }
            Self.refuseEncounter(criterion, read, at: item.origin, &scope)
            guard let element, let need = field ?? read.map({ .events($0) }) else { return nil }
            return Measure.Requirement(
                element: element, population: population, among: criterion, need: need, minimum: minimum, fix: fix)
        }
    }

    private func gaps(_ node: Node?, _ scope: inout MeasureScope) -> [String: String] {
        var texts: [String: String] = [:]
        for entry in node?.entries ?? [] {
            if scope.definitions[entry.key] == nil, scope.meanings[entry.key] == nil, !scope.names.criteria.values.contains(entry.key) {
                _ = scope.meaning(of: entry.key, at: entry.keyOrigin)
            }
            texts[entry.key] = entry.value.text
        }
        return texts
    }
}

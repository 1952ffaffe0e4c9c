import HubCore

/// Definitions and event sets.
extension MeasureScope {
    /// Any definition: what it is follows from its first telling key.
    mutating func definition(_ node: Node, name: String?) -> Meaning {
        if node["from"] != nil || node["union"] != nil || node["latest"] != nil {
            return events(node).map { .events($0) } ?? .broken
        }
        if node["latest_day"] != nil || node["first_day"] != nil { return day(node).map { .day($0) } ?? .broken }
        if node["agg"] != nil { return number(node).map { .number($0) } ?? .broken }
        return criterion(node).map { .criterion($0) } ?? .broken
    }

    /// A name of an event set, or one written in place.
    mutating func events(_ node: Node) -> Events? {
        if let name = node.text {
            switch meaning(of: name, at: node.origin) {
            case .events(let events): return events
            case .broken: return nil
            case let other:
                fail("`\(name)` is \(other.words), but a set of events is needed here", at: node.origin, id: "measure.type")
                return nil
            }
        }
        if node["union"] != nil { return union(node) }
        if let latest = node["latest"] {
            var outer = NodeReader(node, what: "a definition")
            _ = outer.optional("latest")
            finish(outer)
            var reader = NodeReader(latest, what: "`latest`")
            let of = reader.required("of")
            let by = reader.word("by", of: Self.dateChoices) ?? .start
            finish(reader)
            return of.flatMap { events($0) }.map { .latest($0, by: by) }
        }
        return filter(node)
    }

    private mutating func union(_ node: Node) -> Events? {
        var reader = NodeReader(node, what: "a union")
        let parts = reader.required("union")
        finish(reader)
        guard let list = parts?.list, !list.isEmpty else {
            fail("`union` must list sets of events", at: parts?.origin ?? node.origin)
            return nil
        }
        let members = list.compactMap { events($0) }
        return members.count == list.count ? .union(members) : nil
    }

    mutating func day(_ node: Node) -> DayValue? {
        if let name = node.text {
            switch meaning(of: name, at: node.origin) {
            case .day(let day): return day
            case .broken: return nil
            case let other:
                fail("`\(name)` is \(other.words), but a day is needed here", at: node.origin, id: "measure.type")
                return nil
            }
        }
        var reader = NodeReader(node, what: "a day")
        let (latest, first) = (reader.optional("latest_day"), reader.optional("first_day"))
        let by = reader.word("by", of: Self.dateChoices)
        finish(reader)
        if let latest { return events(latest).map { .latest($0, by: by) } }
        return first.flatMap { events($0) }.map { .first($0, by: by) }
    }

    mutating func number(_ node: Node) -> Number? {
        if let name = node.text {
            switch meaning(of: name, at: node.origin) {
            case .number(let number): return number
            case .broken: return nil
            case let other:
                fail("`\(name)` is \(other.words), but a number is needed here", at: node.origin, id: "measure.type")
                return nil
            }
        }
        var reader = NodeReader(node, what: "a number")
        let aggregate = reader.word("agg", of: Number.Aggregate.allCases.map { ($0.rawValue, $0) })
        let of = reader.required("of")
        let codes = codeList(&reader, "code")
        let onDay = reader.optional("on_day")
        finish(reader)
        let day = onDay.flatMap { self.day($0) }
        guard let aggregate, let of, let events = events(of), onDay == nil || day != nil else { return nil }
        let units = Self.units(of: events)
        guard units.count == 1, let unit = units.first ?? nil else {
            fail(
                "the events of a number need one `unit`", at: of.origin, id: "measure.unit",
                fix: "Give every event set that this number is taken from the same `unit`.")
            return nil
        }
        return Number(aggregate: aggregate, of: events, codes: codes, day: day, unit: unit)
    }

    private static func units(of events: Events) -> Set<String?> {
        switch events {
        case .filter(let filter): [filter.unit]
        case .union(let members): members.reduce(into: []) { $0.formUnion(units(of: $1)) }
        case .latest(let events, _): units(of: events)
        case .thisEncounter: [nil]
        }
    }

    static let dateChoices: [(String, DateChoice)] = [("start", .start), ("end", .end), ("authored", .authored)]
}

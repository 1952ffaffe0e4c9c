import HubCore

/// One `from:` leaf with all its keys.
extension MeasureScope {
    mutating func filter(_ node: Node) -> Events? {
        var reader = NodeReader(node, what: "a set of events")
        let before = findings.count
        guard let source = reader.word("from", of: EventSource.allCases.map { ($0.rawValue, $0) }) else {
            if reader.findings.isEmpty { fail("a set of events needs `from`", at: node.origin, id: "config.missing-key") }
            findings += reader.findings
            return nil
        }
        var filter = EventFilter(source)
        filter.codes = codeList(&reader, "code")
        filter.statuses = words(&reader, "status")
        filter.intents = words(&reader, "intent")
        filter.notDone = reader.flag("not_done") ?? false
        filter.reason = codeList(&reader, "reason")
        filter.valueCodes = codeList(&reader, "value_code")
        filter.hasValue = reader.flag("has_value")
        filter.unit = reader.text("unit")
        for sign in Comparison.Sign.allCases {
            if let limit = reader.number(sign.rawValue) { filter.comparisons.append(Comparison(sign: sign, limit: limit)) }
        }
        if !filter.comparisons.isEmpty, filter.unit == nil {
            fail("a comparison needs a `unit`", at: node.origin, id: "measure.unit", fix: "Add, for example, `unit: \"mg/dL\"`.")
        }
        filter.classes = words(&reader, "class")
        filter.classesNot = words(&reader, "class_not")
        filter.disposition = codeList(&reader, "disposition")
        filter.bodySite = codeList(&reader, "body_site")
        if let age = reader.optional("age_at_event") {
            var ages = NodeReader(age, what: "`age_at_event`")
            (filter.ageMin, filter.ageMax) = (ages.integer("min"), ages.integer("max"))
            finish(ages)
            range(filter.ageMin, filter.ageMax, at: age.origin)
        }
        filter.timings = timings(&reader)
        filter.with = relations(&reader, "with")
        filter.without = relations(&reader, "without")
        if filter.codes == nil, filter.classes == nil, filter.classesNot == nil {
            fail("a set of events needs `code`", at: node.origin, id: "config.missing-key", fix: "Name a value set or a code.")
        }
        if filter.timings.contains(where: \.usesOther) {
            fail("`other` has a meaning only inside `with` and `without`", at: node.origin, id: "measure.window")
        }
        finish(reader)
        return findings.count == before ? .filter(filter) : nil
    }

    /// The timing keys of a leaf or of a relation.
    private mutating func timings(_ reader: inout NodeReader) -> [Timing] {
        let by = reader.word("by", of: Self.dateChoices)
        let openEnd = reader.flag("open_end") ?? false
        var timings: [Timing] = []
        let windows: [(String, Timing.Relation)] = [
            ("during", .during), ("overlaps", .overlaps), ("starts_during", .startsDuring), ("ends_during", .endsDuring),
        ]
        for (key, relation) in windows {
            guard let text = reader.text(key), let origin = reader.node[key]?.origin else { continue }
            guard let window = place(at: origin, { (read) throws(WindowReader.Trouble) in try read.window(text) }) else { continue }
            timings.append(Timing(relation: relation, by: by, window: window, openEnd: openEnd && relation == .overlaps))
        }
        let points: [(String, Timing.Relation, Int)] = [
            ("starts_by", .startsDuring, 0), ("ends_by", .endsDuring, 0), ("starts_before", .startsDuring, -1),
        ]
        for (key, relation, shift) in points {
            guard let text = reader.text(key), let origin = reader.node[key]?.origin else { continue }
            guard var point = place(at: origin, { (read) throws(WindowReader.Trouble) in try read.point(text) }) else { continue }
            point.days += shift
            timings.append(Timing(relation: relation, by: by, window: Window(from: nil, to: point)))
        }
        if openEnd, by != nil || !timings.contains(where: \.openEnd), let origin = reader.node["open_end"]?.origin {
            fail(
                "`open_end` belongs to `overlaps` without `by`: it says what goes on when nobody knows until when", at: origin,
                id: "measure.window", fix: "Write, for example, `overlaps: period, open_end: true`.")
        }
        return timings
    }

    /// Reads a window or point and tells what is wrong with it.
    mutating func place<Value>(
        at origin: Origin, _ read: (WindowReader) throws(WindowReader.Trouble) -> Value
    ) -> Value? {
        var scope = self
        let reader = WindowReader { (name) throws(WindowReader.Trouble) in
            guard let day = scope.day(Node(.scalar(name, quoted: false), at: origin)) else {
                throw WindowReader.Trouble(message: "`@\(name)` is not a day of this measure")
            }
            return day
        }
        do {
            let value = try read(reader)
            self = scope
            return value
        } catch {
            fail(error.message, at: origin, id: "measure.window", fix: error.fix)
            return nil
        }
    }

    private mutating func relations(_ reader: inout NodeReader, _ key: String) -> [EventFilter.Relation] {
        guard let node = reader.optional(key) else { return [] }
        return (node.list ?? [node]).compactMap { item in
            var inner = NodeReader(item, what: "`\(key)`")
            let named = inner.required("events")
            let timings = timings(&inner)
            let linked = inner.flag("linked") ?? false
            finish(inner)
            guard let events = named.flatMap({ events($0) }) else { return nil }
            var relation = EventFilter.Relation(events: events)
            (relation.timings, relation.linked) = (timings, linked)
            if timings.isEmpty, !linked {
                fail("`\(key)` does not say how the events lie to each other", at: item.origin, fix: "Add, for example, `during: other`.")
            }
            return relation
        }
    }

    private mutating func words<W: FactWord>(_ reader: inout NodeReader, _ key: String) -> [W]? {
        guard let texts = reader.texts(key), let origin = reader.node[key]?.origin else { return nil }
        return texts.compactMap { text in
            let found = W(word: text)
            if found == nil {
                let known = W.allCases.map(\.word)
                fail(
                    "`\(text)` is not a value of `\(key)`" + Suggestion.words(for: text, among: known), at: origin,
                    id: "config.unknown-value", fix: "Write one of: " + known.joined(separator: ", ") + ".")
            }
            return found
        }
    }
}

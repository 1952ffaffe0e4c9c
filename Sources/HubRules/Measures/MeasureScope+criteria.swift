import HubCore

/// Criteria: all, any, not, exists, count, count_days, age, sex, value, is_null, value_in.
extension MeasureScope {
    mutating func criterion(_ node: Node) -> Criterion? {
        if let name = node.text { return criterion(named: name, at: node.origin) }
        if let list = node.list { return combined(list).map { .all($0) } }
        if node["from"] != nil || node["union"] != nil { return events(node).map { .exists($0) } }
        var reader = NodeReader(node, what: "a criterion")
        let label = reader.text("name")
        let before = findings.count
        var found: [Criterion] = []
        if let all = reader.optional("all") { found += parts(all, "all").map { [.all($0)] } ?? [] }
        if let any = reader.optional("any") { found += parts(any, "any").map { [.any($0)] } ?? [] }
        if let not = reader.optional("not") { found += criterion(not).map { [.not($0)] } ?? [] }
        if let of = reader.optional("exists") { found += events(of).map { [.exists($0)] } ?? [] }
        if let of = reader.optional("count") { found += counted(&reader, of) { .count($0, min: $1, max: $2) } }
        if let of = reader.optional("count_days") { found += countedDays(&reader, of) }
        if let text = reader.text("born") { found += born(text, at: reader.node["born"]?.origin ?? node.origin).map { [$0] } ?? [] }
        if let text = reader.text("died") { found += died(text, at: reader.node["died"]?.origin ?? node.origin).map { [$0] } ?? [] }
        if let of = reader.optional("days_covered") { found += covered(&reader, of) }
        if let age = reader.optional("age") { found += self.age(age).map { [$0] } ?? [] }
        if let words = reader.texts("sex") { found += sex(words, at: node.origin).map { [$0] } ?? [] }
        if let of = reader.optional("value") { found += compared(&reader, of) }
        if let of = reader.optional("is_null") { found += number(of).map { [.isNull($0)] } ?? [] }
        if let of = reader.optional("value_in") { found += valueIn(of).map { [$0] } ?? [] }
        finish(reader)
        if found.count != 1 {
            if findings.count == before {
                fail("a criterion says exactly one thing", at: node.origin, fix: "Join several with `all:` or `any:`.")
            }
            return nil
        }
        if let label { names.criteria[found[0]] = label }
        return found[0]
    }

    private mutating func criterion(named name: String, at origin: Origin) -> Criterion? {
        switch meaning(of: name, at: origin) {
        case .criterion(let criterion): return criterion
        case .events(let events): return .exists(events)
        case .broken: return nil
        case let other:
            fail("`\(name)` is \(other.words), but a criterion is needed here", at: origin, id: "measure.type")
            return nil
        }
    }

    private mutating func parts(_ node: Node, _ key: String) -> [Criterion]? {
        guard let list = node.list, !list.isEmpty else {
            fail("`\(key)` must be a list of criteria, but this is \(node.shape)", at: node.origin)
            return nil
        }
        return combined(list)
    }

    /// Nil when any of them is broken, so that a broken measure is never judged.
    private mutating func combined(_ list: [Node]) -> [Criterion]? {
        let read = list.compactMap { criterion($0) }
        return read.count == list.count ? read : nil
    }

    private mutating func counted(
        _ reader: inout NodeReader, _ of: Node, _ make: (Events, Int, Int?) -> Criterion
    ) -> [Criterion] {
        let (min, max) = (reader.integer("min"), reader.integer("max"))
        guard let events = events(of) else { return [] }
        guard min != nil || max != nil else {
            fail("a count needs `min` or `max`", at: of.origin, id: "config.missing-key")
            return []
        }
        range(min, max, at: of.origin)
        return [make(events, min ?? 0, max)]
    }

    private mutating func countedDays(_ reader: inout NodeReader, _ of: Node) -> [Criterion] {
        let apart = reader.integer("apart") ?? 1
        if apart < 1 || apart > 366 { fail("`apart` must be a number of days from 1 to 366", at: of.origin) }
        return counted(&reader, of) { .countDays($0, min: $1, max: $2, apart: apart) }
    }

    private mutating func born(_ text: String, at origin: Origin) -> Criterion? {
        ofPeriod(text, "born", such: "[period.start - 15 months, period.end - 15 months]", at: origin).map { .born($0) }
    }

    private mutating func died(_ text: String, at origin: Origin) -> Criterion? {
        ofPeriod(text, "died", such: "period", at: origin).map { .died($0) }
    }

    /// A window both of whose ends are points of the period.
    private mutating func ofPeriod(_ text: String, _ key: String, such example: String, at origin: Origin) -> Window? {
        guard let window = place(at: origin, { (read) throws(WindowReader.Trouble) in try read.window(text) }) else { return nil }
        let bases = [window.from?.base, window.to?.base]
        guard bases.allSatisfy({ $0 == .periodStart || $0 == .periodEnd }) else {
            fail(
                "`\(key)` must be a window of the period", at: origin, id: "measure.window", fix: "Write, for example, `\(example)`.")
            return nil
        }
        return window
    }

    private mutating func covered(_ reader: inout NodeReader, _ of: Node) -> [Criterion] {
        let (within, min) = (reader.requiredText("within"), reader.integer("min"))
        guard let events = events(of), let within, let origin = reader.node["within"]?.origin else { return [] }
        guard let min, min > 0 else {
            fail("`days_covered` needs `min`, a number of days", at: of.origin, id: "config.missing-key")
            return []
        }
        guard let window = place(at: origin, { (read) throws(WindowReader.Trouble) in try read.window(within) }) else { return [] }
        return [.daysCovered(events, within: window, min: min)]
    }

    private mutating func age(_ node: Node) -> Criterion? {
        var reader = NodeReader(node, what: "`age`")
        let at = reader.requiredText("at")
        let (min, max) = (reader.integer("min"), reader.integer("max"))
        finish(reader)
        guard let at else { return nil }
        let point = place(at: node.origin) { (read) throws(WindowReader.Trouble) in try read.point(at) }
        guard let point, point.base == .periodStart || point.base == .periodEnd else {
            fail("`at` must be a point of the period", at: node.origin, id: "measure.window", fix: "Write period.start or period.end.")
            return nil
        }
        if min == nil, max == nil { fail("`age` needs `min` or `max`", at: node.origin, id: "config.missing-key") }
        range(min, max, at: node.origin)
        return .age(at: point, min: min, max: max)
    }

    /// A range that nothing can lie in makes a criterion that nobody meets.
    mutating func range(_ min: Int?, _ max: Int?, at origin: Origin) {
        guard let min, let max, min > max else { return }
        fail("nothing is at least \(min) and at most \(max)", at: origin, fix: "Let `min` be the smaller of the two.")
    }

    private mutating func sex(_ words: [String], at origin: Origin) -> Criterion? {
        let found = words.compactMap { Patient.Sex(word: $0) }
        guard found.count == words.count, !found.isEmpty else {
            fail("`sex` must be female, male, unknown or other", at: origin, id: "config.unknown-value")
            return nil
        }
        return .sex(found)
    }

    private mutating func compared(_ reader: inout NodeReader, _ of: Node) -> [Criterion] {
        let tests = Comparison.Sign.allCases.compactMap { sign in
            reader.number(sign.rawValue).map { Comparison(sign: sign, limit: $0) }
        }
        guard let number = number(of) else { return [] }
        guard !tests.isEmpty else {
            fail("`value` needs one of lt, le, gt, ge", at: of.origin, id: "config.missing-key")
            return []
        }
        return tests.count == 1 ? [.compare(number, tests[0])] : [.all(tests.map { .compare(number, $0) })]
    }

    private mutating func valueIn(_ node: Node) -> Criterion? {
        var reader = NodeReader(node, what: "`value_in`")
        let of = reader.required("of")
        let codes = codeList(&reader, "set")
        finish(reader)
        guard let codes else {
            fail("`value_in` needs `set`", at: node.origin, id: "config.missing-key")
            return nil
        }
        return of.flatMap { events($0) }.map { .valueIn($0, codes) }
    }
}

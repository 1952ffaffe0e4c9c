package import HubCore

/// How patients find their provider or site, as `Mappings/attribution/methods.yaml` says it.
package struct AttributionMethod: Sendable, Hashable {
    package indirect enum Way: Sendable, Hashable {
        /// Most visits in so many months before the period's end; a tie goes to the most recent one.
        case visits(months: Int)
        /// Every provider or site with a visit in the period.
        case anyVisit
        /// The primary-care provider that the patient's record names.
        case record
        /// A list that was given.
        case list
        /// The first of these that names somebody.
        case first([Way])
    }
    package var id: String
    package var title: String
    package var way: Way

    package init(id: String, title: String, way: Way) { (self.id, self.title, self.way) = (id, title, way) }

    package var needsList: Bool { Self.asks(way, .list) }
    /// It asks something that only providers have.
    package var isOfProviders: Bool { Self.asks(way, .record) }

    private static func asks(_ way: Way, _ wanted: Way) -> Bool {
        if case .first(let ways) = way { return ways.contains { asks($0, wanted) } }
        return way == wanted
    }
}

/// All methods, and what counts as a visit.
package struct AttributionBook: Sendable {
    package private(set) var methods: [AttributionMethod] = []
    /// OIDs.
    package private(set) var visits: [String] = []
    /// The methods that are taken when none is named.
    package private(set) var standard: [MeasureResult.Level: String] = [:]

    package static func read(_ node: Node) -> (AttributionBook, [Finding]) {
        var book = AttributionBook()
        var reader = NodeReader(node, what: "the attribution file")
        book.visits = reader.texts("visits") ?? []
        book.standard = [.provider: reader.requiredText("default") ?? "", .site: reader.requiredText("default-site") ?? ""]
        for item in reader.required("methods")?.list ?? [] {
            var line = NodeReader(item, what: "a method")
            let (id, title) = (line.requiredText("id"), line.requiredText("title"))
            let by = line.word("by", of: [("visits", 0), ("any-visit", 1), ("list", 2), ("first", 3), ("record", 4)])
            let (months, of) = (line.integer("months"), line.texts("of"))
            if by == nil, item["by"] == nil { line.fail("a method needs `by`", at: item.origin, id: "config.missing-key") }
            if by == 0, !(1...120).contains(months ?? 0) { line.fail("`by: visits` needs `months`, 1 to 120", at: item.origin) }
            var ways: [AttributionMethod.Way] = []
            for name in of ?? [] {
                if let other = book.methods.first(where: { $0.id == name }) {
                    ways.append(other.way)
                } else {
                    line.fail(
                        "there is no method `\(name)` above" + Suggestion.words(for: name, among: book.methods.map(\.id)),
                        at: item["of"]?.origin ?? item.origin)
                }
            }
            if by == 3, ways.isEmpty { line.fail("`by: first` needs `of`, the methods to ask in turn", at: item.origin) }
            line.finish()
            reader.absorb(line.findings)
            guard let id, let title, let by else { continue }
            let way: AttributionMethod.Way =
                by == 0 ? .visits(months: months ?? 24) : by == 1 ? .anyVisit : by == 2 ? .list : by == 3 ? .first(ways) : .record
            book.methods.append(AttributionMethod(id: id, title: title, way: way))
        }
        for (key, level) in [("default", MeasureResult.Level.provider), ("default-site", .site)] {
            guard let origin = node[key]?.origin, let named = book.standard[level] else { continue }
            let method = book.methods.first { $0.id == named }
            if method == nil {
                reader.fail("`\(key)` names no method" + Suggestion.words(for: named, among: book.methods.map(\.id)), at: origin)
            } else if level == .site, method?.isOfProviders == true {
                reader.fail("`\(key)` names a method that asks for the patient's provider", at: origin)
            }
        }
        reader.finish()
        return (book, reader.findings)
    }

    /// The method of that name, the level's default when none is named.
    /// - Throws: ``HubError/Code/notFound``, ``HubError/Code/misconfigured`` for one that sites cannot have.
    package func method(_ id: String?, for level: MeasureResult.Level = .provider) throws(HubError) -> AttributionMethod {
        let wanted = id ?? standard[level] ?? ""
        guard let found = methods.first(where: { $0.id == wanted }) else {
            throw HubError(
                .notFound, "there is no attribution method `\(wanted)`" + Suggestion.words(for: wanted, among: methods.map(\.id)),
                hint: "There are: " + methods.map { "\($0.id) (\($0.title))" }.joined(separator: ", ") + ".")
        }
        guard level == .provider || !found.isOfProviders else {
            throw HubError(
                .misconfigured, "the method `\(wanted)` asks for the patient's provider, so it finds no site",
                hint: "For sites there are: " + methods.filter { !$0.isOfProviders }.map(\.id).joined(separator: ", ") + ".")
        }
        return found
    }
}

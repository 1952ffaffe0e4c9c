package import HubCore
package import HubRules

/// Measures, rules and value sets out of `Mappings/`.
extension ConfigFolder {
    /// Every measure that can be read; `findings` tells what is wrong with the others.
    package func measures() throws(HubError) -> MeasureLibrary {
        var measures: [Node] = []
        var shared: [Node] = []
        for file in yamlFiles(in: "measures") where !file.hasSuffix("cases.yaml") {
            if file.hasPrefix("measures/_shared/") { shared.append(try node(file)) } else { measures.append(try node(file)) }
        }
        return MeasureLibrary(measures: measures, shared: shared)
    }

    /// The measures asked for by id, all of them when none is named, each in the version for every period.
    /// - Throws: ``HubError/Code/misconfigured`` when a measure's file is wrong, ``HubError/Code/notFound`` when there is no such measure.
    /// - Parameter frozen: versions that judge all periods (`CMS165v14`), or a measurement year whose versions do.
    package func choose(_ ids: [String], for periods: [Period], frozen: [String] = []) throws(HubError) -> MeasureChoice {
        let library = try measures()
        let frozen = try FrozenVersions(frozen, in: library, names: try measureNames())
        var choice = MeasureChoice(periods: periods)
        let all = Array(Set(library.measures.map(\.id))).sorted()
        for id in ids.isEmpty ? all : ids {
            for (at, period) in periods.enumerated() {
                guard let measure = try frozen.version(of: id) ?? library.measure(id, for: period) else {
                    if let broken = library.findings.filter({ $0.origin.file.name.lowercased().contains(id.lowercased()) }).cause {
                        throw HubError(.misconfigured, broken.message, at: broken.origin, hint: broken.fix)
                    }
                    throw HubError(
                        .notFound, "there is no measure `\(id)`" + Suggestion.words(for: id, among: all),
                        hint: "`measurehub measures` lists them: " + all.joined(separator: ", ") + ".")
                }
                choice.add(measure, period: at)
            }
        }
        if ids.isEmpty { choice.leftOut = library.findings.filter { $0.severity == .error } }
        return choice
    }

    /// What is published about the value sets: titles and totals.
    package func valueSetTitles() throws(HubError) -> [String: ValueSetTitle] {
        let file = "valuesets/index.csv"
        return ValueSetTitle.read(try bytes(of: file), file: SourceFile(file)).titles
    }

    /// OIDs of all value sets that come with the project or that a measure asks for.
    package func knownValueSets() throws(HubError) -> Set<String> {
        Set(try valueSetTitles().keys).union(try measures().measures.flatMap(\.valueSets))
    }

    /// The codes that come with the project: of freely redistributable code systems only, so most sets are incomplete. A set of which no code
    /// may be shipped is there without any, so that a practice's code map can place codes into it.
    package func shippedValueSets() throws(HubError) -> [ValueSet] {
        let titles = try valueSetTitles()
        var sets: [ValueSet] = []
        for oid in titles.keys.sorted() {
            let file = "valuesets/\(oid).csv"
            guard exists(file) else {
                let title = titles[oid]
                sets.append(ValueSet(oid: oid, title: title?.title ?? "", publishedTotal: title?.publishedTotal, codes: [], source: "none"))
                continue
            }
            let reading = ValueSetCSV.read(try bytes(of: file), file: SourceFile(file), titles: titles, partial: true)
            if var set = reading.set {
                set.source = "shipped"
                sets.append(set)
            }
        }
        return sets
    }

    /// How patients find their provider.
    /// - Throws: ``HubError/Code/misconfigured`` with the first wrong place.
    package func attribution() throws(HubError) -> AttributionBook {
        let (book, findings) = AttributionBook.read(try node("attribution/methods.yaml"))
        if let first = findings.cause { throw HubError(.misconfigured, first.message, at: first.origin, hint: first.fix) }
        return book
    }

    /// What measures are called, those that the hub cannot judge included.
    /// - Throws: ``HubError/Code/misconfigured`` with the first wrong place.
    package func measureNames() throws(HubError) -> MeasureNames {
        guard exists("names/measures.yaml") else { return MeasureNames() }
        let (names, findings) = MeasureNames.read(try node("names/measures.yaml"))
        if let first = findings.cause { throw HubError(.misconfigured, first.message, at: first.origin, hint: first.fix) }
        return names
    }

    /// - Throws: ``HubError/Code/misconfigured`` with the first wrong place.
    package func rules() throws(HubError) -> RuleBook {
        var nodes: [Node] = []
        for file in yamlFiles(in: "rules") { nodes.append(try node(file)) }
        let (book, findings) = RuleBook.read(nodes)
        if let first = findings.cause {
            throw HubError(.misconfigured, first.message, at: first.origin, hint: first.fix)
        }
        return book
    }
}

/// Measures in their versions, and which periods each version judges: a rolling line over a new year changes version on the way.
package struct MeasureChoice: Sendable {
    package let periods: [Period]
    package private(set) var measures: [Measure] = []
    /// For each of `measures` the indexes of its periods.
    package private(set) var askedPeriods: [[Int]] = []

    /// All measures were asked for, and the files of some cannot be read: these are not judged, or by another year's version.
    package fileprivate(set) var leftOut: [Finding] = []

    init(periods: [Period]) { self.periods = periods }

    /// Value sets without a label are called by their titles.
    mutating func label(by terminology: Terminology) {
        measures = measures.map { $0.labelled { terminology[$0]?.title } }
    }

    /// Only those of the pairs of a measure (by its index) and a period that the test takes.
    func limited(_ takes: (Int, Int) -> Bool) -> MeasureChoice {
        let used = periods.indices.filter { at in measures.indices.contains { askedPeriods[$0].contains(at) && takes($0, at) } }
        var part = MeasureChoice(periods: used.map { periods[$0] })
        for (index, measure) in measures.enumerated() {
            for (at, period) in used.enumerated() where askedPeriods[index].contains(period) && takes(index, period) {
                part.add(measure, period: at)
            }
        }
        return part
    }

    mutating func add(_ measure: Measure, period: Int) {
        if let at = measures.firstIndex(where: { $0.id == measure.id && $0.version == measure.version }) {
            if !askedPeriods[at].contains(period) { askedPeriods[at].append(period) }
        } else {
            measures.append(measure)
            askedPeriods.append([period])
        }
    }

    /// `CMS165v14 (made for 2026, judges 2010)`.
    package var outsideTheirYear: [String] {
        zip(measures, askedPeriods).compactMap { measure, asked in
            let years = Set(asked.map { periods[$0].end.parts.year }).subtracting([measure.year]).sorted()
            guard !years.isEmpty else { return nil }
            return "\(measure.version) (made for \(measure.year), judges \(years.map(String.init).joined(separator: ", ")))"
        }
    }

    /// OIDs of all value sets they ask for.
    package var valueSets: [String] { Array(Set(measures.flatMap(\.valueSets))).sorted() }

    /// Those that are looked for in encounters.
    var visitValueSets: [String] { Array(Set(measures.flatMap(\.visitValueSets))).sorted() }
}

package import HubCore
package import HubRules
package import HubStore

/// Judges practices by measures over periods, out of the database, one pass over each practice's facts.
package struct Judging: Sendable {
    package private(set) var choice: MeasureChoice
    package let terminology: Terminology
    /// Every code that a measure asks for: all that the judge needs to know the numbers of.
    private let codings: [Coding]

    /// Stored value sets go before shipped ones.
    /// - Parameters:
    ///   - more: OIDs whose codes are wanted beside those of the measures.
    ///   - anyLength: also judge periods that are not twelve months; their results are of the kind `quarter`, `month` or `custom`.
    /// - Throws: ``HubError/Code/misconfigured`` for a period that is not twelve months: the measures are not made for it.
    package init(_ choice: MeasureChoice, folder: ConfigFolder, stored: [ValueSet], anyLength: Bool = false, more: [String] = [])
        throws(HubError)
    {
        for period in choice.periods where !period.isTwelveMonths && !anyLength {
            throw HubError(
                .misconfigured, "the period \(period) is not twelve months, and these measures are made for twelve",
                hint:
                    "Name a whole year, such as \(period.end.adding(years: -1).adding(days: 1))..\(period.end), or take `judge --allow-short`: "
                    + "such a number is no official one and must not stand beside those of whole years.")
        }
        let terminology = Terminology(try folder.shippedValueSets() + stored)
        self.terminology = terminology
        self.choice = choice
        self.choice.label(by: terminology)
        let sets = choice.valueSets + more
        var codings = Set(sets.map { Coding(.valueSet, $0) })
        for measure in choice.measures { codings.formUnion(measure.directCodes) }
        for oid in sets { codings.formUnion(terminology[oid]?.codes ?? []) }
        self.codings = Array(codings)
    }

    /// Value sets that hold fewer codes than published, or none: what rests on them is provisional.
    package var gaps: [ValueSetGap] {
        choice.valueSets.compactMap { oid in
            let set = terminology[oid]
            guard set?.isComplete != true else { return nil }
            let measures = Set(choice.measures.filter { $0.valueSets.contains(oid) }.map(\.id)).sorted()
            return ValueSetGap(
                measures: measures, oid: oid, title: set?.title ?? "", codes: set?.codes.count ?? 0, published: set?.publishedTotal)
        }
    }

    /// The judge for one database's code numbers.
    package func makeJudge(_ codes: CodeTable, completeness: Bool) throws(HubError) -> Judge {
        try Judge(
            measures: choice.measures, periods: choice.periods, askedPeriods: choice.askedPeriods, terminology: terminology, codes: codes,
            completeness: completeness)
    }

    /// The counts as results, each with the kind of its period.
    package func results(_ tally: Tally, _ judge: Judge) -> [MeasureResult] {
        tally.results(judge, periodKind: "").map { result in
            var result = result
            result.periodKind = Period("\(result.periodStart)..\(result.periodEnd)").map(Self.kind) ?? "custom"
            return result
        }
    }

    var wanted: Set<Coding> { Set(codings) }

    /// Kinds of fact that are wanted whatever their code. Visits always: by them it is known which statements of two documents are one
    /// (``Retold``), and that must not hang on which measures are judged together.
    var wantedKinds: Set<Fact.Kind> { choice.measures.reduce(into: [.encounter]) { $0.formUnion($1.kindsOfAnyCode) } }

    package func codeTable(_ database: Database) async throws(HubError) -> CodeTable { try await database.codeTable(for: codings) }

    package static func kind(of period: Period) -> String {
        guard period.isTwelveMonths else { return shortKind(of: period) }
        let start = period.start.parts
        return start.month == 1 && start.day == 1 ? "calendar-year" : "rolling-12"
    }
}

extension Judging {
    /// The same for a part of the measures and periods.
    func limited(to part: MeasureChoice) -> Judging {
        var judging = self
        judging.choice = part
        return judging
    }

    private static func shortKind(of period: Period) -> String {
        let (start, after) = (period.start, period.end.adding(days: 1))
        guard start.parts.day == 1 else { return "custom" }
        if after == start.adding(months: 1) { return "month" }
        return after == start.adding(months: 3) && start.parts.month % 3 == 1 ? "quarter" : "custom"
    }
}

/// A value set that a measure asks for and that is not complete here.
package struct ValueSetGap: Encodable, Sendable, Hashable {
    /// The measures that ask for it.
    package var measures: [String]
    package var oid: String
    package var title: String
    package var codes: Int
    package var published: Int?
}

extension Judging {
    /// Whether a code is in any visit set of the measures; nil when none of their sets has a code.
    var isQualifyingVisit: (@Sendable (Coding) -> Bool)? {
        let visits = choice.visitValueSets
        var codes = Set(visits.map { Coding(.valueSet, $0) })
        for oid in visits { codes.formUnion(terminology[oid]?.codes ?? []) }
        guard !codes.isEmpty else { return nil }
        return { [codes] in codes.contains($0) }
    }
}

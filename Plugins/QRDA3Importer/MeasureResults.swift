internal import HubCore

/// One measure's rows: for each rate the whole, its strata, and its parts by race, ethnicity, sex and payer.
struct MeasureResults {
    let measure: MeasureIdentifiers.Measure
    let guid: String
    let identifiers: MeasureIdentifiers
    let note: (Notice, Position) throws(HubError) -> Void
    private var rows: [Row: ReportedResult] = [:]
    private var order: [Row] = []
    /// Rows whose counts of a population contradict each other.
    private var spoilt: Set<Spoilt> = []

    private struct Row: Hashable {
        var group: String
        var stratum = ""
        var part: ReportedResult.Supplement?
    }

    private struct Spoilt: Hashable {
        var row: Row
        var kind: PopulationKind
    }

    init(
        _ measure: MeasureIdentifiers.Measure, guid: String, identifiers: MeasureIdentifiers,
        note: @escaping (Notice, Position) throws(HubError) -> Void
    ) {
        (self.measure, self.guid, self.identifiers, self.note) = (measure, guid, identifiers, note)
    }

    /// Nil when it cannot be told which rate a population belongs to.
    mutating func read(_ sent: SentMeasure, like template: ReportedResult) throws(HubError) -> [ReportedResult]? {
        let places = sent.populations.map { $0.id.flatMap { identifiers.place(of: $0, in: guid) } }
        // The name that the document uses; the identifier's only where there is no usable name.
        let kinds = sent.populations.indices.map { sent.populations[$0].kind ?? places[$0]?.population }
        let assigned = GroupAssignment(kinds, known: places.map { $0?.group }, count: measure.groups)
        for at in sent.populations.indices {
            let population = sent.populations[at]
            guard let kind = kinds[at] else {
                try note(.unknownPopulation, population.position)
                continue
            }
            if let place = places[at], let other = place.population, other != kind { try note(.otherKind, population.position) }
            guard let group = assigned.groups[at] else { return nil }
            if places[at] == nil { try note(measure.groups > 1 ? .assignedByOrder : .unknownIdentifier, population.position) }
            guard kind.isUsable else {
                try note(.notUsable, population.position)
                continue
            }
            try take(population, kind, group, template)
        }
        for (number, rate) in sent.rates.enumerated() {
            try take(rate, number, sent, assigned.groups, kinds)
        }
        return order.compactMap { rows[$0] }
    }

    private mutating func take(_ sent: SentPopulation, _ kind: PopulationKind, _ group: Int, _ template: ReportedResult) throws(HubError) {
        let whole = Row(group: String(group))
        try put(sent.count, kind, whole, template, sent.position)
        let known = sent.strata.map { $0.id.flatMap { identifiers.place(of: $0, in: guid) }?.stratum }
        for (number, stratum) in sent.strata.enumerated() {
            if known[number] == nil {
                // Its place may be another's by that one's identifier: then it is nobody's.
                guard !known.contains(number + 1) else {
                    try note(.strataNotAssignable, sent.position)
                    continue
                }
                try note(.strataByOrder, sent.position)
            }
            let row = Row(group: String(group), stratum: String(known[number] ?? number + 1))
            try put(stratum.count, kind, row, template, sent.position)
            for part in stratum.parts {
                try put(part.count, kind, Row(group: row.group, stratum: row.stratum, part: part.part), template, sent.position)
            }
        }
        for part in sent.parts { try put(part.count, kind, Row(group: whole.group, part: part.part), template, sent.position) }
    }

    /// A second count for the same place is a contradiction unless it is the same.
    private mutating func put(
        _ sent: SentCount, _ kind: PopulationKind, _ row: Row, _ template: ReportedResult, _ position: Position
    ) throws(HubError) {
        if rows[row] == nil {
            var result = template
            (result.group, result.stratum, result.supplement) = (row.group, row.stratum, row.part)
            result.position = position
            rows[row] = result
            order.append(row)
        }
        guard let path = Self.path(kind), sent.isSent, let before = rows[row]?[keyPath: path],
            !spoilt.contains(Spoilt(row: row, kind: kind))
        else { return }
        guard before == .missing || before == sent.count else {
            rows[row]?[keyPath: path] = .missing
            spoilt.insert(Spoilt(row: row, kind: kind))
            return try note(.twoCounts, position)
        }
        rows[row]?[keyPath: path] = sent.count
    }

    private static func path(_ kind: PopulationKind) -> WritableKeyPath<ReportedResult, ReportedResult.Count>? {
        switch kind {
        case .initial: \.initialPopulation
        case .denominator: \.denominator
        case .exclusions: \.exclusions
        case .exceptions: \.exceptions
        case .numerator: \.numerator
        case .numeratorExclusions, .measurePopulation, .measurePopulationExclusions: nil
        }
    }

    /// A rate belongs to the numerator that it refers to; without a reference, to the only rate there is.
    private mutating func take(
        _ rate: SentRate, _ number: Int, _ sent: SentMeasure, _ groups: [Int?], _ kinds: [PopulationKind?]
    ) throws(HubError) {
        guard let digits = rate.digits else { return }
        guard let value = Double(digits), value >= 0, value <= 1, digits.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 || $0 == 46 }) else {
            return try note(.badRate, rate.position)
        }
        var group = rate.id.flatMap { id in sent.populations.indices.first { sent.populations[$0].id == id && kinds[$0] == .numerator } }
            .flatMap { groups[$0] }
        if group == nil, let id = rate.id { group = identifiers.place(of: id, in: guid)?.group }
        let all = Set(groups.compactMap { $0 })
        if group == nil, all.count == 1 { group = all.first }
        guard let group, rows[Row(group: String(group))] != nil else { return try note(.rateWithoutGroup, rate.position) }
        rows[Row(group: String(group))]?.rate = value
        rows[Row(group: String(group))]?.rateDecimals =
            digits.firstIndex(of: ".").map { digits.utf8.count - digits.utf8Offset(of: $0) - 1 } ?? 0
    }
}

extension String {
    fileprivate func utf8Offset(of index: Index) -> Int { utf8.distance(from: startIndex, to: index) }
}

internal import HubCore

/// How counts of a report are made of a row, with every column found.
///
/// Only what the row says is taken down; measure, period and convention are worked out when the whole file is known.
struct ResultPlan {
    enum Outcome { case taken, saysNothing, failed }

    private let spec: ResultSpec
    private var when: [Field<CachedCell<Reading<Bool>>>]
    private var measure: Field<CachedCell<Reading<String>>>?
    private var title, version, group, stratum, provider, site, period, dataSource: Field<CachedCell<Reading<String>>>?
    private var level: Field<CachedCell<Reading<ReportedResult.Level>>>?
    private var start, end: Field<DayColumn>?
    private var parts: [(part: ResultPart, cell: CountCell)]
    private let rate, sample: CountCell?

    init(_ spec: ResultSpec, _ factory: ReaderFactory) {
        self.spec = spec
        when = factory.conditions(spec.when, "result.when")
        func text(_ field: FieldSpec?) -> Field<CachedCell<Reading<String>>>? { factory.field(field) { factory.text($0) } }
        measure = text(spec.measure)
        (title, version, group, stratum) = (text(spec.title), text(spec.version), text(spec.group), text(spec.stratum))
        (provider, site, period, dataSource) = (text(spec.provider), text(spec.site), text(spec.period), text(spec.dataSource))
        level = factory.field(spec.level) { factory.word($0, ReportedResult.Level.self) }
        start = factory.field(spec.start) { DayColumn($0, in: factory.table) }
        end = factory.field(spec.end) { DayColumn($0, in: factory.table) }
        parts = ResultPart.allCases.compactMap { part in spec.counts[part].map { (part, CountCell($0, factory)) } }
        rate = spec.rate.map { CountCell($0, factory) }
        sample = spec.sample.map { CountCell($0, factory) }
    }

    var dayColumns: [DayColumn] { [start, end].compactMap { $0?.reader } }

    mutating func settle(_ formats: [Int: DateFormat?]) {
        start?.reader.settle(formats)
        end?.reader.settle(formats)
    }

    mutating func read(_ record: borrowing Record, into sink: any FactSink, _ troubles: inout [PlacedTrouble]) throws(HubError) -> Outcome {
        for at in when.indices where !when[at].holds(record, &troubles) { return .saysNothing }
        // A row of a report of which no count is filled in says nothing.
        guard parts.contains(where: { $0.cell.isFilled(record) }) || rate?.isFilled(record) == true else { return .saysNothing }
        var failed = false
        let name = measure?.read(record, &troubles, &failed)
        let words = title?.read(record, &troubles, &failed)
        guard let sent = name ?? words else {
            if !failed { troubles.append(PlacedTrouble(trouble: .missing("result.measure"), column: measure?.column)) }
            return .failed
        }
        // Blocks of a wide row are told apart by where their counts stand.
        let place = (name == nil ? title?.column : measure?.column) ?? parts.lazy.compactMap(\.cell.column).first
        var result = ReportedResult(sent, source: spec.source, at: place.map { record.position(of: $0) } ?? record.position)
        result.nameKind = name == nil ? .title : spec.kind
        result.sentTitle = name == nil ? nil : words
        result.version = version?.read(record, &troubles, &failed)
        result.group = group?.read(record, &troubles, &failed) ?? ""
        result.stratum = stratum?.read(record, &troubles, &failed) ?? ""
        setLevel(&result, record, &troubles, &failed)
        result.periodLabel = period?.read(record, &troubles, &failed)
        result.periodStart = start?.read(record, &troubles, &failed)?.day
        result.periodEnd = end?.read(record, &troubles, &failed)?.day
        if (result.periodStart == nil) != (result.periodEnd == nil) {
            troubles.append(PlacedTrouble(trouble: .halfPeriod, column: start?.column))
            return .failed
        }
        (result.rollingMonths, result.convention, result.isComplement) = (spec.rollingMonths, spec.convention, spec.isComplement)
        for (part, cell) in parts {
            guard let count = cell.count(record, dash: part.dash) else {
                troubles.append(PlacedTrouble(trouble: .notACount(part.rawValue), column: cell.column))
                failed = true
                continue
            }
            result[keyPath: part.path] = count
        }
        setRate(&result, record, &troubles, &failed)
        result.sampleSize = sample?.count(record, dash: .missing)?.number
        result.dataSourceCode = code(dataSource?.read(record, &troubles, &failed), &troubles)
        guard !failed else { return .failed }
        try sink.take(result)
        return .taken
    }

    /// A row that names a provider or a site counts theirs; one that names neither counts the practice, unless the row itself says what it counts.
    private mutating func setLevel(
        _ result: inout ReportedResult, _ record: borrowing Record, _ troubles: inout [PlacedTrouble], _ failed: inout Bool
    ) {
        let said = level?.read(record, &troubles, &failed)
        var (who, place) = (provider?.read(record, &troubles, &failed), site?.read(record, &troubles, &failed))
        // "All providers" in the column of providers is nobody's name.
        if who.map({ Words.everybody.contains(Words.key($0)) }) == true { who = nil }
        if place.map({ Words.everybody.contains(Words.key($0)) }) == true { place = nil }
        switch said {
        case .practice?, .organization?: (result.level, result.levelKey) = (said ?? .practice, "")
        case .provider?: (result.level, result.levelKey) = (.provider, who ?? "")
        case .site?: (result.level, result.levelKey) = (.site, place ?? "")
        case nil:
            if let who {
                (result.level, result.levelKey) = (.provider, who)
            } else if let place {
                (result.level, result.levelKey) = (.site, place)
            }
        }
        if result.levelKey.isEmpty, result.level == .provider || result.level == .site {
            troubles.append(PlacedTrouble(trouble: .missing("result.\(result.level.word)"), column: level?.column))
            failed = true
        }
    }

    private func setRate(
        _ result: inout ReportedResult, _ record: borrowing Record, _ troubles: inout [PlacedTrouble], _ failed: inout Bool
    ) {
        guard let rate, let text = rate.text(record), ReportedResult.Count.read(text)?.number != nil || !rate.saysNothing(text) else {
            return
        }
        guard let printed = PrintedRate(text), printed.value <= 100 else {
            troubles.append(PlacedTrouble(trouble: .notARate, column: rate.column))
            failed = true
            return
        }
        result.rateDecimals = printed.isPercent ? printed.decimals + 2 : printed.decimals
        if printed.isPercent { result.rate = PrintedRate.share(ofPercent: printed.value) } else { result.bareRate = printed.value }
    }

    private func code(_ text: String?, _ troubles: inout [PlacedTrouble]) -> Int? {
        guard let text else { return nil }
        if let code = Int(text.prefix { $0.isNumber }), (1...6).contains(code) { return code }
        troubles.append(PlacedTrouble(trouble: .notADataSource, column: dataSource?.column))
        return nil
    }
}

/// A cell of counts: blank, dash and `N/A` mean something here, so it is read as it stands.
struct CountCell {
    private let source: CellSource
    private let constant: String?
    let column: Int?

    init(_ spec: FieldSpec, _ factory: ReaderFactory) {
        source = factory.source(spec)
        column = source.columns.first
        if case .constant(let text) = spec.source { constant = text } else { constant = nil }
    }

    /// Nil when the table lacks the column.
    func text(_ record: borrowing Record) -> String? {
        if let constant { return constant }
        guard let column, column < record.count else { return nil }
        return record.string(column).trimmingBlanks()
    }

    func isFilled(_ record: borrowing Record) -> Bool { column != nil && text(record)?.isEmpty == false }

    func count(_ record: borrowing Record, dash: ReportedResult.Count) -> ReportedResult.Count? {
        guard let text = text(record) else { return .missing }
        return ReportedResult.Count.read(text, dash: dash)
    }

    /// Blank, masked, not applicable.
    func saysNothing(_ text: String) -> Bool { ReportedResult.Count.read(text).map { $0.number == nil } ?? false }
}

extension Trouble {
    static func notACount(_ field: String) -> Trouble {
        Trouble(
            severity: .error, id: "AGG-001", message: "`\(field)` is not a whole number of 0 or more",
            fix: "Export counts of patients; a share belongs into a column of its own.", owner: .exporter)
    }

    static let notARate = Trouble(
        severity: .error, id: "AGG-001", message: "`rate` is not a share between 0 and 100 %", fix: "Export rates as 64.0 or 64.0 %.",
        owner: .exporter)

    static let notADataSource = Trouble(
        id: "reported.data-source", message: "the data source code is none of 1 to 6, and was not taken",
        fix: "1 certified EHR's report, 2 older EHR's report, 3 EHR charts, 4 paper charts, 5 registry, 6 assisting network.",
        owner: .exporter)

    static let halfPeriod = Trouble(
        severity: .error, id: "reported.no-period", message: "a period has a first day and no last one, or the other way round",
        fix: "Fill both columns, or neither.", owner: .exporter)
}

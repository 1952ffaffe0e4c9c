internal import HubCore

/// Reads one column of days. Its format is settled once for the table, after a look at the first rows where the mapping asks for one.
struct DayColumn {
    let column: Int
    private let spec: FieldSpec
    private let source: CellSource
    /// Read when the cell is empty or says yes; at most one.
    private var instead: [DayColumn]
    private var reader: DateReader
    /// Told once for the column.
    var toldShortYears = false

    init(_ spec: FieldSpec, in table: TableColumns) {
        self.spec = spec
        source = CellSource(spec.source, in: table)
        column = source.columns.first ?? -1
        reader = DateReader(spec.written, shortYearsFrom: spec.shortYearsFrom)
        instead = spec.instead.prefix(1).map { DayColumn($0, in: table) }
    }

    /// Columns whose format the first rows must decide, with what the mapping says about each.
    var undecided: [(column: Int, declared: DateFormat?)] {
        let own = column >= 0 && spec.written != .iso && spec.written != .excel ? [(column, spec.written)] : []
        return own + instead.flatMap { $0.undecided }
    }

    mutating func settle(_ formats: [Int: DateFormat?]) {
        if let format = formats[column] { reader.format = format }
        for at in instead.indices { instead[at].settle(formats) }
    }

    func read(_ record: borrowing Record) -> Reading<CivilMoment> {
        if column >= 0, column < record.count, source.columns.count == 1,
            case .read(let moment) = record.withField(column, { reader.read($0) }), moment.precision == .day
        {
            return Reading(moment)
        }
        return readSlowly(record)
    }

    private func readSlowly(_ record: borrowing Record) -> Reading<CivilMoment> {
        guard let text = source.text(record) else { return instead.first?.read(record) ?? Reading(nil) }
        switch reader.read(text) {
        case .read(var moment):
            if moment.precision < .day {
                switch spec.partial {
                case .refuse: return Reading(nil, trouble: .partialDate(spec.name))
                case .firstDay: break
                case .lastDay: moment.day = moment.lastDay
                }
            }
            return Reading(moment)
        case .empty: return Reading(nil)
        case .sentinel: return Reading(nil, trouble: .noDate(spec.name))
        case .ambiguous: return Reading(nil, trouble: .ambiguousDate(spec.name))
        case .unreadable:
            if let instead = instead.first, Words.yes.contains(Words.key(text)) { return instead.read(record) }
            if text.utf8.prefix(5).allSatisfy({ $0 &- 48 < 10 }), DateReader(.excel).read(text).moment != nil {
                return Reading(nil, trouble: .serialAmongDates(spec.name))
            }
            return Reading(nil, trouble: .notADate(spec.name))
        }
    }
}

internal import HubCore

/// A field's reader with its place and its name, for findings.
struct Field<Reader> {
    var reader: Reader
    /// Nil for constants and columns that the file lacks.
    let column: Int?
    let name: String
    let isRequired: Bool

    /// One cell that is wrong in one way is told once, however many statements are made of it.
    func add(_ trouble: Trouble, _ troubles: inout [PlacedTrouble]) {
        if column != nil, let at = troubles.firstIndex(where: { $0.column == column && $0.trouble.id == trouble.id }) {
            if troubles[at].trouble.severity < trouble.severity { troubles[at].trouble = trouble }
            return
        }
        troubles.append(PlacedTrouble(trouble: trouble, column: column))
    }

    /// A required field without a value fails the statement, and says why.
    func take<T>(_ reading: Reading<T>, _ troubles: inout [PlacedTrouble], _ failed: inout Bool) -> T? {
        settle(reading.value != nil, reading.trouble, &troubles, &failed)
        return reading.value
    }

    private func settle(_ isThere: Bool, _ trouble: Trouble?, _ troubles: inout [PlacedTrouble], _ failed: inout Bool) {
        if !isThere, isRequired {
            failed = true
            add(trouble?.refusing ?? .missing(name), &troubles)
        } else if let trouble {
            add(trouble, &troubles)
        }
    }
}

extension Field {
    mutating func read<T>(_ record: borrowing Record, _ troubles: inout [PlacedTrouble], _ failed: inout Bool) -> T?
    where Reader == CachedCell<Reading<T>> {
        // Read first: written as an argument, it would make the compiler copy the field, and with it the whole cache.
        let reading = reader.read(record)
        return take(reading, &troubles, &failed)
    }
}

extension Field where Reader == CachedCell<Reading<Bool>> {
    mutating func holds(_ record: borrowing Record, _ troubles: inout [PlacedTrouble]) -> Bool {
        let reading = reader.read(record)
        if let trouble = reading.trouble { add(trouble, &troubles) }
        return reading.value == true
    }
}

extension Field where Reader == KeyColumn {
    mutating func read(_ record: borrowing Record, _ troubles: inout [PlacedTrouble], _ failed: inout Bool) -> Int64? {
        let reading = reader.read(record)
        return take(reading, &troubles, &failed)
    }
}

extension Field where Reader == DayColumn {
    mutating func read(_ record: borrowing Record, _ troubles: inout [PlacedTrouble], _ failed: inout Bool) -> CivilMoment? {
        let reading = reader.read(record)
        let moment = take(reading, &troubles, &failed)
        if moment?.isShortYear == true, !reader.toldShortYears {
            reader.toldShortYears = true
            add(.shortYears(name), &troubles)
        }
        return moment
    }
}

extension Field where Reader == CachedCell<KnownCode> {
    mutating func read(_ record: borrowing Record, _ troubles: inout [PlacedTrouble], _ failed: inout Bool) -> KnownCode {
        let known = reader.read(record)
        settle(known.code != nil, known.trouble, &troubles, &failed)
        return known
    }
}

extension ReaderFactory {
    /// The column that findings about a field point to.
    func column(_ spec: FieldSpec) -> Int? { CellSource(spec.source, in: table).columns.first }

    func field<Reader>(_ spec: FieldSpec?, _ reader: (FieldSpec) -> Reader) -> Field<Reader>? {
        spec.map { spec in
            let spec = named(spec)
            return Field(reader: reader(spec), column: column(spec), name: spec.name, isRequired: spec.isRequired)
        }
    }

    /// The field under the name that the person at the practice knows it by: its column's.
    private func named(_ spec: FieldSpec) -> FieldSpec {
        var spec = spec
        let found = source(spec).columns.map { table.names[$0] }
        if !found.isEmpty { spec.name = found.joined(separator: " + ") }
        spec.instead = spec.instead.map(named)
        spec.unit = spec.unit.map(named)
        return spec
    }
}

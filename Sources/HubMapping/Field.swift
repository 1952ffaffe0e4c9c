internal import HubCore

/// A field's reader with its place and its name, for findings.
struct Field<Reader> {
    var reader: Reader
    /// Nil for constants and columns that the file lacks.
    let column: Int?
    let name: String
    let isRequired: Bool

    func add(_ trouble: Trouble, _ troubles: inout [PlacedTrouble]) {
        troubles.append(PlacedTrouble(trouble: trouble, column: column))
    }

    /// A required field without a value fails the statement, and says why.
    func take<T>(_ reading: Reading<T>, _ troubles: inout [PlacedTrouble], _ failed: inout Bool) -> T? {
        if let trouble = reading.trouble { add(trouble, &troubles) }
        if reading.value == nil, isRequired { fail(after: reading.trouble, &troubles, &failed) }
        return reading.value
    }

    private func fail(after trouble: Trouble?, _ troubles: inout [PlacedTrouble], _ failed: inout Bool) {
        failed = true
        switch trouble?.severity {
        case nil: add(.missing(name), &troubles)
        case .error: break
        default: add(.unusable(name), &troubles)
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
        if let trouble = known.trouble { add(trouble, &troubles) }
        if known.code == nil, isRequired { fail(after: known.trouble, &troubles, &failed) }
        return known
    }
}

extension ReaderFactory {
    /// The column that findings about a field point to.
    func column(_ spec: FieldSpec) -> Int? { CellSource(spec.source, in: table).columns.first }

    func field<Reader>(_ spec: FieldSpec?, _ reader: (FieldSpec) -> Reader) -> Field<Reader>? {
        spec.map { Field(reader: reader($0), column: column($0), name: $0.name, isRequired: $0.isRequired) }
    }
}

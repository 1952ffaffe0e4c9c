internal import HubCore

/// A field's reader with its place and its name, for findings.
final class Field<Reader> {
    let reader: Reader
    /// Nil for constants and columns that the file lacks.
    let column: Int?
    let name: String
    let isRequired: Bool

    init(reader: Reader, column: Int?, name: String, isRequired: Bool) {
        (self.reader, self.column, self.name, self.isRequired) = (reader, column, name, isRequired)
    }

    func add(_ trouble: Trouble, _ troubles: inout [PlacedTrouble]) {
        troubles.append(PlacedTrouble(trouble: trouble, column: column))
    }

    func take<T>(_ reading: Reading<T>, _ troubles: inout [PlacedTrouble]) -> T? {
        if let trouble = reading.trouble { add(trouble, &troubles) }
        return reading.value
    }

    /// A required field without a value fails the statement, and says why.
    func take<T>(_ reading: Reading<T>, _ troubles: inout [PlacedTrouble], _ failed: inout Bool) -> T? {
        if let trouble = reading.trouble { add(trouble, &troubles) }
        if reading.value == nil, isRequired {
            failed = true
            if (reading.trouble?.severity ?? .note) < .error { add(.missing(name), &troubles) }
        }
        return reading.value
    }
}

extension Field where Reader == CachedCell<KnownCode> {
    func take(_ record: borrowing Record, _ troubles: inout [PlacedTrouble], _ failed: inout Bool) -> KnownCode {
        let known = reader.read(record)
        if let trouble = known.trouble { add(trouble, &troubles) }
        if known.code == nil, isRequired {
            failed = true
            if (known.trouble?.severity ?? .note) < .error { add(.missing(name), &troubles) }
        }
        return known
    }
}

extension Optional<Bool> {
    var isTrue: Bool { self == true }
}

extension ReaderFactory {
    /// The column that findings about a field point to.
    func column(_ spec: FieldSpec) -> Int? { CellSource(spec.source, in: table).columns.first }
}

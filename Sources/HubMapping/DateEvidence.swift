internal import HubCore

/// What a column's cells say about the order of day and month in it: decided for the column, never for one cell.
package struct DateEvidence: Sendable {
    package private(set) var monthFirst = 0
    package private(set) var dayFirst = 0
    package private(set) var ambiguous = 0
    package private(set) var serials = 0
    /// Days that are the same in any order.
    package private(set) var plain = 0

    package init() {}

    package mutating func add(_ bytes: Span<UInt8>) {
        let month = DateReader(.monthFirst).read(bytes)
        let day = DateReader(.dayFirst).read(bytes)
        switch (month, day) {
        case (.read(let a), .read(let b)): if a.day == b.day { plain += 1 } else { ambiguous += 1 }
        case (.read, _): monthFirst += 1
        case (_, .read): dayFirst += 1
        default:
            if DateReader(.excel).read(bytes).moment != nil {
                serials += 1
            } else {
                addWrapped(String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self))
            }
        }
    }

    /// `="03/04/2015"`, and a day with no-break spaces around it.
    private mutating func addWrapped(_ text: String) {
        let plain = CellText.plain(text)
        guard plain != text, !plain.isEmpty else { return }
        let bytes = Array(plain.utf8)
        add(bytes.span)
    }

    /// The column's format, and what a person should know about how it was found. `declared` is what the mapping says.
    func decide(_ column: String, declared: DateFormat?) -> (format: DateFormat?, trouble: Trouble?) {
        if monthFirst + dayFirst + ambiguous + plain == 0, serials > 0 {
            return (
                .excel,
                Trouble(severity: .note, id: "date.serials", message: "`\(column)` holds a spreadsheet's serial days", owner: .exporter)
            )
        }
        switch (monthFirst, dayFirst) {
        case (0, 0):
            guard ambiguous > 0 else { return (declared, nil) }
            // Each cell that cannot be read then tells why.
            guard let declared else { return (nil, nil) }
            let message = "`\(column)`: nothing in the file tells day and month apart; read as \(declared.rawValue), as the mapping says"
            return (declared, Trouble(severity: .note, id: "date.by-mapping", message: message, owner: .facilitator))
        case (1..., 0): return (.monthFirst, contradiction(column, .monthFirst, declared))
        case (0, _): return (.dayFirst, contradiction(column, .dayFirst, declared))
        default:
            // Both orders in one column: a slip of the pen in a column of thousands, or two systems' exports in one file.
            let (most, least) = (max(monthFirst, dayFirst), min(monthFirst, dayFirst))
            let format = declared ?? (least * 20 <= most ? (monthFirst > dayFirst ? .monthFirst : .dayFirst) : nil)
            guard let format else { return (nil, nil) }
            let message = "`\(column)` holds days in both orders; read as \(format.rawValue), the others were not taken"
            return (format, Trouble(id: "date.mixed", message: message, fix: "Export the column as yyyy-MM-dd.", owner: .exporter))
        }
    }

    private func contradiction(_ column: String, _ found: DateFormat, _ declared: DateFormat?) -> Trouble? {
        guard let declared, declared != found else { return nil }
        let message = "`\(column)` is written \(found.rawValue), and the mapping says \(declared.rawValue); it was read as written"
        return Trouble(id: "date.not-as-mapped", message: message, fix: "Correct `written` in the mapping.", owner: .hub)
    }
}

internal import HubCore
internal import HubJSON

/// Turns offsets into lines and columns, walking forward only: a bundle's entries are asked for in their order.
struct LineCursor {
    private let document: JSONDocument
    private var at: Int
    private var line: Int
    private var column = 1
    /// Where the document begins in its file: NDJSON has one a line.
    private let base: Int

    init(_ document: JSONDocument, line: Int = 1, base: Int = 0) {
        self.document = document
        self.line = line
        self.base = base
        at = document.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    mutating func position(of value: JSONValue) -> Position {
        let bytes = document.bytes
        while at < value.offset, at < bytes.count {
            if bytes[at] == 10 {
                line += 1
                column = 1
            } else if bytes[at] & 0xC0 != 0x80 {
                column += 1
            }
            at += 1
        }
        return Position(offset: base + value.offset, line: line, column: column)
    }
}

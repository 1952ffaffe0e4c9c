/// The columns of a table in a file, and what stood around it.
public struct TableHeader: Hashable, Sendable {
    /// Column names as printed, trimmed; never empty (an unnamed column is `column C`), repeated names get ` (2)`.
    public var columns: [String]
    /// Where the header row begins.
    public var position: Position
    /// What was printed above the header: `Date range` → `01/01/2015 - 12/31/2015`.
    public var preamble: [(name: String, value: String)]
    /// The mapping that knows the layout, and the table's name in it: where the reader knows both, as for the records of a flat file.
    public var source: String?
    public var record: String?

    public init(
        columns: [String], position: Position = .start, preamble: [(name: String, value: String)] = [], source: String? = nil,
        record: String? = nil
    ) {
        (self.source, self.record) = (source, record)
        self.columns = columns
        self.position = position
        self.preamble = preamble
    }

    public static func == (a: TableHeader, b: TableHeader) -> Bool {
        a.columns == b.columns && a.position == b.position && a.source == b.source && a.record == b.record
            && a.preamble.elementsEqual(b.preamble, by: ==)
    }
    public func hash(into hasher: inout Hasher) {
        hasher.combine(columns)
        hasher.combine(position)
        hasher.combine(record)
    }

    /// A spreadsheet's letter for a column counted from 0: 0 → `A`, 26 → `AA`.
    public static func letter(_ column: Int) -> String {
        var (n, text) = (column, "")
        repeat {
            text = String(UnicodeScalar(UInt8(65 + n % 26))) + text
            n = n / 26 - 1
        } while n >= 0
        return text
    }
}

/// Why a row or an entry was left out without being wrong.
public struct SkipReason: Hashable, Sendable {
    /// Stable and searchable, e.g. `csv.total-row`, `ccda.unknown-template`.
    public var id: String
    /// For a person, without any value: "a row of totals".
    public var words: String

    public init(_ id: String, _ words: String) {
        self.id = id
        self.words = words
    }
}

public import HubCore

/// Writes down all that a record reader says, as text that can be read in a diff.
///
///     table 1:1
///       about Date range = 01/01/2015 - 12/31/2015
///       column 1 id
///     4:1  2 | say "hi"  @ 4:1 4:3
///     skip 5:1 csv.blank-line: a blank line
///     reject input.csv:6:1: error: the row has fewer fields than the header [csv.field-count]
///     ! input.csv:2:3: warning: … [csv.text-after-quote]
///
/// After the `@` stand the places of the fields. Line ends, tabs and backslashes inside a field are written `\n`, `\r`, `\t`, `\\`.
public final class Transcript: RecordSink {
    public private(set) var text = ""
    public private(set) var acceptedCount = 0, rejectedCount = 0, skippedCount = 0
    /// Where rows began, for tests about places.
    public private(set) var rowPlaces: [Position] = []

    public init() {}

    public func begin(_ table: TableHeader) {
        text += "table \(table.position)\n"
        for (name, value) in table.preamble { text += "  about \(Self.escape(name)) = \(Self.escape(value))\n" }
        for (index, column) in table.columns.enumerated() { text += "  column \(index + 1) \(Self.escape(column))\n" }
    }

    public func accept(_ record: borrowing Record) {
        acceptedCount += 1
        rowPlaces.append(record.position)
        var fields: [String] = []
        var places: [String] = []
        for field in 0..<record.count {
            fields.append(Self.escape(record.string(field)))
            places.append(record.position(of: field).description)
        }
        text += "\(record.position)  \(fields.joined(separator: " | "))  @ \(places.joined(separator: " "))\n"
    }

    public func skip(_ reason: SkipReason, at origin: Origin) {
        skippedCount += 1
        text += "skip \(origin.position?.description ?? "") \(reason.id): \(reason.words)\n"
    }

    public func reject(_ finding: Finding) {
        rejectedCount += 1
        text += "reject \(finding)\n"
    }

    public func note(_ finding: Finding) { text += "! \(finding)\n" }

    /// What ended the reading, if it was not the end of the file.
    public func end(with error: HubError) { text += "stopped: \(error)\n" }

    public func finish() { text += "\(acceptedCount) accepted, \(rejectedCount) rejected, \(skippedCount) skipped\n" }

    static func escape(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case "\\": out += "\\\\"
            default:
                if scalar.value < 32 || scalar.value == 127 || scalar.value == 0xFEFF || scalar.value == 0xA0 {
                    out += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
                } else {
                    out.unicodeScalars.append(scalar)
                }
            }
        }
        return out
    }
}

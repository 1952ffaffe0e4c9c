import CSVImporter
import Foundation
import HubCore

/// A clean table and the ways in which files spoil one (after the Pollock benchmark: each spoils one thing only).
struct CSVPollution: Sendable {
    /// What must come of it: the very table, or a refusal, a rejected row, a warning.
    enum Must { case same, told }
    var name: String
    var must: Must
    var bytes: [UInt8]
    /// Names where they differ from the clean ones.
    var columns: [String]? = nil
    /// Undoes what had to be changed to write the table in this way.
    var restore: @Sendable ([[String]]) -> [[String]] = { $0 }

    static let names = ["id", "name", "born", "sex", "systolic", "note"]
    static let rows: [[String]] = (1...14).map { n in
        [
            "P\(100 + n)", ["Smith, Ann", "Zoë Lee", "Müller, Bo", "O'Brien Cy"][n % 4], "19\(40 + n * 3)-0\(1 + n % 9)-1\(n % 10)",
            n % 2 == 0 ? "F" : "M",
            "\(100 + n * 3).\(n % 10)", ["", "seen; well", "said \"ok\"", "two\nlines", "a | b"][n % 5],
        ]
    }
    /// Without line ends, quotes and other delimiters in cells: for ways of writing that cannot hold them.
    static let plainRows = rows.map { row in
        row.map {
            $0.replacing("\n", with: " ").replacing("\"", with: "").replacing(";", with: "").replacing(" | ", with: " ").replacing(
                ", ", with: " ")
        }
    }

    /// The table as text in a dialect.
    static func write(
        _ table: [[String]], _ delimiter: String = ",", quote: String = "\"", escape: String? = nil, all: Bool = false, end: String = "\n",
        last: Bool = true
    ) -> String {
        let lines = table.map { row in
            row.map { cell in
                guard all || cell.contains(delimiter) || cell.contains(quote) || cell.contains("\n") || cell.contains("\r") else {
                    return cell
                }
                return quote + cell.replacing(quote, with: (escape ?? quote) + quote) + quote
            }.joined(separator: delimiter)
        }
        return lines.joined(separator: end) + (last ? end : "")
    }

    static var table: [[String]] { [names] + rows }
    static var plain: [[String]] { [names] + plainRows }

    /// What the reader made of the file.
    enum Outcome: String { case same, told, silentlyWrong }

    func outcome(pieceSize: Int = 65_536) -> Outcome {
        let read = CSVRows(bytes: bytes, pieceSize: pieceSize)
        let columns = columns ?? Self.names
        for truth in [Self.rows, Self.plainRows]
        where read.error == nil && read.rejected == 0 && read.columns == columns && restore(read.rows) == truth {
            return .same
        }
        if read.error != nil || read.findings.contains(where: { $0.severity >= .warning }) { return .told }
        // Rows that were rejected or skipped are told; the others must be true.
        let truth = Set(Self.rows + Self.plainRows)
        return read.rejected + read.skipped > 0 && read.columns == columns && restore(read.rows).allSatisfy(truth.contains)
            ? .told : .silentlyWrong
    }
}

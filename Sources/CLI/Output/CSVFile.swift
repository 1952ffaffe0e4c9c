internal import HubCore
internal import HubPipeline

/// A CSV file that is there whole or not at all.
final class CSVFile {
    private let file: DraftFile
    private var text: String

    init(_ path: String, header: [String]) throws(HubError) {
        file = try DraftFile(path)
        text = Self.line(header)
    }

    func add(_ cells: [String]) { text += Self.line(cells) }

    func close() throws(HubError) {
        do throws(HubError) {
            try file.write(Array(text.utf8))
            try file.commit()
        } catch {
            file.discard()
            throw error
        }
    }

    /// RFC 4180, and a blank before what a spreadsheet would take for a formula.
    static func line(_ cells: [String]) -> String {
        cells.map { cell in
            let safe = cell.first.map { "=+-@\t".contains($0) } ?? false ? " " + cell : cell
            return safe.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
                ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
        }.joined(separator: ",") + "\n"
    }
}

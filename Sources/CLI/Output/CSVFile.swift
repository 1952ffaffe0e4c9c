internal import HubCore
internal import HubPipeline

/// A CSV file that is there whole or not at all.
final class CSVFile {
    private let file: DraftFile
    private var text: String

    init(_ path: String, header: [String]) throws(HubError) {
        file = try DraftFile(path)
        text = CSVText.line(header, end: "\n")
    }

    func add(_ cells: [String]) { text += CSVText.line(cells, end: "\n") }

    func close() throws(HubError) {
        do throws(HubError) {
            try file.write(Array(text.utf8))
            try file.commit()
        } catch {
            file.discard()
            throw error
        }
    }
}

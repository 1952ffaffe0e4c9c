package import HubCore
internal import HubText

/// Reads separated values as EMRs and spreadsheets write them: RFC 4180 and everything around it.
///
/// The first 64 KiB decide how the file is written (encoding, delimiter, quotes, where the header stands); from there on the
/// file streams through in flat memory. Whatever was found that is not plain UTF-8 with commas is told as a finding.
package struct CSVImporter: RecordImporter {
    package static let about = PluginInfo(
        id: "csv", summary: "Separated values: comma, semicolon, tab or pipe; with or without titles and totals",
        extensions: ["csv", "tsv", "tab", "txt", "psv"])

    let options: CSVOptions

    package init(options: [String: String]) throws(HubError) { self.options = try CSVOptions(options) }

    package func makeReader() throws(HubError) -> any RecordReader { CSVReader(options) }

    /// Surely, when the name says so and nothing contradicts it; maybe, when the bytes alone look like rows.
    package static func recognizes(_ file: SourceFile, head: Span<UInt8>) -> Recognition {
        let bytes = head.withUnsafeBufferPointer { Array($0) }
        if ForeignFormat(bytes) != nil { return .no }
        let ending = file.name.lowercased().split(separator: ".").last.map { String($0) } ?? ""
        if ["csv", "tsv", "tab", "psv"].contains(ending) { return .surely }
        let text = TextEncoding.decodedHead(bytes)
        guard !text.isEmpty, !text.contains(where: { $0 < 9 || (14..<26).contains($0) }) else { return .no }
        let sniffed = DialectSniffer(text, isWholeFile: bytes.count < FirstWindow.size).best(CSVOptions())
        return sniffed.columns > 1 && sniffed.share >= 0.8 ? .maybe : .no
    }
}

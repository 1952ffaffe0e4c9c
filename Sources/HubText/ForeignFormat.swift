package import HubCore

/// A file that is called a text file of data and is something else, by its first bytes.
package struct ForeignFormat {
    /// "a PDF document".
    package var name: String
    /// What to do instead.
    package var fix: String

    package init?(_ head: [UInt8]) {
        func begins(_ bytes: [UInt8]) -> Bool { head.starts(with: bytes) }
        let again = "Export again and choose CSV (or \"CSV UTF-8\") as the file type."
        if begins([0x25, 0x50, 0x44, 0x46, 0x2D]) {
            self.init("a PDF document", "A PDF cannot be read as data. Run the report again and export it as CSV.")
        } else if begins([0x50, 0x4B, 3, 4]) || begins([0x50, 0x4B, 5, 6]) {
            self.init(
                "a zip file, most likely an Excel workbook (.xlsx)",
                "Open it in Excel and save it as \"CSV UTF-8 (comma delimited)\"; if it is an archive, unpack it and send what is inside.")
        } else if begins([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            self.init("an old Excel workbook (.xls)", "Open it in Excel and save it as \"CSV UTF-8 (comma delimited)\".")
        } else if begins([0x1F, 0x8B]) {
            self.init("a gzip archive", "Unpack it and send the file that is inside.")
        } else if begins(Array("{\\rtf".utf8)) {
            self.init("a rich text document (RTF)", again)
        } else if let kind = Self.signatures.first(where: { begins($0.bytes) }) {
            self.init(kind.name, kind.isPacked ? "Unpack it and send the file that is inside." : again)
        } else if Self.isBinary(head) {
            self.init("not text: a program's own file", again)
        } else {
            self.init(markup: TextEncoding.decodedHead(head), again: again)
        }
    }

    private static let signatures: [(bytes: [UInt8], name: String, isPacked: Bool)] = [
        (Array("BZh".utf8) + [0x39, 0x31, 0x41, 0x59], "a bzip2 archive", true), (Array("BZh".utf8), "a bzip2 archive", true),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz archive", true), ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7-Zip archive", true),
        ([0x28, 0xB5, 0x2F, 0xFD], "a zstd archive", true), (Array("Rar!".utf8), "a RAR archive", true),
        (Array("SQLite format 3".utf8), "an SQLite database", false),
        ([0, 1, 0, 0] + Array("Standard ".utf8), "an Access database", false),
        (Array("PAR1".utf8), "a Parquet file", false), (Array("$FL2@".utf8), "an SPSS file", false),
        ([0x89, 0x50, 0x4E, 0x47], "a picture (PNG)", false), ([0xFF, 0xD8, 0xFF], "a picture (JPEG)", false),
        (Array("GIF8".utf8), "a picture (GIF)", false), (Array("%!PS".utf8), "a PostScript document", false),
    ]

    /// Control characters that no text has, more than one in twenty; zeros are looked at where the encoding is.
    private static func isBinary(_ head: [UInt8]) -> Bool {
        guard !TextEncoding.found(in: head).encoding.isWide else { return false }
        let strange = head.count {
            $0 < 9 && $0 > 7 || (11...12).contains($0) || (14...25).contains($0) || $0 == 0 || $0 == 27 || $0 == 127
        }
        return strange >= 8 && strange * 20 > head.count
    }

    private init(_ name: String, _ fix: String) { (self.name, self.fix) = (name, fix) }

    private init?(markup text: [UInt8], again: String) {
        let start = text.drop { $0 <= 32 }.prefix(2048)
        let lower = String(decoding: start, as: UTF8.self).lowercased()
        if lower.hasPrefix("<") {
            if lower.contains("urn:schemas-microsoft-com:office:spreadsheet") {
                self.init(
                    "an XML Spreadsheet (Excel 2003)", "Open it in Excel and save it as \"CSV UTF-8 (comma delimited)\".")
            } else if ["<!doctype html", "<html", "<table", "<head", "<body", "<meta", "<style", "<div"].contains(where: {
                lower.hasPrefix($0)
            }) || (lower.hasPrefix("<!--") && lower.contains("<table")) {
                self.init("a web page (HTML), as some EMRs write for \"Export to Excel\"", again)
            } else if lower.hasPrefix("<?xml") || lower.hasPrefix("<clinicaldocument") {
                self.init("an XML document", "If it is a C-CDA or QRDA document, send it with the ending .xml. " + again)
            } else {
                return nil
            }
        } else if Self.isJSON(start) {
            self.init("a JSON document", again)
        } else {
            return nil
        }
    }

    /// `{ "name" :`, `[ {` or `[ [`: no header begins like that.
    private static func isJSON(_ text: ArraySlice<UInt8>) -> Bool {
        let dense = text.filter { $0 > 32 }.prefix(400)
        if dense.starts(with: Array("[{\"".utf8)) || dense.starts(with: Array("[[".utf8)) { return true }
        guard dense.starts(with: Array("{\"".utf8)), let close = dense.dropFirst(2).firstIndex(of: 34) else { return false }
        return dense.index(after: close) < dense.endIndex && dense[dense.index(after: close)] == 58
    }

    /// - Parameter expected: "a file of separated values".
    package func error(in file: SourceFile, expected: String) -> HubError {
        HubError(.malformed, "this is \(name), not \(expected)", at: Origin(file), hint: fix)
    }
}

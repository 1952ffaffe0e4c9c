public import HubCore

/// What every importer promises, checked with nothing but its cases. Each function returns what is broken, empty when all holds.
public enum ImporterContract {
    public static let pieceSizes = [1, 2, 7, 65_536]

    /// The transcript of a whole reading. Never throws: what the importer throws is the transcript's last line.
    public static func transcript(
        _ importer: ImporterEntry, options: [String: String] = [:], file: SourceFile, bytes: [UInt8], pieceSize: Int
    ) -> String {
        do {
            let plugin = try importer.make(options: options)
            if let plugin = plugin as? any RecordImporter {
                return records(plugin, file, bytes, pieceSize)
            } else if let plugin = plugin as? any FactImporter {
                return facts(plugin, file, bytes, pieceSize)
            }
            return "\(importer.about.id) is neither a RecordImporter nor a FactImporter\n"
        } catch {
            return "stopped: \(error)\n"
        }
    }

    private static func records(_ plugin: any RecordImporter, _ file: SourceFile, _ bytes: [UInt8], _ size: Int) -> String {
        let transcript = Transcript()
        do { try TableFeed.feed(plugin, bytes, file: file, pieceSize: size, into: transcript) } catch { transcript.end(with: error) }
        transcript.finish()
        return transcript.text
    }

    private static func facts(_ plugin: any FactImporter, _ file: SourceFile, _ bytes: [UInt8], _ size: Int) -> String {
        let transcript = FactTranscript()
        do {
            var reader = try plugin.makeReader(for: file, into: transcript)
            try forEachPiece(of: bytes, size) { piece throws(HubError) in try reader.feed(piece) }
            try reader.finish()
        } catch {
            transcript.end(with: error)
        }
        transcript.finish()
        return transcript.text
    }

    static func forEachPiece(of bytes: [UInt8], _ size: Int, _ body: (Span<UInt8>) throws(HubError) -> Void) throws(HubError) {
        var at = 0
        while at < bytes.count {
            let end = min(bytes.count, at + size)
            try body(bytes.span.extracting(at..<end))
            at = end
        }
    }

    /// The case says what its `expected.txt` says, however the bytes are cut, and again when it is read again.
    public static func check(_ importer: ImporterEntry, _ one: ImporterCase) throws(HubError) -> [String] {
        let bytes = try one.bytes()
        func read(_ size: Int) -> String { transcript(importer, options: one.options, file: one.file, bytes: bytes, pieceSize: size) }
        let whole = read(65_536)
        var broken = [Golden.difference(of: whole, from: one.expected)].compactMap { $0 }
        for size in pieceSizes {
            if let difference = Golden.difference(of: read(size), from: whole, named: "\(one.name) in pieces of \(size)") {
                broken.append(difference)
            }
        }
        return broken
    }

    /// Every beginning of the case's file is read to an end: clean, with findings or with an error, and no other way. At most `most` beginnings
    /// are tried, evenly spread.
    public static func checkTruncated(_ importer: ImporterEntry, _ one: ImporterCase, most: Int = 200) throws(HubError) -> [String] {
        let bytes = try one.bytes()
        let step = max(1, bytes.count / most)
        var broken: [String] = []
        for end in stride(from: 0, to: bytes.count, by: step) {
            let part = Array(bytes[..<end])
            let text = transcript(importer, options: one.options, file: one.file, bytes: part, pieceSize: 65_536)
            let last = text.split(separator: "\n").last ?? ""
            if !last.hasSuffix("skipped"), !text.hasPrefix("stopped: ") {
                broken.append("\(one.name) cut at byte \(end): the reading did not come to an end")
            }
            if end % (step * 7) == 0 {
                let again = transcript(importer, options: one.options, file: one.file, bytes: part, pieceSize: 3)
                if again != text { broken.append("\(one.name) cut at byte \(end): pieces of 3 bytes give another reading") }
            }
        }
        return broken
    }

    /// A file without a byte ends in a finding or an error, never in silence.
    public static func checkEmpty(_ importer: ImporterEntry) -> [String] {
        let text = transcript(importer, file: SourceFile("empty"), bytes: [], pieceSize: 1)
        return text.contains("! ") || text.contains("stopped: ") ? [] : ["\(importer.about.id): nothing is said about an empty file"]
    }
}

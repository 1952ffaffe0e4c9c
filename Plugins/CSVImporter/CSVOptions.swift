internal import HubCore
internal import HubText

/// What a mapping may say about its files when the file itself does not make it clear.
struct CSVOptions: Sendable {
    enum Header: Equatable { case found, none, line(Int) }
    enum Quote: Equatable { case found, none, byte(UInt8) }

    /// One to four bytes.
    var delimiter: [UInt8]?
    var encoding: TextEncoding?
    var header = Header.found
    var quote = Quote.found

    init() {}

    init(_ options: [String: String]) throws(HubError) {
        for (name, value) in options.sorted(by: { $0.key < $1.key }) {
            switch name {
            case "delimiter": delimiter = try Self.delimiter(value)
            case "encoding": encoding = try Self.encoding(value)
            case "header": header = try Self.header(value)
            case "quote": quote = try Self.quote(value)
            default:
                let known = ["delimiter", "encoding", "header", "quote"]
                throw HubError(
                    .misconfigured, "csv has no option `\(name)`\(Suggestion.words(for: name, among: known))",
                    hint: "The options are delimiter, encoding, header and quote.")
            }
        }
        if let delimiter, let first = delimiter.first, quote == .byte(first) {
            throw HubError(.misconfigured, "csv: delimiter and quote must differ")
        }
    }

    private static func delimiter(_ text: String) throws(HubError) -> [UInt8] {
        let names: [String: [UInt8]] = [
            "comma": [44], "semicolon": [59], "tab": [9], "\\t": [9], "pipe": [124], "space": [32], "spaces": [32, 32],
        ]
        if let bytes = names[text.lowercased()] { return bytes }
        let bytes = Array(text.utf8)
        guard (1...4).contains(bytes.count), !bytes.contains(34), !bytes.contains(10), !bytes.contains(13), !bytes.contains(0) else {
            throw HubError(
                .misconfigured, "csv: `delimiter` must be one to four characters, or comma, semicolon, tab, pipe, space or spaces")
        }
        return bytes
    }

    private static func encoding(_ text: String) throws(HubError) -> TextEncoding {
        switch text.lowercased() {
        case "utf-8", "utf8": return .utf8
        case "utf-16", "utf-16le", "utf16le": return .utf16LittleEndian
        case "utf-16be", "utf16be": return .utf16BigEndian
        case "windows-1252", "cp1252", "iso-8859-1", "latin1", "latin-1": return .windows1252
        default:
            throw HubError(.misconfigured, "csv: `encoding` must be utf-8, utf-16le, utf-16be, windows-1252 or iso-8859-1")
        }
    }

    private static func header(_ text: String) throws(HubError) -> Header {
        if text.lowercased() == "none" { return .none }
        guard let line = Int(text), line >= 1 else {
            throw HubError(.misconfigured, "csv: `header` must be `none` or the number of the line that the header is on")
        }
        return .line(line)
    }

    private static func quote(_ text: String) throws(HubError) -> Quote {
        switch text {
        case "\"", "double": return .byte(34)
        case "'", "single": return .byte(39)
        case "none": return .none
        default: throw HubError(.misconfigured, "csv: `quote` must be `double`, `single` or `none`")
        }
    }
}

package import HubCore
internal import HubText

extension CSVImporter: LayoutTellingImporter {
    package func layout(of head: Span<UInt8>, isWhole: Bool) throws(HubError) -> TextLayout {
        let bytes = head.withUnsafeBufferPointer { Array($0) }
        if let foreign = ForeignFormat(bytes) { throw foreign.error(in: SourceFile(""), expected: "a file of separated values") }
        let (found, mark) = TextEncoding.found(in: bytes)
        let encoding = options.encoding ?? found
        var decoder = TextDecoder(encoding)
        var text = DecodedText()
        for byte in bytes[mark...] { decoder.push(byte, into: &text) }
        let dialect = DialectSniffer(text.bytes, isWholeFile: isWhole).best(options).dialect
        let escape =
            switch (dialect.escapes, dialect.backslash) {
            case (true, _): "a backslash before it"
            case (_, true): "a backslash before the quote"
            default: "the quote twice"
            }
        return TextLayout(
            encoding: encoding.name, byteOrderMark: mark > 0, delimiter: dialect.delimiterName,
            quote: dialect.quote.map { String(UnicodeScalar($0)) }, escape: escape, lineEnds: Self.lineEnds(text.bytes))
    }

    private static func lineEnds(_ text: [UInt8]) -> String {
        var (crlf, lf, cr) = (0, 0, 0)
        for at in text.indices {
            if text[at] == 10 { if at > 0, text[at - 1] == 13 { crlf += 1 } else { lf += 1 } }
            if text[at] == 13, at + 1 == text.count || text[at + 1] != 10 { cr += 1 }
        }
        let found = [("CRLF", crlf), ("LF", lf), ("CR", cr)].filter { $0.1 > 0 }.map { $0.0 }
        return found.isEmpty ? "none" : found.joined(separator: " and ")
    }
}

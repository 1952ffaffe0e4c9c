/// How a text table is written, for a person who wants to know what was understood.
public struct TextLayout: Hashable, Sendable, Encodable {
    /// `UTF-8`, `Windows-1252`.
    public var encoding: String
    public var byteOrderMark: Bool
    /// `commas`, `the characters "||"`.
    public var delimiter: String
    /// The quote character; nil when nothing is quoted.
    public var quote: String?
    /// How a quote or delimiter inside a field is written.
    public var escape: String
    /// `CRLF`, `LF`, `CR` or several of them.
    public var lineEnds: String

    public init(encoding: String, byteOrderMark: Bool, delimiter: String, quote: String?, escape: String, lineEnds: String) {
        (self.encoding, self.byteOrderMark, self.delimiter) = (encoding, byteOrderMark, delimiter)
        (self.quote, self.escape, self.lineEnds) = (quote, escape, lineEnds)
    }
}

/// An importer of text tables that can say how a file is written.
public protocol LayoutTellingImporter: RecordImporter {
    /// - Parameter head: the first bytes, at most 64 KiB.
    /// - Throws: what reading the file would throw.
    func layout(of head: Span<UInt8>, isWhole: Bool) throws(HubError) -> TextLayout
}

/// A file's bytes on their way to whoever splits the text: what is UTF-8 already passes as it stands, the rest is decoded and kept back.
///
///     while at < bytes.count {
///         let clean = feed.step(bytes, at: &at)
///         for piece in feed.takeDecoded() { ... }      // stands before the clean bytes
///         ... bytes.extracting(clean) ...
///     }
package struct TextFeed {
    package private(set) var decoder: TextDecoder
    private var text = DecodedText()
    /// The clean bytes that the last step came upon and left to the next.
    private var ahead: Range<Int>?

    /// Decoded text is handed on when this many bytes of it are there.
    private static let most = 32_768

    package init(_ encoding: TextEncoding) { decoder = TextDecoder(encoding) }

    /// Goes on from `at`: over bytes that are clean, which it gives, or over some that are not, which it decodes; then the range is empty.
    package mutating func step(_ bytes: Span<UInt8>, at: inout Int) -> Range<Int> {
        if let clean = ahead ?? clean(bytes, from: at) {
            (ahead, at) = (nil, clean.upperBound)
            return clean
        }
        repeat {
            decoder.push(bytes[at], into: &text)
            at += 1
            if text.bytes.count >= Self.most || at == bytes.count { break }
            ahead = clean(bytes, from: at)
        } while ahead == nil
        return at..<at
    }

    private mutating func clean(_ bytes: Span<UInt8>, from at: Int) -> Range<Int>? {
        let length = decoder.cleanLength(bytes, from: at)
        return length > 0 ? at..<(at + length) : nil
    }

    /// The file is at its end; ``takeDecoded()`` has the rest.
    package mutating func finish() { decoder.finish(into: &text) }

    /// What was decoded since the last time, cut where something was odd: the text up to there, then what it was.
    package mutating func takeDecoded() -> [(text: ArraySlice<UInt8>, oddity: DecodedText.Oddity?)] {
        guard !text.bytes.isEmpty || !text.oddities.isEmpty else { return [] }
        var ready = DecodedText()
        swap(&ready, &text)
        var (pieces, from) = ([(text: ArraySlice<UInt8>, oddity: DecodedText.Oddity?)](), 0)
        for (at, what) in ready.oddities {
            pieces.append((ready.bytes[from..<at], what))
            from = at
        }
        pieces.append((ready.bytes[from...], nil))
        return pieces
    }
}

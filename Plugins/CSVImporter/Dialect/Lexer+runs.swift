/// Runs of bytes that mean nothing to the state machine, and what is held back in case a quote was a mistake.
extension Lexer {
    /// The end of the run of plain bytes that begins at `start`.
    @inline(__always)
    mutating func plainRun(_ bytes: Span<UInt8>, from start: Int, _ delimiter: UInt8) -> Int {
        var (at, continuing, wide) = (start, 0, 0)
        while at < bytes.count {
            let byte = bytes[at]
            if byte == delimiter || byte == 10 || byte == 13 { break }
            if byte >= 0x80 {
                if byte < 0xC0 { continuing += 1 } else if byte >= 0xF0 { wide += 1 }
            }
            at += 1
        }
        place.advance(bytes: at - start, continuing: continuing, beyondBMP: wide)
        return at
    }

    @inline(__always)
    mutating func quotedRun(_ bytes: Span<UInt8>, from start: Int, atMost: Int, _ quote: UInt8, _ escape: UInt8) -> Int {
        var (at, continuing, wide) = (start, 0, 0)
        let limit = min(bytes.count, start + max(0, atMost))
        while at < limit {
            let byte = bytes[at]
            if byte == quote || byte == escape || byte == 10 || byte == 13 { break }
            if byte >= 0x80 {
                if byte < 0xC0 { continuing += 1 } else if byte >= 0xF0 { wide += 1 }
            }
            at += 1
        }
        place.advance(bytes: at - start, continuing: continuing, beyondBMP: wide)
        return at
    }

    mutating func hold(_ bytes: Span<UInt8>, to end: Int) {
        guard heldFrom != nil else { return }
        if end > holdStart { bytes.extracting(holdStart..<end).withUnsafeBufferPointer { held.append(contentsOf: $0) } }
        holdStart = end
    }
}

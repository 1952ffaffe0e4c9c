internal import Glibc

/// Reads ahead of the parser and measures every piece of markup on the raw bytes.
///
/// libxml2 holds a tag, a comment or an instruction as a whole, and compares each attribute of an element with all others: an element of
/// 100,000 attributes costs it seconds. So nothing too long, and no element with too many, is ever shown to it. A DOCTYPE is refused
/// here, at its first letter.
///
///     text ─ "<" ─▶ opened ─▶ tag ⇄ quoted ─ ">" ─▶ text
///                      ├─ "!" ─▶ bang ─▶ comment ("--"), data ("[CDATA["), or the end: a DOCTYPE
///                      └─ "?" ─▶ instruction
struct TagGuard {
    enum Offence { case doctype, tooLong, tooManyAttributes, longComment }
    private enum State { case text, opened, tag, quoted(UInt8), bang, dash, comment, data, instruction }

    let limits: XMLLimits
    private var state = State.text
    /// Bytes since `<`.
    private var length = 0
    private var equals = 0
    /// The two bytes before, for `-->`, `]]>` and `?>`.
    private var before: (UInt8, UInt8) = (0, 0)

    init(_ limits: XMLLimits) { self.limits = limits }

    /// The first offence and where in `bytes` its markup begins (0 when that was in an earlier piece).
    mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> (Offence, at: Int)? {
        guard let start = bytes.baseAddress else { return nil }
        var (at, begin) = (0, 0)
        while at < bytes.count {
            switch state {
            case .text:
                // Most of a document is text and blanks: the C library looks through them fastest.
                guard let found = memchr(start + at, 0x3C, bytes.count - at) else { return nil }
                at = UnsafeRawPointer(found) - UnsafeRawPointer(start)
                (state, length, equals, begin) = (.opened, 0, 0, at)
                at += 1
            case .tag:
                let from = at
                while at < bytes.count, bytes[at] != 0x3E, bytes[at] != 0x22, bytes[at] != 0x27 {
                    if bytes[at] == 0x3D { equals += 1 }
                    at += 1
                }
                length += at - from
                if equals > limits.attributes { return (.tooManyAttributes, begin) }
                if length > limits.tagBytes { return (.tooLong, begin) }
                guard at < bytes.count else { return nil }
                state = bytes[at] == 0x3E ? .text : .quoted(bytes[at])
                at += 1
            case .quoted(let mark):
                let end = memchr(start + at, Int32(mark), bytes.count - at)
                let to = end.map { UnsafeRawPointer($0) - UnsafeRawPointer(start) } ?? bytes.count
                length += to - at
                if length > limits.tagBytes { return (.tooLong, begin) }
                guard to < bytes.count else { return nil }
                at = to + 1
                state = .tag
            default:
                length += 1
                if let offence = step(bytes[at]) { return (offence, begin) }
                at += 1
            }
        }
        return nil
    }

    /// The rarer states, byte by byte.
    private mutating func step(_ byte: UInt8) -> Offence? {
        switch state {
        case .text, .tag, .quoted: break
        case .opened:
            switch byte {
            case UInt8(ascii: "!"): state = .bang
            case UInt8(ascii: "?"): (state, before) = (.instruction, (0, 0))
            case UInt8(ascii: ">"): state = .text
            default: state = .tag
            }
        case .bang:
            switch byte {
            case UInt8(ascii: "-"): state = .dash
            case UInt8(ascii: "["): (state, before) = (.data, (0, 0))
            default: return .doctype
            }
        // Exactly as the parser counts dashes: `<!--->` does not end a comment.
        case .dash: (state, before) = (byte == UInt8(ascii: "-") ? .comment : .tag, (0, 0))
        case .comment: if ends(byte, with: UInt8(ascii: "-")) { return .longComment }
        case .data: _ = ends(byte, with: UInt8(ascii: "]"), limited: false)
        case .instruction:
            if byte == UInt8(ascii: ">"), before.1 == UInt8(ascii: "?") { state = .text }
            before = (before.1, byte)
            if length > limits.commentBytes { return .longComment }
        }
        return nil
    }

    /// Leaves a comment or CDATA at `-->` or `]]>`; true when it is too long.
    private mutating func ends(_ byte: UInt8, with mark: UInt8, limited: Bool = true) -> Bool {
        if byte == UInt8(ascii: ">"), before == (mark, mark) { state = .text }
        before = (before.1, byte)
        return limited && length > limits.commentBytes
    }
}

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
        var begin = 0
        for (at, byte) in bytes.enumerated() {
            if case .text = state {
                if byte == UInt8(ascii: "<") { (state, length, equals, begin) = (.opened, 0, 0, at) }
                continue
            }
            length += 1
            switch state {
            case .text: break
            case .opened:
                switch byte {
                case UInt8(ascii: "!"): state = .bang
                case UInt8(ascii: "?"): (state, before) = (.instruction, (0, 0))
                case UInt8(ascii: ">"): state = .text
                default: state = .tag
                }
            case .tag:
                switch byte {
                case UInt8(ascii: ">"): state = .text
                case UInt8(ascii: "\""), UInt8(ascii: "'"): state = .quoted(byte)
                case UInt8(ascii: "="):
                    equals += 1
                    if equals > limits.attributes { return (.tooManyAttributes, begin) }
                default: break
                }
                if length > limits.tagBytes { return (.tooLong, begin) }
            case .quoted(let mark):
                if byte == mark { state = .tag }
                if length > limits.tagBytes { return (.tooLong, begin) }
            case .bang:
                switch byte {
                case UInt8(ascii: "-"): state = .dash
                case UInt8(ascii: "["): (state, before) = (.data, (0, 0))
                default: return (.doctype, begin)
                }
            // Exactly as the parser counts dashes: `<!--->` does not end a comment.
            case .dash: (state, before) = (byte == UInt8(ascii: "-") ? .comment : .tag, (0, 0))
            case .comment: if ends(byte, with: UInt8(ascii: "-")) { return (.longComment, begin) }
            case .data: _ = ends(byte, with: UInt8(ascii: "]"), limited: false)
            case .instruction:
                if byte == UInt8(ascii: ">"), before.1 == UInt8(ascii: "?") { state = .text }
                before = (before.1, byte)
                if length > limits.commentBytes { return (.longComment, begin) }
            }
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

internal import HubCore

/// Where the lexer is, in the file's own lines, characters and bytes while it reads UTF-8.
///
/// A column is a character (Unicode scalar) of the line, counted from 1; a mark at the start of the file and NULs do not count.
/// A line is what a text editor shows as one: a quoted field may hold several.
struct Place {
    /// How many bytes of the file a character takes.
    enum Width: Equatable {
        case utf8, single, utf16, utf32

        /// Of one ASCII character.
        var unit: Int { self == .utf16 ? 2 : self == .utf32 ? 4 : 1 }
    }

    var width = Width.utf8
    var line = 1
    /// Of this line so far.
    var bytes = 0, characters = 0, beyondBMP = 0
    /// Where this line begins in the file, corrected by what was dropped or replaced in it.
    var lineStart = 0

    var position: Position {
        let taken =
            switch width {
            case .utf8: bytes
            case .single: characters
            case .utf16: 2 * (characters + beyondBMP)
            case .utf32: 4 * characters
            }
        return Position(offset: lineStart + taken, line: line, column: characters + 1)
    }

    @inline(__always)
    mutating func advance(bytes count: Int, continuing: Int, beyondBMP wide: Int) {
        bytes += count
        characters += count - continuing
        beyondBMP += wide
    }

    /// Over one ASCII character that ends no line.
    @inline(__always)
    mutating func advance() { advance(bytes: 1, continuing: 0, beyondBMP: 0) }

    /// Over the line end that was just passed with ``advance()``.
    mutating func newLine() {
        lineStart = position.offset
        line += 1
        (bytes, characters, beyondBMP) = (0, 0, 0)
    }

    /// LF after CR belongs to the line end that was already passed.
    mutating func swallow() { lineStart += width.unit }

    /// Over bytes of the file that left no trace in the text.
    mutating func shift(by count: Int) { lineStart += count }
}

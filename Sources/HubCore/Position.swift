/// A place in a file that a person can open: line and column count from 1, `offset` is in bytes from 0.
public struct Position: Hashable, Comparable, Sendable, CustomStringConvertible {
    public var offset: Int
    public var line: Int
    public var column: Int

    public static let start = Position(offset: 0, line: 1, column: 1)

    public init(offset: Int = 0, line: Int, column: Int) {
        self.offset = offset
        self.line = line
        self.column = column
    }

    public var description: String { "\(line):\(column)" }

    public static func < (a: Position, b: Position) -> Bool {
        (a.line, a.column, a.offset) < (b.line, b.column, b.offset)
    }
}

/// One row, still in the source's own words.
///
/// The builder fills one record again and again, so a sink that wants to keep something copies it out.
/// `Record` is noncopyable and only ever lent; the compiler holds everyone to that.
public struct Record: ~Copyable {
    @usableFromInline var bytes: [UInt8] = []
    /// Where each field ends in `bytes`.
    @usableFromInline var ends: [Int] = []
    @usableFromInline var positions: [Position] = []
    /// Where the row begins in the file.
    public internal(set) var position = Position.start

    @usableFromInline init() {
        bytes.reserveCapacity(4096)
        ends.reserveCapacity(64)
        positions.reserveCapacity(64)
    }

    @inlinable public var count: Int { ends.count }

    /// Where the field begins in the file (its quote included).
    public func position(of field: Int) -> Position { positions[field] }

    @inlinable func range(_ field: Int) -> Range<Int> { (field == 0 ? 0 : ends[field - 1])..<ends[field] }

    /// Lends the field's decoded bytes (UTF-8, quotes removed).
    @inlinable public func withField<R, E: Error>(_ field: Int, _ body: (Span<UInt8>) throws(E) -> R) throws(E) -> R {
        try body(bytes.span.extracting(range(field)))
    }

    /// The field as a string; invalid UTF-8 is repaired with U+FFFD (readers decode before they get here).
    public func string(_ field: Int) -> String { String(decoding: bytes[range(field)], as: UTF8.self) }

    @inlinable public func isEmpty(_ field: Int) -> Bool { range(field).isEmpty }
}

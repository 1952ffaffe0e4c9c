internal import CPostgres
internal import HubCore

extension Connection {
    /// Rows as they come, in binary; `row` looks at the bytes of one row at a time. `statement` is ours: COPY takes no parameters,
    /// so only integers may be written into it.
    func copyOut(_ statement: String, row: (inout RowReader) throws(HubError) -> Void) throws(HubError) {
        try check(PQexec(raw, "COPY (\(statement)) TO STDOUT (FORMAT binary)"), doing: "Reading")
        var buffer: UnsafeMutablePointer<CChar>?
        var isFirst = true
        var failed: HubError?
        while true {
            let count = PQgetCopyData(raw, &buffer, 0)
            guard count > 0, let bytes = buffer else { break }
            defer { PQfreemem(bytes) }
            guard failed == nil else { continue }
            var reader = RowReader(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
            do throws(HubError) {
                // The header comes in front of the first row.
                if isFirst { try reader.skip(19) }
                isFirst = false
                if try reader.begin() { try row(&reader) }
            } catch {
                failed = error
                cancellation.cancel()
            }
        }
        var answer: HubError?
        while let result = PQgetResult(raw) {
            if PQresultStatus(result) != PGRES_COMMAND_OK {
                let state = PQresultErrorField(result, Int32(HUB_PG_DIAG_SQLSTATE)).map { String(cString: $0) }
                answer = answer ?? DatabaseError.make(state: state, doing: "Reading")
            }
            PQclear(result)
        }
        if let error = failed ?? answer { throw error }
    }
}

/// One row of a binary COPY, field after field. Never reads past its end.
struct RowReader {
    private let bytes: UnsafeRawBufferPointer
    private var at = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    mutating func skip(_ count: Int) throws(HubError) {
        guard bytes.count - at >= count else { throw Self.short }
        at += count
    }

    /// False at the trailer.
    mutating func begin() throws(HubError) -> Bool { try take(Int16.self) >= 0 }

    @inline(__always)
    private mutating func take<I: FixedWidthInteger>(_: I.Type) throws(HubError) -> I {
        guard bytes.count - at >= MemoryLayout<I>.size else { throw Self.short }
        defer { at += MemoryLayout<I>.size }
        return I(bigEndian: bytes.loadUnaligned(fromByteOffset: at, as: I.self))
    }

    /// The next field as the integer that its column is; nil for NULL.
    @inline(__always)
    mutating func integer<I: FixedWidthInteger>(_ type: I.Type) throws(HubError) -> I? {
        let length = try take(Int32.self)
        if length < 0 { return nil }
        guard Int(length) == MemoryLayout<I>.size else { throw Self.short }
        return try take(type)
    }

    mutating func double() throws(HubError) -> Double? { try integer(UInt64.self).map { Double(bitPattern: $0) } }
    mutating func bool() throws(HubError) -> Bool { try integer(UInt8.self) == 1 }
    /// `Day.number`, or nil.
    mutating func day() throws(HubError) -> Int32? { try integer(Int32.self).map { $0 &+ 10_957 } }

    mutating func text() throws(HubError) -> String? {
        let length = Int(try take(Int32.self))
        if length < 0 { return nil }
        guard bytes.count - at >= length else { throw Self.short }
        defer { at += length }
        return String(decoding: bytes[at..<(at + length)], as: UTF8.self)
    }

    /// An int[] of one dimension; empty for NULL. Each element goes to `body`, so that nothing is allocated.
    mutating func integers(_ body: (Int32) throws(HubError) -> Void) throws(HubError) {
        let length = Int(try take(Int32.self))
        guard length > 12 else { return try skip(max(0, length)) }
        try skip(12)
        let count = try take(Int32.self)
        try skip(4)
        for _ in 0..<max(0, count) { if let number = try integer(Int32.self) { try body(number) } }
    }

    private static var short: HubError { HubError(.database, "The database's answer is not of the form that was asked for.") }
}

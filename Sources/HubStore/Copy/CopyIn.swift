internal import CPostgres
internal import HubCore

/// A binary COPY into a table under way. Ends with ``finish()``; letting it go abandons it, and the transaction with it.
struct CopyIn: ~Copyable {
    /// The connection's; it outlives this value, whose owner holds both.
    private let raw: OpaquePointer

    /// `table` and `columns` are ours, never a user's.
    init(_ connection: Connection, _ table: String, _ columns: [String]) throws(HubError) {
        raw = connection.raw
        try connection.check(
            PQexec(raw, "COPY \(table) (\(columns.joined(separator: ", "))) FROM STDIN (FORMAT binary)"), doing: "Beginning a load")
        // Signature, flags, no extension.
        let header: [UInt8] = [80, 71, 67, 79, 80, 89, 10, 255, 13, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        let sent = header.withUnsafeBytes { PQputCopyData(raw, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count)) }
        guard sent == 1 else { throw Self.failure(raw) }
    }

    deinit {
        PQputCopyEnd(raw, "abandoned")
        while let result = PQgetResult(raw) { PQclear(result) }
    }

    mutating func send(_ rows: RowBuffer) throws(HubError) {
        var bytes = rows.bytes
        // A buffer may have grown for one large document; a message's length is an Int32.
        while !bytes.isEmpty {
            let piece = bytes.prefix(1 << 20)
            let sent = PQputCopyData(
                raw, UnsafeRawBufferPointer(rebasing: piece).baseAddress?.assumingMemoryBound(to: CChar.self), Int32(piece.count))
            guard sent == 1 else { throw Self.failure(raw) }
            bytes = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(piece.count))
        }
        rows.clear()
    }

    consuming func finish() throws(HubError) {
        let raw = raw
        discard self
        let trailer: [UInt8] = [0xFF, 0xFF]
        let sent = trailer.withUnsafeBytes { PQputCopyData(raw, $0.baseAddress?.assumingMemoryBound(to: CChar.self), 2) }
        guard sent == 1, PQputCopyEnd(raw, nil) == 1 else { throw Self.failure(raw) }
        if let error = Self.answer(raw) { throw error }
    }

    /// The first failure among the answers that are waiting.
    private static func answer(_ raw: OpaquePointer) -> HubError? {
        var error: HubError?
        while let result = PQgetResult(raw) {
            if PQresultStatus(result) != PGRES_COMMAND_OK, error == nil {
                let state = PQresultErrorField(result, Int32(HUB_PG_DIAG_SQLSTATE)).map { String(cString: $0) }
                error = DatabaseError.make(state: state, doing: "Loading rows")
            }
            PQclear(result)
        }
        return error
    }

    /// After a refused piece: ends the COPY and tells why the server refused.
    private static func failure(_ raw: OpaquePointer) -> HubError {
        PQputCopyEnd(raw, "abandoned")
        return answer(raw) ?? DatabaseError.make(state: nil, doing: "Loading rows")
    }
}

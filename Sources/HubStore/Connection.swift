internal import CPostgres
package import HubCore

/// One connection to PostgreSQL. A place, not a value: it belongs to one task, and the compiler keeps it there.
package final class Connection {
    let raw: OpaquePointer
    /// What it was opened with, for a second connection to the same database.
    let address: DatabaseAddress
    /// Stops the statement that is running, from any thread.
    package let cancellation: Cancellation

    package init(_ address: DatabaseAddress) throws(HubError) {
        let opened = PQconnectdb(address.text)
        guard let opened, PQstatus(opened) == CONNECTION_OK else {
            if let opened { PQfinish(opened) }
            throw HubError(
                .database, "No connection to the database (\(address.words)).",
                hint: "Check that the server runs and that the user may log in.")
        }
        raw = opened
        self.address = address
        cancellation = Cancellation(PQgetCancel(opened))
        hub_discard_notices(opened)
        // One way to write days, times and texts, whatever the server's or the user's settings are.
        try run(
            """
            SET client_encoding = 'UTF8'; SET DateStyle = 'ISO, YMD'; SET TimeZone = 'UTC'; SET search_path = public;
            SET application_name = 'measurehub'; SET client_min_messages = 'error'; SET standard_conforming_strings = on;
            SET extra_float_digits = 1; SET bytea_output = 'hex'
            """)
    }

    deinit { PQfinish(raw) }

    /// A second connection to the same database.
    package func another() throws(HubError) -> Connection { try Connection(address) }

    package var serverVersion: Int { Int(PQserverVersion(raw)) }

    /// Statements of our own without values, `;` between them.
    package func run(_ script: String) throws(HubError) {
        try check(PQexec(raw, script), doing: "A step in the database")
    }

    /// A statement with its values; gives the number of rows that it touched.
    @discardableResult
    package func execute(_ statement: String, _ values: [(any Parameter)?] = []) throws(HubError) -> Int {
        let result = try send(statement, values)
        defer { PQclear(result) }
        return PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
    }

    package func query(_ statement: String, _ values: [(any Parameter)?] = []) throws(HubError) -> [Row] {
        let result = try send(statement, values)
        defer { PQclear(result) }
        let columns = PQnfields(result)
        return (0..<PQntuples(result)).map { row in
            Row(
                fields: (0..<columns).map { column in
                    PQgetisnull(result, row, column) == 1 ? nil : String(cString: PQgetvalue(result, row, column))
                })
        }
    }

    private func send(_ statement: String, _ values: [(any Parameter)?]) throws(HubError) -> OpaquePointer {
        var texts: [UnsafeMutablePointer<CChar>?] = values.map { value in
            value.map { $0.parameterText.utf8CString.withUnsafeBufferPointer { copy(of: $0) } }
        }
        defer { for text in texts { text?.deallocate() } }
        let result = texts.withUnsafeMutableBufferPointer { buffer in
            buffer.withMemoryRebound(to: UnsafePointer<CChar>?.self) {
                PQexecParams(raw, statement, Int32($0.count), nil, $0.baseAddress, nil, nil, 0)
            }
        }
        return try accept(result, doing: "A step in the database")
    }

    private func copy(of text: UnsafeBufferPointer<CChar>) -> UnsafeMutablePointer<CChar> {
        let memory = UnsafeMutableBufferPointer<CChar>.allocate(capacity: max(1, text.count))
        _ = memory.initialize(from: text)
        return memory.baseAddress!  // allocate(capacity: ≥ 1) always has one
    }

    func check(_ result: OpaquePointer?, doing what: String) throws(HubError) {
        PQclear(try accept(result, doing: what))
    }

    private func accept(_ result: OpaquePointer?, doing what: String) throws(HubError) -> OpaquePointer {
        guard let result else { throw DatabaseError.make(state: nil, doing: what) }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY, PGRES_COPY_IN, PGRES_COPY_OUT: return result
        default:
            let state = PQresultErrorField(result, Int32(HUB_PG_DIAG_SQLSTATE)).map { String(cString: $0) }
            PQclear(result)
            throw DatabaseError.make(state: state, doing: what)
        }
    }
}

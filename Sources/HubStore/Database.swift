package import HubCore

/// A connection with a thread of its own, since libpq waits. Work that shall run side by side takes several of them.
package actor Database {
    private let executor = QueueExecutor(label: "measurehub.database")
    private let connection: Connection
    package nonisolated let address: DatabaseAddress
    private nonisolated let cancellation: Cancellation

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    package init(_ address: DatabaseAddress) throws(HubError) {
        self.address = address
        connection = try Connection(address)
        cancellation = connection.cancellation
        guard connection.serverVersion >= 150_000 else {
            throw HubError(
                .database, "The database server is older than PostgreSQL 15.", hint: "Install PostgreSQL 15 or newer.")
        }
    }

    /// One more, for work beside this one.
    package nonisolated func another() throws(HubError) -> Database { try Database(address) }

    /// All of `body`, or none of it. Cancelling the task stops the statement that is running.
    package nonisolated func transaction<R: Sendable>(
        _ body: @Sendable (Connection) throws(HubError) -> R
    ) async throws(HubError) -> R {
        try await cancellable { await self.bracketed("BEGIN", body) }
    }

    /// Reads one state of the database however long it takes and whatever others write meanwhile.
    package nonisolated func snapshot<R: Sendable>(
        _ body: @Sendable (Connection) throws(HubError) -> R
    ) async throws(HubError) -> R {
        try await cancellable { await self.bracketed("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body) }
    }

    /// Statements that each stand for themselves, or that begin and end transactions on their own.
    package nonisolated func connected<R: Sendable>(
        _ body: @Sendable (Connection) throws(HubError) -> R
    ) async throws(HubError) -> R {
        try await cancellable { await self.plain(body) }
    }

    private nonisolated func cancellable<R: Sendable>(
        _ work: @Sendable () async -> Result<R, HubError>
    ) async throws(HubError) -> R {
        let result = await withTaskCancellationHandler(operation: work, onCancel: { cancellation.cancel() })
        return try result.get()
    }

    private func plain<R>(_ body: (Connection) throws(HubError) -> R) -> Result<R, HubError> {
        guard !Task.isCancelled else { return .failure(HubError(.cancelled, "It was cancelled before it began.")) }
        cancellation.begin()
        defer { cancellation.end() }
        return Result { () throws(HubError) in try body(connection) }
    }

    private func bracketed<R>(_ begin: String, _ body: (Connection) throws(HubError) -> R) -> Result<R, HubError> {
        plain { connection throws(HubError) in
            try connection.run(begin)
            do throws(HubError) {
                let result = try body(connection)
                try connection.run("COMMIT")
                return result
            } catch {
                try? connection.run("ROLLBACK")
                throw error
            }
        }
    }
}

extension Database {
    /// As people write it: `15.18`.
    package nonisolated func serverVersion() async throws(HubError) -> String {
        try await connected { connection throws(HubError) in "\(connection.serverVersion / 10_000).\(connection.serverVersion % 10_000)" }
    }
}

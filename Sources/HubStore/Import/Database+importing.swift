package import HubCore

extension Database {
    /// One submission: all of what `body` hands over, or nothing. Waits for an import of the same practice that is under way.
    ///
    /// When every file of the request counts already, `body` is not called and nothing is written. The body ends each file that it
    /// begins; the submission becomes current when it returns.
    package nonisolated func importing(
        _ request: ImportRequest, _ body: @Sendable (ImportWriter) throws(HubError) -> Void
    ) async throws(HubError) -> Receipt {
        try await transaction { connection throws(HubError) in
            try Submissions.lock(connection, request.practice)
            let live = try Submissions.live(connection, request.practice, request.files.map(\.sha256))
            if !request.files.isEmpty, request.files.allSatisfy({ live[$0.sha256] != nil }) {
                return Receipt(files: request.files.map { FileReceipt(file: $0, seenBefore: live[$0.sha256]) })
            }
            // A full submission stands for itself, whatever becomes of those that hold the same files: it reads them again.
            let writer = try ImportWriter(
                request, connection, submission: try Submissions.begin(connection, request), seen: request.scope == .full ? [:] : live)
            do throws(HubError) {
                try body(writer)
                return try writer.finish()
            } catch {
                writer.abandon()
                throw error
            }
        }
    }
}

internal import Glibc
package import HubCore

/// The way to the database: the server that `MEASUREHUB_DATABASE_URL` names, or the installation's embedded one.
package final class Store: Sendable {
    package let address: DatabaseAddress
    private let server: EmbeddedServer?
    private let throwAwayFolder: String?

    private init(address: DatabaseAddress, server: EmbeddedServer?, throwAwayFolder: String? = nil) {
        self.address = address
        self.server = server
        self.throwAwayFolder = throwAwayFolder
    }

    /// Ask for ``close()`` when done; ``with(environment:_:)`` does.
    package static func open(environment: [String: String]) async throws(HubError) -> Store {
        if let url = environment["MEASUREHUB_DATABASE_URL"], !url.isEmpty {
            return Store(address: DatabaseAddress(url), server: nil)
        }
        let server = try await EmbeddedServer.open(Home(environment: environment), environment: environment)
        return Store(address: server.address, server: server)
    }

    /// An embedded server in a new temporary folder that goes away with ``close()``. For tests: it does not wait for the disk.
    package static func openThrowAway(environment: [String: String]) async throws(HubError) -> Store {
        let folder = try Folders.makeTemporary(environment: environment)
        do throws(HubError) {
            let server = try await EmbeddedServer.open(Home(folder), environment: environment, throwAway: true)
            return Store(address: server.address, server: server, throwAwayFolder: folder)
        } catch {
            Folders.remove(folder)
            throw error
        }
    }

    package var isEmbedded: Bool { server != nil }

    /// Where the embedded server lies.
    package var home: Home? { server?.home }

    package func database() throws(HubError) -> Database { try Database(address) }

    package func close() async throws(HubError) {
        try await server?.close()
        if let throwAwayFolder { Folders.remove(throwAwayFolder) }
    }

    /// Opens, brings the tables up to date, and closes whatever happens.
    package static func with<R: Sendable>(
        environment: [String: String], _ body: (Store, Database) async throws(HubError) -> R
    ) async throws(HubError) -> R {
        let store = try await open(environment: environment)
        let result: Result<R, HubError>
        do throws(HubError) {
            let database = try store.database()
            try await database.migrate()
            result = .success(try await body(store, database))
        } catch {
            result = .failure(error)
        }
        try await store.close()
        return try result.get()
    }
}

internal import CPostgres
internal import Glibc
internal import HubCore

/// A private PostgreSQL of one installation: started by the first program that needs it, stopped by the last.
///
/// Two locks: whoever uses the server holds `users` shared; whoever starts or stops it holds `gate`. The kernel gives both back when
/// a program is killed, so the next one finds either a server to go on with or one to start (PostgreSQL recovers by itself).
final class EmbeddedServer: Sendable {
    let home: Home
    private let settings: ServerSettings
    private let user: ServerUser
    private let programs: ServerPrograms
    private let gate: FileLock
    private let users: FileLock

    var address: DatabaseAddress { address(of: "measurehub") }

    private func address(of database: String) -> DatabaseAddress {
        DatabaseAddress(socketFolder: home.socketFolder, user: ServerSettings.superuser, database: database)
    }

    /// Starts it unless it runs already. Every `open` wants one ``close()``.
    static func open(_ home: Home, environment: [String: String], throwAway: Bool = false) async throws(HubError) -> EmbeddedServer {
        let server = try await EmbeddedServer(home, environment: environment, throwAway: throwAway)
        try await server.enter()
        return server
    }

    private init(_ home: Home, environment: [String: String], throwAway: Bool) async throws(HubError) {
        self.home = home
        settings = ServerSettings(throwAway: throwAway, socketFolder: home.socketFolder)
        user = try ServerUser.choose()
        // sockaddr_un.sun_path has 108 bytes, one of them for the NUL.
        guard (home.socketFolder + "/.s.PGSQL.5432").utf8.count <= 107 else {
            throw HubError(
                .misconfigured, "The path \(home.path) is too long for a Unix socket in it (107 bytes).",
                hint: "Set MEASUREHUB_HOME to a shorter path.")
        }
        try user.requirePassage(to: home.data)
        if !Folders.exists(home.path) { try Folders.make(home.path, mode: 0o711, owner: nil) }
        try Folders.make(home.cluster, mode: 0o700, owner: user)
        try user.requirePassage(to: home.data)
        try Folders.make(home.socketFolder, mode: 0o700, owner: user)
        programs = try await ServerPrograms.find(environment: environment)
        gate = try FileLock(home.cluster + "/gate.lock")
        users = try FileLock(home.cluster + "/users.lock")
    }

    private func enter() async throws(HubError) {
        try await gate.waitExclusive(seconds: 120, "starting or stopping the database")
        defer { gate.unlock() }
        guard users.tryShared() else { throw HubError(.conflict, "The database of \(home.path) is being stopped.") }
        do throws(HubError) {
            if !isAnswering { try await start() }
            try makeDatabase()
        } catch {
            users.unlock()
            throw error
        }
    }

    /// Stops the server if nobody else uses it.
    func close() async throws(HubError) {
        try await gate.waitExclusive(seconds: 120, "starting or stopping the database")
        defer { gate.unlock() }
        users.unlock()
        guard users.tryExclusive() else { return }
        defer { users.unlock() }
        guard isAnswering else { return }
        guard try await programs.run("pg_ctl", ["stop", "-D", home.data, "-m", "fast", "-w", "-t", "120"], as: user) else {
            throw HubError(.database, "The embedded PostgreSQL did not stop.", hint: "Its log is \(home.log).")
        }
    }

    private var isAnswering: Bool { state == PQPING_OK }
    private var state: PGPing { PQping(address(of: "postgres").text) }

    private func start() async throws(HubError) {
        // One that a killed program left behind may still be recovering.
        for _ in 0..<3000 where state == PQPING_REJECT { try? await Task.sleep(for: .milliseconds(100)) }
        if isAnswering { return }
        if !Folders.exists(home.data) { try await makeCluster() }
        try Folders.write(settings.text, to: home.data + "/measurehub.conf", owner: user)
        try Folders.write(ServerSettings.access, to: home.data + "/pg_hba.conf", owner: user)
        try Folders.write(ServerSettings.names(of: try ServerUser.current().name), to: home.data + "/pg_ident.conf", owner: user)
        forgetStalePID()
        // After kill -9 of the postmaster its children need a moment to notice: PostgreSQL refuses until they are gone.
        for attempt in 0..<40 {
            let started = try await programs.run(
                "pg_ctl", ["start", "-D", home.data, "-l", home.log, "-w", "-t", "300", "-s"], as: user)
            if started || isAnswering { return }
            if attempt < 39 { try? await Task.sleep(for: .milliseconds(250)) }
        }
        throw HubError(.database, "The embedded PostgreSQL did not start.", hint: "Its log, \(home.log), says why.")
    }

    /// In a folder beside, then renamed: a half-made cluster is never taken for a whole one.
    private func makeCluster() async throws(HubError) {
        let draft = home.data + ".new"
        Folders.remove(draft)
        var arguments = [
            "-D", draft, "-U", ServerSettings.superuser, "-E", "UTF8", "--locale=C", "--auth-local=peer", "--auth-host=reject",
        ]
        if settings.throwAway { arguments.append("-N") }
        guard try await programs.run("initdb", arguments, as: user) else {
            throw HubError(
                .database, "PostgreSQL's initdb could not make a cluster in \(home.data).", hint: "Check the space and the rights there.")
        }
        let configuration = (Folders.read(draft + "/postgresql.conf") ?? "") + "\ninclude 'measurehub.conf'\n"
        try Folders.write(configuration, to: draft + "/postgresql.conf", owner: user)
        guard rename(draft, home.data) == 0 else { throw Folders.failure("name", home.data) }
    }

    /// After a crash of the machine the number in `postmaster.pid` may be another program's, which PostgreSQL would take for a server.
    private func forgetStalePID() {
        let path = home.data + "/postmaster.pid"
        guard let line = Folders.read(path)?.split(separator: "\n").first, let pid = Int32(line.trimmingBlanks()) else { return }
        let name = Folders.read("/proc/\(pid)/comm")?.trimmingBlanks()
        if let name, name != "postgres", name != "postmaster" { unlink(path) }
    }

    private func makeDatabase() throws(HubError) {
        let connection = try Connection(address(of: "postgres"))
        guard try connection.query("SELECT 1 FROM pg_database WHERE datname = 'measurehub'").isEmpty else { return }
        try connection.run("CREATE DATABASE measurehub")
    }
}

internal import Glibc
internal import HubCore
internal import Subprocess

/// PostgreSQL's own programs: where they are, and how they are run (as the server's user, from `/`, with a clean environment).
struct ServerPrograms: Sendable {
    var folder: String

    /// `MEASUREHUB_PG_BINDIR`, Debian's folder of the highest version, what `pg_config` says, and the PATH; the first that has all of them.
    static func find(environment: [String: String]) async throws(HubError) -> ServerPrograms {
        if let folder = environment["MEASUREHUB_PG_BINDIR"], !folder.isEmpty {
            guard isComplete(folder) else {
                throw HubError(.misconfigured, "MEASUREHUB_PG_BINDIR is \(folder), which lacks initdb, pg_ctl or postgres.")
            }
            return ServerPrograms(folder: folder)
        }
        var folders = Folders.names(in: "/usr/lib/postgresql").compactMap { name in Int(name).map { ($0, name) } }
            .sorted { $0.0 > $1.0 }.map { "/usr/lib/postgresql/\($0.1)/bin" }
        if let configured = await configuredFolder() { folders.append(configured) }
        folders += (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        guard let found = folders.first(where: isComplete) else {
            throw HubError(
                .misconfigured, "PostgreSQL's server is not installed on this machine.",
                hint:
                    "Install it (Debian: apt install postgresql), name its programs' folder in MEASUREHUB_PG_BINDIR, or set MEASUREHUB_DATABASE_URL."
            )
        }
        return ServerPrograms(folder: found)
    }

    private static func isComplete(_ folder: String) -> Bool {
        folder.hasPrefix("/") && ["initdb", "pg_ctl", "postgres"].allSatisfy { access(folder + "/" + $0, X_OK) == 0 }
    }

    private static func configuredFolder() async -> String? {
        let result = try? await Subprocess.run(.name("pg_config"), arguments: ["--bindir"], output: .string(limit: 4096), error: .discarded)
        return result?.standardOutput.trimmingBlanks()
    }

    /// PostgreSQL's programs go back to the folder they were called from, which the server's user may not be allowed to enter.
    private static let fromRoot = #"cd / && exec "$@""#

    /// True when it ended well. Its output is discarded: a server that it starts keeps the pipes, and a reader would wait for ever.
    func run(_ program: String, _ arguments: [String], as user: ServerUser) async throws(HubError) -> Bool {
        var words = ["sh", "-c", Self.fromRoot, "sh", program] + arguments
        var options = PlatformOptions()
        if geteuid() == 0 {
            // In a program of its own (util-linux), and not between fork and exec: there, glibc's setgroups waits for ever when another thread
            // was being made at the moment of the fork.
            if access("/usr/bin/setpriv", X_OK) == 0 {
                words = ["setpriv", "--reuid=\(user.user)", "--regid=\(user.group)", "--groups=\(user.group)", "--"] + words
            } else {
                options.userID = user.user
                options.groupID = user.group
                options.supplementaryGroups = [user.group]
            }
        }
        let environment: [Environment.Key: String] = ["PATH": "\(folder):/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"]
        do {
            let result = try await Subprocess.run(
                .name(words[0]), arguments: Arguments(Array(words.dropFirst())), environment: .custom(environment),
                platformOptions: options, input: .none, output: .discarded, error: .discarded)
            return result.terminationStatus.isSuccess
        } catch {
            throw HubError(.database, "PostgreSQL's \(program) could not be run.", hint: "Its folder is \(folder).")
        }
    }
}

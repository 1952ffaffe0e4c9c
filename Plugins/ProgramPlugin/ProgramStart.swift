internal import Glibc

/// The command line and the surroundings of a program, and its start.
struct ProgramStart {
    private let words: [String]
    /// Nothing of the hub's own: a database's password is no program's business.
    private static let environment = ["PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8", "PYTHONUNBUFFERED=", "TZ=UTC"]

    init(_ run: [String], folder: String, limits: ProgramLimits) {
        words =
            [
                "/usr/bin/prlimit", "--cpu=\(limits.seconds):\(limits.seconds + 5)", "--as=\(limits.memory << 20)", "--fsize=0", "--core=0",
                "--nofile=256", "--",
                "/usr/bin/env", "-C", folder,
            ] + run
    }

    /// Nil when the kernel refuses.
    func spawn(input: Int32, output: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The hub ignores broken pipes; a program should not inherit that.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        // Threads that run the hub's work hold signals back; a program must hear that its time is over.
        var nothing = sigset_t()
        sigemptyset(&nothing)
        posix_spawnattr_setsigmask(&attributes, &nothing)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

        let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        let variables: [UnsafeMutablePointer<CChar>?] = Self.environment.map { strdup($0) } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var id: pid_t = 0
        return posix_spawn(&id, words[0], &actions, &attributes, arguments, variables) == 0 ? id : nil
    }
}

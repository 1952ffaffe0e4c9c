internal import Glibc
internal import HubCore

/// Whom the embedded server runs as: ourselves, or, because PostgreSQL refuses root, an unprivileged user.
struct ServerUser: Hashable, Sendable {
    var name: String
    var user: uid_t
    var group: gid_t

    static func choose() throws(HubError) -> ServerUser {
        guard geteuid() == 0 else { return try current() }
        for name in ["postgres", "nobody"] {
            if let entry = getpwnam(name), entry.pointee.pw_uid != 0 {
                return ServerUser(name: name, user: entry.pointee.pw_uid, group: entry.pointee.pw_gid)
            }
        }
        throw HubError(
            .misconfigured, "PostgreSQL does not run as root, and there is neither a user `postgres` nor `nobody`.",
            hint: "Add a user `postgres`, run measurehub as another user, or set MEASUREHUB_DATABASE_URL.")
    }

    /// The user of this process, by the name that peer authentication will see.
    static func current() throws(HubError) -> ServerUser {
        guard let entry = getpwuid(geteuid()) else {
            throw HubError(
                .misconfigured, "User id \(geteuid()) has no name on this machine, and PostgreSQL wants one.",
                hint: "Add the user to /etc/passwd, or set MEASUREHUB_DATABASE_URL.")
        }
        return ServerUser(name: String(cString: entry.pointee.pw_name), user: geteuid(), group: getegid())
    }

    /// Every folder above `path` must let the server's user through.
    func requirePassage(to path: String) throws(HubError) {
        var folder = ""
        for part in path.split(separator: "/").dropLast() {
            folder += "/" + part
            var about = stat()
            guard stat(folder, &about) == 0 else { continue }
            let bit: mode_t = about.st_uid == user ? 0o100 : about.st_gid == group ? 0o010 : 0o001
            guard about.st_mode & bit != 0 else {
                throw HubError(
                    .misconfigured, "The user `\(name)`, as whom PostgreSQL runs, may not pass through \(folder).",
                    hint: "Set MEASUREHUB_HOME to a folder outside it, e.g. /var/lib/measurehub, or run `chmod o+x \(folder)`.")
            }
        }
    }
}

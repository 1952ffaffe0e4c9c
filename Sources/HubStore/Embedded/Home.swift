internal import Glibc

/// The folder that holds everything of one installation.
package struct Home: Hashable, Sendable {
    package var path: String

    package init(_ path: String) { self.path = path }

    /// `MEASUREHUB_HOME`; else `/var/lib/measurehub` for root; else `measurehub` in the user's data folder (XDG Base Directory).
    package init(environment: [String: String]) {
        func named(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        if let path = named("MEASUREHUB_HOME") {
            self.init(path.hasPrefix("/") ? path : Self.currentFolder + "/" + path)
        } else if geteuid() == 0 {
            self.init("/var/lib/measurehub")
        } else {
            self.init((named("XDG_DATA_HOME") ?? (named("HOME") ?? Self.userFolder) + "/.local/share") + "/measurehub")
        }
    }

    /// What the system's list of users says, for a program that was started without `HOME`.
    private static var userFolder: String {
        guard let user = getpwuid(geteuid()), let folder = user.pointee.pw_dir else { return currentFolder }
        return String(cString: folder)
    }

    private static var currentFolder: String {
        guard let text = getcwd(nil, 0) else { return "" }
        defer { free(text) }
        return String(cString: text)
    }

    var cluster: String { path + "/postgres" }
    var data: String { cluster + "/data" }
    /// Holds the socket, and nobody else gets in.
    var socketFolder: String { cluster + "/run" }
    package var log: String { cluster + "/server.log" }
}

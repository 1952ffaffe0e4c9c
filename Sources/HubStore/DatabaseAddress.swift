internal import CPostgres

/// Where a database is: a libpq connection string or URI.
package struct DatabaseAddress: Hashable, Sendable {
    package var text: String

    package init(_ text: String) { self.text = text }

    /// A database of a server that listens on a socket in `folder`.
    package init(socketFolder folder: String, user: String, database: String) {
        func quoted(_ text: String) -> String {
            "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
        }
        text = "host=\(quoted(folder)) user=\(quoted(user)) dbname=\(quoted(database)) connect_timeout=10"
    }

    /// The address of another database on the same server.
    package func database(_ name: String) -> DatabaseAddress {
        // libpq takes the last of repeated words; a URI is first taken apart.
        Self.made(of: Self.parse(text).filter { $0.keyword != "dbname" } + [("dbname", name)])
    }

    /// The password by itself and the address without it: what programs are called with can be seen by everybody on the machine.
    package var withoutPassword: (address: DatabaseAddress, password: String?) {
        let parts = Self.parse(text)
        guard let password = parts.last(where: { $0.keyword == "password" })?.value else { return (self, nil) }
        return (Self.made(of: parts.filter { $0.keyword != "password" }), password)
    }

    private static func made(of parts: [(keyword: String, value: String)]) -> DatabaseAddress {
        let words = parts.map { "\($0.keyword)='" + $0.value.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'" }
        return DatabaseAddress(words.joined(separator: " "))
    }

    /// Host, port and database for a person; never the password.
    var words: String {
        let parts = Self.parse(text).filter { ["host", "hostaddr", "port", "dbname", "user"].contains($0.keyword) }
        return parts.isEmpty
            ? "the address is not a connection string or URI" : parts.map { "\($0.keyword) \($0.value)" }.joined(separator: ", ")
    }

    private static func parse(_ text: String) -> [(keyword: String, value: String)] {
        guard let options = PQconninfoParse(text, nil) else { return [] }
        defer { PQconninfoFree(options) }
        var parts: [(String, String)] = []
        var at = options
        while let keyword = at.pointee.keyword {
            if let value = at.pointee.val { parts.append((String(cString: keyword), String(cString: value))) }
            at += 1
        }
        return parts
    }
}

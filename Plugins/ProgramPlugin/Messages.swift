internal import HubCore
internal import HubJSON

/// What both kinds of programs may say: findings, skipped units, the end. Everything that is not understood refuses the file.
struct Messages {
    let manifest: Manifest
    let file: SourceFile
    /// Units told so far: rows, or entries of a document.
    private(set) var units = 0

    init(_ manifest: Manifest, _ file: SourceFile) { (self.manifest, self.file) = (manifest, file) }

    mutating func count(_ more: Int = 1) { units += more }

    func wrong(_ words: String) -> HubError {
        HubError(
            .malformed, "\(words) (`\(manifest.about.id)`)", at: Origin(file),
            hint: "This is a mistake in the program: docs/program-plugins.md says what it may say.")
    }

    /// Lines and columns count from 1.
    func position(_ message: JSONValue) throws(HubError) -> Position {
        guard let line = message["line"].number.flatMap({ Int(exactly: $0) }), line >= 1 else {
            throw wrong("the program did not say in which `line` something is")
        }
        let column = message["column"].number.flatMap { Int(exactly: $0) } ?? 1
        guard column >= 1 else { throw wrong("a `column` counts from 1") }
        return Position(line: line, column: column)
    }

    /// Ids are the program's own: `<its id>.<name>`.
    func id(_ message: JSONValue) throws(HubError) -> String {
        let prefix = manifest.about.id + "."
        guard let id = message["id"].text, id.hasPrefix(prefix), id.count > prefix.count, id.count <= 80,
            id.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
        else { throw wrong("an `id` must begin with `\(prefix)`") }
        return id
    }

    func words(_ message: JSONValue, _ key: String) throws(HubError) -> String {
        guard let text = message[key].text, !text.isEmpty, text.count <= 500 else {
            throw wrong("`\(key)` must be a text of at most 500 characters")
        }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : $0 }))
    }

    func finding(_ message: JSONValue, _ severity: Finding.Severity) throws(HubError) -> Finding {
        let fix = message["fix"].exists ? try words(message, "fix") : nil
        var owner: Finding.Owner?
        if message["owner"].exists {
            guard let known = message["owner"].text.flatMap({ Finding.Owner(rawValue: $0) }) else {
                throw wrong("`owner` must be one of " + Finding.Owner.allCases.map(\.rawValue).joined(separator: ", "))
            }
            owner = known
        }
        return Finding(
            severity, try id(message), try words(message, "message"),
            at: Origin(file, message["line"].exists ? try position(message) : nil, path: message["path"].text), fix: fix, owner: owner)
    }

    func note(_ message: JSONValue) throws(HubError) -> Finding {
        guard let severity = message["severity"].text.flatMap({ Finding.Severity(rawValue: $0) }) else {
            throw wrong("`severity` must be note, warning or error")
        }
        return try finding(message, severity)
    }

    func skip(_ message: JSONValue) throws(HubError) -> (SkipReason, Origin) {
        (SkipReason(try id(message), try words(message, "message")), Origin(file, try position(message), path: message["path"].text))
    }

    /// The program cannot read the file at all.
    func refusal(_ message: JSONValue) throws(HubError) -> HubError {
        HubError(
            .malformed, try words(message, "message"), at: Origin(file, message["line"].exists ? try position(message) : nil),
            hint: message["fix"].exists ? try words(message, "fix") : nil)
    }

    /// The program's own count must be the hub's.
    func checkDone(_ done: JSONValue) throws(HubError) {
        guard let told = done["units"].number.flatMap({ Int(exactly: $0) }) else {
            throw wrong("`done` must say how many `units` were read")
        }
        guard told == units else { throw wrong("the program says that it read \(told) units, and told of \(units)") }
    }

    func unknown(_ message: JSONValue) -> HubError {
        wrong("the program said something unknown: " + (message.names.first.map { "`\($0.prefix(40))`" } ?? "an empty message"))
    }
}

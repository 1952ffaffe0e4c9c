internal import HubCore
internal import HubJSON

/// The conversation with a program about one file: a line of JSON that says what comes, then the file's bytes; back come lines of JSON.
///
/// Nothing that the program says is believed beyond its own file: it must end with `done` and the number of units it read, and a program that
/// breaks, stalls or is stopped refuses the file as a whole.
struct Conversation {
    private let manifest: Manifest
    private let file: SourceFile
    private let child: ChildProcess
    private var held: [UInt8] = []
    private var buffer = [UInt8](repeating: 0, count: 256 * 1024)
    private(set) var isDone = false
    /// The program said `done` and is gone: what is left of the file is not sent.
    private var isOver = false

    /// A line longer than this is no message.
    static let lineLimit = 16 << 20

    init(_ manifest: Manifest, _ options: [String: String], _ file: SourceFile) throws(HubError) {
        (self.manifest, self.file) = (manifest, file)
        child = try ChildProcess(manifest.run, folder: manifest.folder, limits: manifest.limits)
        let words = options.sorted { $0.key < $1.key }.map { "\(JSONText.quoted($0.key)): \(JSONText.quoted($0.value))" }
        greeting = Array(
            "{\"hub\": \(Manifest.version), \"file\": \(JSONText.quoted(file.name)), \"options\": {\(words.joined(separator: ", "))}}\n"
                .utf8)
    }
    private var greeting: [UInt8]

    /// Sends a piece of the file, and hands on what the program says meanwhile.
    mutating func send(_ bytes: Span<UInt8>, _ take: (JSONValue) throws(HubError) -> Void) throws(HubError) {
        let first = greeting
        greeting = []
        try push(first.span, take)
        try push(bytes, take)
    }

    private mutating func push(_ bytes: Span<UInt8>, _ take: (JSONValue) throws(HubError) -> Void) throws(HubError) {
        var at = 0
        while at < bytes.count, !child.isDeaf, !isOver {
            guard let now = child.wait(toWrite: true, seconds: manifest.limits.silence) else { throw silent() }
            // What waits to be read goes first, so that the program is never stopped by a full pipe.
            if now.reads, !(try receive(take)) { return try ended() }
            if now.writes { at += child.write(bytes.extracting(at..<bytes.count)) }
        }
    }

    /// The file is at its end: hears the program out.
    mutating func finish(_ take: (JSONValue) throws(HubError) -> Void) throws(HubError) {
        let nothing: [UInt8] = []
        try send(nothing.span, take)
        child.closeInput()
        while !isOver {
            guard child.wait(toWrite: false, seconds: manifest.limits.silence) != nil else { throw silent() }
            if !(try receive(take)) { try ended() }
        }
    }

    /// False at the end of what the program says.
    private mutating func receive(_ take: (JSONValue) throws(HubError) -> Void) throws(HubError) -> Bool {
        let count = child.read(into: &buffer)
        guard count > 0 else { return false }
        var from = 0
        while let end = buffer[from..<count].firstIndex(of: 10) {
            held += buffer[from..<end]
            from = end + 1
            try line(take)
        }
        held += buffer[from..<count]
        guard held.count <= Self.lineLimit else { throw broken("a line of the program's is longer than the hub reads") }
        return true
    }

    private mutating func line(_ take: (JSONValue) throws(HubError) -> Void) throws(HubError) {
        defer { held.removeAll(keepingCapacity: true) }
        guard held.contains(where: { $0 > 32 }) else { return }
        guard !isDone else { throw broken("the program went on after `done`") }
        let document: JSONDocument
        do throws(JSONTrouble) { document = try JSONDocument(held) } catch { throw broken("the program said something that is no JSON") }
        guard document.root.isObject, !document.repeatsName, !document.isDamaged else {
            throw broken("the program said something that is no message")
        }
        if document.root["done"].exists { isDone = true }
        try take(document.root)
    }

    private mutating func ended() throws(HubError) {
        switch child.end() {
        case .well where isDone: isOver = true
        case .well: throw broken("the program ended without saying `done`")
        case .failed: throw broken("the program failed")
        case .tooMuchCPU:
            throw broken("the program took more than \(manifest.limits.seconds) seconds of CPU time and was stopped", .tooLarge)
        case .killed: throw broken("the program was stopped, or crashed")
        case .stayed: throw broken("the program did not end after its output ended")
        }
    }

    private func silent() -> HubError {
        broken("the program said nothing for \(manifest.limits.silence) seconds and was stopped", .tooLarge)
    }

    /// The file is refused because of the program.
    func broken(_ words: String, _ code: HubError.Code = .malformed) -> HubError {
        HubError(
            code, "\(words) (`\(manifest.about.id)`)", at: Origin(file),
            hint: "Nothing of the file was kept. Whoever wrote the program can try it on the file: `measurehub plugins try`.")
    }
}

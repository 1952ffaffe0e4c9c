internal import HubCore
internal import HubJSON

/// What a program's folder says about it: `plugin.json`. `docs/program-plugins.md` has every key, `docs/program-plugin.schema.json` its schema.
struct Manifest: Sendable {
    static let fileName = "plugin.json"
    /// The version of the conversation that this hub speaks.
    static let version = 1

    var about: PluginInfo
    var kind: ImporterEntry.Kind
    /// What a file of this format begins with, any of them, after a byte order mark.
    var begins: [[UInt8]]
    /// The program and its arguments; run in its folder.
    var run: [String]
    var limits = ProgramLimits()
    /// Where it lies.
    var folder: String

    /// - Throws: ``HubError/Code/misconfigured`` with the first thing that is wrong.
    init(_ bytes: [UInt8], folder: String) throws(HubError) {
        let file = SourceFile(folder + "/" + Self.fileName)
        func wrong(_ words: String) -> HubError {
            HubError(.misconfigured, words, at: Origin(file), hint: "docs/program-plugins.md says what a manifest holds.")
        }
        let document: JSONDocument
        do throws(JSONTrouble) { document = try JSONDocument(bytes) } catch {
            let trouble = error.hubError(in: bytes, of: file)
            throw HubError(.misconfigured, "the manifest is no JSON", at: trouble.origin)
        }
        let root = document.root
        guard root.isObject else { throw wrong("the manifest must be one JSON object") }
        let known = ["$schema", "hub", "id", "summary", "kind", "extensions", "begins", "run", "limits"]
        for name in root.names where !known.contains(name) {
            throw wrong("`\(name)` is not a key of a manifest" + Suggestion.words(for: name, among: known))
        }
        guard root["hub"].number == Double(Self.version) else {
            throw wrong("`hub` must be \(Self.version): the version of the conversation")
        }
        guard let id = root["id"].text, Self.isID(id) else {
            throw wrong("`id` must be a name of lower-case letters, digits and hyphens, at most 40, that begins with a letter")
        }
        guard let summary = root["summary"].text, !summary.isEmpty, summary.count <= 200 else {
            throw wrong("`summary` must say in at most 200 characters what the program reads")
        }
        switch root["kind"].text {
        case "rows": kind = .rows
        case "documents": kind = .documents
        default: throw wrong("`kind` must be `rows` or `documents`")
        }
        let endings = root["extensions"].items.compactMap(\.text)
        begins = root["begins"].items.compactMap { $0.text.map { Array($0.utf8) } }
        guard !endings.isEmpty || !begins.isEmpty else {
            throw wrong("`extensions` or `begins` must say which files are the program's")
        }
        run = root["run"].items.compactMap(\.text)
        guard let program = run.first, !program.isEmpty, !run.contains(where: { $0.utf8.contains(0) }) else {
            throw wrong("`run` must list the program and its arguments")
        }
        do throws(ProgramLimits.Trouble) { limits = try ProgramLimits(root["limits"]) } catch { throw wrong(error.words) }
        about = PluginInfo(id: id, summary: summary, extensions: endings.map { $0.lowercased() })
        self.folder = folder
    }

    private static func isID(_ text: String) -> Bool {
        guard let first = text.utf8.first, first >= 97, first <= 122, text.utf8.count <= 40 else { return false }
        return text.utf8.allSatisfy { $0 >= 97 && $0 <= 122 || $0 >= 48 && $0 <= 57 || $0 == UInt8(ascii: "-") }
    }

    /// Surely by the first bytes; perhaps by the name's ending, when there are no first bytes to go by.
    func recognizes(_ file: SourceFile, head: Span<UInt8>) -> Recognition {
        let mark = head.count >= 3 && head[0] == 0xEF && head[1] == 0xBB && head[2] == 0xBF ? 3 : 0
        for wanted in begins where head.count >= mark + wanted.count {
            if wanted.indices.allSatisfy({ head[mark + $0] == wanted[$0] }) { return .surely }
        }
        let ending = file.name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return begins.isEmpty && about.extensions.contains(ending) ? .maybe : .no
    }
}

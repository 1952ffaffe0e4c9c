internal import ArgumentParser
internal import Foundation
internal import HubCore
internal import HubPipeline

/// `measurehub mapping suggest`: a draft from what files look like.
struct MappingSuggestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggest", abstract: "Writes a draft of a mapping from what files look like; needs no database.",
        discussion: """
            What a column's name says exactly, and its cells agree with, is written down. All else is a comment with its evidence: take the `#` away from what is
            right. No patient's value gets into it; names, telephone numbers and the like are never read.
            Save it as sources/NAME/mapping.yaml in the folder that MEASUREHUB_MAPPINGS names.
            """)
    @Argument(help: "Files or folders of one source; several tables become one mapping.") var paths: [String]
    @Option(help: "The name of the mapping; made from the first file's name when none is given.") var source: String?
    @Option(help: "The file to write; stdout when none is named. One that is there is not overwritten.") var out: String?
    @Flag(help: "Write what known words mean (Mappings/aliases/codes.yaml) instead of suggesting it in comments.") var takeKnown = false
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        if let out, FileManager.default.fileExists(atPath: out) {
            throw HubError(.conflict, "`\(out)` is there already", hint: "Name another file, or remove it.")
        }
        let name = source ?? Self.name(of: paths.first ?? "")
        let suggesting = Suggesting(folder: try ConfigFolder.find(), importers: try Importers.all())
        let draft = try suggesting.draft(of: paths, source: name, takesKnown: takeKnown)
        let console = Console.standard
        for line in draft.leftOut { console.say("left out: \(line.visible)") }
        for line in draft.trouble { console.say("the draft is not right, please report this: \(line.visible)") }
        if let out {
            guard FileManager.default.createFile(atPath: out, contents: Data(draft.text.utf8)) else {
                throw HubError(.unreadable, "`\(out)` cannot be written", hint: "Is the folder there, and may you write in it?")
            }
        }
        if json {
            try console.print(json: draft)
        } else if out == nil {
            console.print(draft.text)
        }
        console.say(
            "\(draft.tables) tables drafted. Look at every line with `maybe`, then run `measurehub mapping check` and `measurehub check` with it."
        )
        if !draft.trouble.isEmpty { throw ExitCode(3) }
    }

    /// A folder's or file's name as a mapping's: small letters, digits and dashes.
    static func name(of path: String) -> String {
        let base = ((path as NSString).lastPathComponent as NSString).deletingPathExtension.lowercased()
        let words = base.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.filter { !$0.allSatisfy(\.isNumber) }
        return words.isEmpty ? "draft" : words.joined(separator: "-")
    }
}

internal import Foundation
public import HubCore

/// Finds the programs that are installed: each folder in the plugins' folder that holds a `plugin.json`.
///
/// Whoever may write there may run programs as the hub does, so a folder that others may write to is refused: a program comes from whoever runs
/// the hub, never from an upload.
public enum ProgramFolder {
    /// By the folders' names. No folder means no programs.
    /// - Throws: ``HubError/Code/misconfigured`` when a manifest is wrong, when two say the same id, or when others may change a program.
    public static func entries(in path: String) throws(HubError) -> [ImporterEntry] {
        var found: [ImporterEntry] = []
        for name in ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() where !name.hasPrefix(".") {
            let folder = path + "/" + name
            guard FileManager.default.fileExists(atPath: folder + "/" + Manifest.fileName) else { continue }
            try checkRights(path)
            let one = try entry(in: folder)
            guard !found.contains(where: { $0.about.id == one.about.id }) else {
                throw HubError(.misconfigured, "two programs have the id `\(one.about.id)`", at: Origin(SourceFile(folder)))
            }
            found.append(one)
        }
        return found
    }

    /// The program of one folder.
    public static func entry(in folder: String) throws(HubError) -> ImporterEntry {
        let file = folder + "/" + Manifest.fileName
        for path in [folder, file] { try checkRights(path) }
        guard let data = FileManager.default.contents(atPath: file), data.count <= 64 * 1024 else {
            throw HubError(.misconfigured, "the manifest cannot be read, or is no manifest", at: Origin(SourceFile(file)))
        }
        let manifest = try Manifest([UInt8](data), folder: folder)
        // A program of its own in the folder is held to the same.
        let program = folder + "/" + manifest.run[0]
        if FileManager.default.fileExists(atPath: program) { try checkRights(program) }
        return ImporterEntry(manifest.about, manifest.kind) {
            manifest.recognizes($0, head: $1)
        } make: { (options) throws(HubError) in
            switch manifest.kind {
            case .rows: ProgramRowsImporter(manifest, options)
            case .documents: ProgramDocumentsImporter(manifest, options)
            }
        }
    }

    /// Owned by root or by whoever runs the hub, and written by nobody else.
    private static func checkRights(_ path: String) throws(HubError) {
        var about = stat()
        guard stat(path, &about) == 0 else {
            throw HubError(.misconfigured, "`\(path)` cannot be read: \(String(cString: strerror(errno)))")
        }
        guard about.st_uid == 0 || about.st_uid == geteuid(), about.st_mode & 0o022 == 0 else {
            throw HubError(
                .misconfigured, "others may change the program in `\(path)`, so it is not run",
                hint: "Give it to root or to the hub's user: chown, and chmod go-w.")
        }
    }
}

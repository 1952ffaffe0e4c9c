internal import HubCore
internal import Synchronization

/// What the files of one submission say about each other: a summary file counts the records of the others.
final class Ledger: Sendable {
    private struct Said {
        var key: String
        var count: Int
        var length: Int?
        var file: SourceFile
        var position: Position
    }
    private struct Seen {
        var key: String
        var count: Int
        var longest: Int
        var file: SourceFile
    }
    private struct Pages {
        var said: [Said] = []
        var seen: [Seen] = []
    }
    private let pages = Mutex(Pages())

    func say(_ key: String, has count: Int, length: Int?, in file: SourceFile, at position: Position) {
        pages.withLock { pages in
            pages.said.removeAll { $0.file == file && $0.position == position }
            pages.said.append(Said(key: key, count: count, length: length, file: file, position: position))
        }
    }

    /// Once a file, however often it is looked at: the last time is in earnest.
    func see(_ key: String, count: Int, longest: Int, in file: SourceFile) {
        pages.withLock { pages in
            pages.seen.removeAll { $0.file == file }
            pages.seen.append(Seen(key: key, count: count, longest: longest, file: file))
        }
    }

    /// Holds what was said against what was seen, folder by folder. Where a folder has several of one kind, one that agrees is enough.
    func conclude() -> [Finding] {
        let pages = pages.withLock { $0 }
        var findings: [Finding] = []
        var absent: [SourceFile: (keys: [String], first: Position)] = [:]
        for said in pages.said {
            let files = pages.seen.filter { $0.key == said.key && Self.folder($0.file) == Self.folder(said.file) }
            let origin = Origin(said.file, said.position)
            if files.isEmpty {
                guard said.count > 0 else { continue }
                absent[said.file, default: ([], said.position)].keys.append(said.key)
                continue
            }
            if !files.contains(where: { $0.count == said.count }), files.reduce(0, { $0 + $1.count }) != said.count {
                findings.append(
                    Finding(
                        .error, "flat.control-total",
                        "`\(said.key)` should have \(said.count) records, and \(files.count == 1 ? "its file has \(files[0].count)" : "no file of it has so many")",
                        at: origin, fix: "Fetch the files again: one of them is cut off, doubled, or of another delivery.", owner: .exporter
                    ))
            }
            if let length = said.length, let file = files.first(where: { $0.longest != length }), file.longest > 0 {
                findings.append(
                    Finding(
                        .warning, "flat.record-length",
                        "`\(said.key)` should have records of \(length) characters, and the longest has \(file.longest)", at: origin,
                        fix: "Blanks at the ends of lines may be gone; if not, the layout has changed.", owner: .exporter))
            }
        }
        for (file, missing) in absent.sorted(by: { $0.key.name < $1.key.name }) {
            let keys = missing.keys.map { "`\($0)`" }.joined(separator: ", ")
            findings.append(
                Finding(
                    .note, "flat.total-without-file", "records of \(keys) are counted here, and no such file was sent",
                    at: Origin(file, missing.first),
                    fix: "Send the files that belong together at once; leave it so if these are not meant to be sent.", owner: .exporter))
        }
        for seen in pages.seen where pages.said.contains(where: { Self.folder($0.file) == Self.folder(seen.file) }) {
            guard !pages.said.contains(where: { $0.key == seen.key && Self.folder($0.file) == Self.folder(seen.file) }) else { continue }
            findings.append(
                Finding(
                    .warning, "flat.file-without-total", "no summary counts `\(seen.key)`, so nobody can say whether it is whole",
                    at: Origin(seen.file), fix: "Fetch the summary file of this delivery again.", owner: .exporter))
        }
        return findings
    }

    private static func folder(_ file: SourceFile) -> Substring { file.name.lastIndex(of: "/").map { file.name[..<$0] } ?? "" }
}

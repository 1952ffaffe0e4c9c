internal import Foundation
internal import HubArchive
internal import HubCore

/// Replaces archives by what they hold, level by level, within one set of limits for the whole call.
///
/// All of an archive or nothing: half an extract would look like a whole one. A member goes by `extract.zip/folder/a.xml`, which is only a label.
struct Unpacker {
    private(set) var files: [InputFile] = []
    private(set) var refused: [(file: InputFile, finding: Finding)] = []
    private(set) var notes: [Finding] = []
    private(set) var folder: UnpackingFolder?
    private let limits: ArchiveLimits
    private var bytesLeft: Int
    private var membersLeft: Int
    private var number = 0

    init(_ limits: ArchiveLimits) {
        self.limits = limits
        (bytesLeft, membersLeft) = (limits.totalBytes, limits.members)
    }

    mutating func take(_ file: InputFile) throws(HubError) { try take(file, depth: 0) }

    private mutating func take(_ file: InputFile, depth: Int) throws(HubError) {
        let head = try FilePieces.head(of: file.path)
        guard let kind = ArchiveKind(head.span), kind != .office, !NoData.isOfSystem(file.name) else {
            return files.append(file)
        }
        let before = (files.count, notes.count, bytesLeft, membersLeft)
        let firstNumber = number + 1
        do throws(HubError) {
            guard depth <= limits.depth else { throw ArchiveTrouble.tooDeep }
            switch kind {
            case .other(let name): throw ArchiveTrouble.other(name)
            case .gzip: try unpackGzip(file, depth)
            default: try unpackZip(file, depth)
            }
        } catch {
            guard error.code.description.hasPrefix("archive.") else { throw error }
            // Also what was unpacked and is no file of the list yet: its room is given back below.
            if let folder, firstNumber <= number { for dropped in firstNumber...number { unlink(folder.file(dropped)) } }
            if depth > 0 { unlink(file.path) }
            files.removeSubrange(before.0...)
            notes.removeSubrange(before.1...)
            (bytesLeft, membersLeft) = (before.2, before.3)
            refused.append((file, FileTrouble.finding(error, file: file)))
        }
    }

    // One archive

    private mutating func unpackZip(_ file: InputFile, _ depth: Int) throws(HubError) {
        let archive = try ZipArchive(path: file.path, limits: limits)
        let members = archive.members.filter { $0.kind != .folder }
        guard members.contains(where: { $0.kind == .file }) else { throw ArchiveTrouble.empty }
        guard members.count <= membersLeft else { throw ArchiveTrouble.tooMany }
        guard members.reduce(0, { $0 + $1.size }) <= bytesLeft else { throw ArchiveTrouble.tooLarge }
        let names = labels(members, in: file)
        var found: [InputFile] = []
        var target: Target?
        defer { target?.close() }
        try archive.read({ (_) throws(HubError) in true }) { (member, bytes) throws(HubError) in
            if target == nil { target = try open() }
            try target?.write(bytes, left: &bytesLeft)
            guard bytes.isEmpty, let done = target else { return }
            done.close()
            target = nil
            membersLeft -= 1
            found.append(InputFile(path: done.path, name: names[member.number] ?? file.name, size: done.size, isNamed: false))
        }
        if file.path.hasPrefix((folder?.path ?? "/") + "/"), depth > 0 { unlink(file.path) }
        for one in found.sorted(by: { $0.name < $1.name }) { try take(one, depth: depth + 1) }
    }

    private mutating func unpackGzip(_ file: InputFile, _ depth: Int) throws(HubError) {
        guard membersLeft > 0 else { throw ArchiveTrouble.tooMany }
        var target = try open()
        defer { target.close() }
        try GzipFile.read(path: file.path, limits: limits) { (bytes) throws(HubError) in try target.write(bytes, left: &bytesLeft) }
        membersLeft -= 1
        if depth > 0 { unlink(file.path) }
        try take(
            InputFile(path: target.path, name: file.name + "/" + Self.unpackedName(file.name), size: target.size, isNamed: file.isNamed),
            depth: depth + 1)
    }

    /// `labs.csv.gz` → `labs.csv`.
    private static func unpackedName(_ name: String) -> String {
        let last = name.split(separator: "/").last.map { String($0) } ?? name
        if last.lowercased().hasSuffix(".tgz") { return last.dropLast(4) + ".tar" }
        return last.lowercased().hasSuffix(".gz") && last.count > 3 ? String(last.dropLast(3)) : last
    }

    /// What the members go by; one of several with the same name gets a number. Links and devices are told and left out.
    private mutating func labels(_ members: [ZipMember], in file: InputFile) -> [Int: String] {
        var names: [Int: String] = [:]
        var seen: Set<String> = []
        for member in members {
            let label = file.name + "/" + member.name
            guard member.kind == .file else {
                notes.append(
                    Finding(
                        .warning, "archive.link", "a member is a link or a device and not a file; it was not followed",
                        at: Origin(file.source),
                        fix: "Pack the files themselves.", owner: .exporter))
                continue
            }
            var (unique, number) = (label, 1)
            while !seen.insert(unique).inserted {
                number += 1
                unique = "\(label) (\(number))"
            }
            if number > 1 {
                notes.append(
                    Finding(
                        .warning, "archive.same-name", "two members have the same name; the later one got a number",
                        at: Origin(SourceFile(unique)),
                        fix: "Look whether both belong to the extract, and pack it anew.", owner: .exporter))
            }
            names[member.number] = unique
        }
        return names
    }

    private mutating func open() throws(HubError) -> Target {
        if folder == nil { folder = try UnpackingFolder() }
        guard let folder else { throw HubError(.unreadable, "there is no folder to unpack to") }
        number += 1
        return Target(path: folder.file(number), descriptor: try folder.create(number))
    }
}

/// A numbered file that a member is unpacked to.
private struct Target {
    let path: String
    var descriptor: Int32
    var size = 0

    mutating func write(_ bytes: Span<UInt8>, left: inout Int) throws(HubError) {
        guard bytes.count <= left else { throw ArchiveTrouble.tooLarge }
        left -= bytes.count
        size += bytes.count
        try UnpackingFolder.write(bytes, to: descriptor)
    }

    func close() { Glibc.close(descriptor) }
}

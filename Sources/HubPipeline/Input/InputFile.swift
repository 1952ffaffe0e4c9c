internal import Foundation
package import HubCore

/// A file on disk and the name it goes by: its path below the folder that was named.
package struct InputFile: Hashable, Sendable {
    package var path: String
    package var name: String
    package var size: Int
    /// Named on the command line itself, not found in a folder: then not knowing it is an error and not a skip.
    package var isNamed: Bool

    package var source: SourceFile { SourceFile(name) }

    /// Every regular file of the paths, folders walked in the order of their names. Hidden files, `__MACOSX`, links to folders, devices and
    /// pipes in folders are left out. Files that would go by the same name go by their whole path as given.
    /// - Throws: ``HubError/Code/notFound`` when a path leads nowhere, ``HubError/Code/misconfigured`` when it names a device or pipe,
    ///   ``HubError/Code/unreadable`` when a folder may not be read: what is in it must not go missing in silence.
    package static func collect(_ paths: [String]) throws(HubError) -> [InputFile] {
        var files: [InputFile] = []
        for given in paths {
            var path = given
            while path.count > 1, path.hasSuffix("/") { path.removeLast() }
            var about = stat()
            guard stat(path, &about) == 0 else {
                guard errno == ENOENT || errno == ENOTDIR else { throw unreadable(path) }
                throw HubError(.notFound, "there is no file or folder `\(path)`", hint: "Check the spelling and the current folder.")
            }
            switch about.st_mode & S_IFMT {
            case S_IFDIR: try walk(path, below: "", into: &files)
            case S_IFREG:
                files.append(InputFile(path: path, name: (path as NSString).lastPathComponent, size: Int(about.st_size), isNamed: true))
            default:
                throw HubError(
                    .misconfigured, "`\(path)` is neither a file nor a folder", hint: "Save the extract as a file and name that.")
            }
        }
        let paths = Dictionary(grouping: files, by: \.name).mapValues { Set($0.map(\.path)) }
        return files.map { file in
            var file = file
            if let same = paths[file.name], same.count > 1 { file.name = file.path }
            return file
        }
    }

    private static func walk(_ folder: String, below prefix: String, into files: inout [InputFile]) throws(HubError) {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: folder) } catch { throw unreadable(folder) }
        for name in names.sorted() where !name.hasPrefix(".") && name != "__MACOSX" {
            let path = folder == "/" ? "/" + name : folder + "/" + name
            var about = stat()
            guard lstat(path, &about) == 0 else { throw unreadable(path) }
            let isLink = about.st_mode & S_IFMT == S_IFLNK
            if isLink, stat(path, &about) != 0 { continue }
            switch about.st_mode & S_IFMT {
            case S_IFDIR where !isLink: try walk(path, below: prefix + name + "/", into: &files)
            case S_IFREG: files.append(InputFile(path: path, name: prefix + name, size: Int(about.st_size), isNamed: false))
            default: continue
            }
        }
    }

    private static func unreadable(_ path: String) -> HubError {
        HubError(
            .unreadable, "the folder or file `\(path)` cannot be read",
            hint: "Ask for the right to read it and everything in it, or name the files one by one.")
    }
}

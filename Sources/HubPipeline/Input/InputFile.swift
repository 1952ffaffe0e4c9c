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

    /// Every regular file of the paths, folders walked in the order of their names. Hidden files and `__MACOSX` are left out.
    /// - Throws: ``HubError/Code/notFound`` when a path leads nowhere.
    package static func collect(_ paths: [String]) throws(HubError) -> [InputFile] {
        var files: [InputFile] = []
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw HubError(.notFound, "there is no file or folder `\(path)`", hint: "Check the spelling and the current folder.")
            }
            if isFolder.boolValue {
                files += walk(path, below: "")
            } else {
                files.append(InputFile(path: path, name: (path as NSString).lastPathComponent, size: size(path), isNamed: true))
            }
        }
        return files
    }

    private static func walk(_ folder: String, below prefix: String) -> [InputFile] {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        return names.flatMap { name -> [InputFile] in
            guard !name.hasPrefix("."), name != "__MACOSX" else { return [] }
            let (path, shown) = (folder + "/" + name, prefix + name)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return [] }
            if isFolder.boolValue { return walk(path, below: shown + "/") }
            return [InputFile(path: path, name: shown, size: size(path), isNamed: false)]
        }
    }

    private static func size(_ path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }
}

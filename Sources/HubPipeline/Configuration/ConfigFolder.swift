internal import Foundation
package import HubCore
internal import HubMapping

/// Where `Mappings/` lies: everything that is data and not code.
package struct ConfigFolder: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    /// `MEASUREHUB_MAPPINGS`, else `../share/measurehub/Mappings` of the program, else the folder `Mappings` beside or above the program, else in
    /// or above the current folder, else that of the source tree the program was built from.
    /// - Throws: ``HubError/Code/notFound``.
    package static func find(
        environment: [String: String] = ProcessInfo.processInfo.environment, builtFrom: String = #filePath
    ) throws(HubError) -> ConfigFolder {
        if let named = environment["MEASUREHUB_MAPPINGS"], !named.isEmpty {
            guard isOne(named) else {
                throw HubError(.notFound, "MEASUREHUB_MAPPINGS names `\(named)`, which holds no measures/ and sources/")
            }
            return ConfigFolder(path: named)
        }
        var candidates: [String] = []
        if let program { candidates.append((program as NSString).deletingLastPathComponent + "/../share/measurehub/Mappings") }
        for start in [program, FileManager.default.currentDirectoryPath, builtFrom].compactMap(\.self) {
            var folder = start
            while folder.count > 1 {
                candidates.append(folder + "/Mappings")
                folder = (folder as NSString).deletingLastPathComponent
            }
        }
        guard let found = candidates.first(where: isOne) else {
            throw HubError(
                .notFound, "the folder Mappings/ with the measures and mappings was not found",
                hint: "Set MEASUREHUB_MAPPINGS to where it lies.")
        }
        return ConfigFolder(path: found)
    }

    /// The program's own file as the kernel knows it: what it was called by says nothing when it was found on the PATH.
    private static var program: String? { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") }

    private static func isOne(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path + "/measures") && FileManager.default.fileExists(atPath: path + "/sources")
    }

    /// The YAML files below a folder, by name, e.g. `measures`; paths relative to `Mappings/`.
    package func yamlFiles(in folder: String) -> [String] {
        let all = FileManager.default.enumerator(atPath: path + "/" + folder)?.compactMap { $0 as? String } ?? []
        return all.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted().map { folder + "/" + $0 }
    }

    package func bytes(of file: String) throws(HubError) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path + "/" + file) else {
            throw HubError(.unreadable, "`\(file)` in the folder Mappings/ cannot be read")
        }
        return [UInt8](data)
    }

    package func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + file) }

    package func node(_ file: String) throws(HubError) -> Node {
        try YAMLDocument.read(String(decoding: try bytes(of: file), as: UTF8.self), file: SourceFile(file))
    }
}

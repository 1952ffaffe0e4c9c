internal import Foundation
internal import HubCore
internal import HubMapping

/// One mapping by its path, with the layouts that lie beside it.
enum MappingFile {
    /// - Throws: ``HubError/Code/notFound`` when it is not there, ``HubError/Code/misconfigured`` when it is no YAML.
    static func read(_ path: String) throws(HubError) -> (mapping: Mapping?, findings: [Finding]) {
        let node = try node(path)
        let beside = (path as NSString).deletingLastPathComponent + "/" + (node["layout"]?.text ?? "layout.yaml")
        let hasLayout = node["layout"] != nil || FileManager.default.fileExists(atPath: beside)
        return MappingCompiler.compile(node, layout: hasLayout ? try self.node(beside) : nil)
    }

    private static func node(_ path: String) throws(HubError) -> Node {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw HubError(.notFound, "there is no mapping file `\(path)`", hint: "Check the spelling and the current folder.")
        }
        return try YAMLDocument.read(String(decoding: data, as: UTF8.self), file: SourceFile(path))
    }
}

import Foundation
import HubCore
import HubMapping
import HubRules

/// The measures and libraries of this repository.
enum MeasureFiles {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let folder = root.appending(path: "Mappings/measures")

    static func files(in folder: URL, where take: (URL) -> Bool) -> [URL] {
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        return all.filter(take).sorted { $0.path < $1.path }
    }

    static func node(_ url: URL) throws -> Node {
        let text = try String(contentsOf: url, encoding: .utf8)
        return try YAMLDocument.read(text, file: SourceFile(url.path.replacingOccurrences(of: root.path + "/", with: "")))
    }

    static func yaml(_ text: String, _ file: SourceFile) throws -> Node { try YAMLDocument.read(text, file: file) }

    static func library() throws -> MeasureLibrary {
        let yaml = files(in: folder) { $0.pathExtension == "yaml" && $0.lastPathComponent != "cases.yaml" }
        let shared = yaml.filter { $0.path.contains("/_shared/") }
        let measures = yaml.filter { !$0.path.contains("/_shared/") }
        return MeasureLibrary(measures: try measures.map(node), shared: try shared.map(node))
    }

    static func library(_ measure: String, shared: [String] = []) throws -> MeasureLibrary {
        let file = SourceFile("test.yaml")
        return MeasureLibrary(
            measures: [try YAMLDocument.read(measure, file: file)], shared: try shared.map { try YAMLDocument.read($0, file: file) })
    }
}

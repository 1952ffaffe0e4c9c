internal import Foundation
package import HubCore
internal import HubMapping
internal import HubRules

/// `measures check`: measure files as a whole, with the value sets and cases that they stand on.
package struct MeasureCheck: Sendable {
    /// Those that can be judged.
    package private(set) var versions: [String] = []
    package private(set) var findings: [Finding] = []

    /// - Parameters:
    ///   - path: a measure's file or a folder; nil is the hub's own. Shared files that are not there come from the hub.
    ///   - tellsIncomplete: value sets of which codes are missing here are notes.
    /// - Throws: ``HubError/Code/notFound`` when the path leads nowhere or holds no measure.
    package init(_ path: String?, folder: ConfigFolder, tellsIncomplete: Bool = false) throws(HubError) {
        let root = path ?? folder.path + "/measures"
        var (measures, shared, cases): ([Node], [Node], [Node]) = ([], [], [])
        for file in try InputFile.collect([root]) where file.name.hasSuffix(".yaml") || file.name.hasSuffix(".yml") {
            guard let node = try self.node(file, below: path == nil ? "measures/" : "") else { continue }
            if node["library"] != nil {
                shared.append(node)
            } else if file.name.hasSuffix("cases.yaml") {
                cases.append(node)
            } else {
                measures.append(node)
            }
        }
        guard !measures.isEmpty || !shared.isEmpty || !findings.isEmpty else {
            throw HubError(.notFound, "`\(root)` holds no measure", hint: "Name a measure's YAML file, or a folder with some.")
        }
        // One file alone: its cases lie beside it.
        if let path, measures.count == 1, cases.isEmpty {
            let beside = (path as NSString).deletingLastPathComponent + "/cases.yaml"
            if FileManager.default.fileExists(atPath: beside) {
                for file in try InputFile.collect([beside]) { if let node = try node(file, below: "") { cases.append(node) } }
            }
        }
        if path != nil {
            let mine = Set(shared.map { "\($0["library"]?.text ?? "")@\($0["year"]?.text ?? "")" })
            for file in folder.yamlFiles(in: "measures/_shared") {
                let node = try folder.node(file)
                if !mine.contains("\(node["library"]?.text ?? "")@\(node["year"]?.text ?? "")") { shared.append(node) }
            }
        }
        let library = MeasureLibrary(measures: measures, shared: shared)
        versions = library.measures.map(\.version)
        findings += library.findings + MeasureCasesCheck.findings(cases, library)
        let titles = try folder.valueSetTitles()
        let shipped = Dictionary(try folder.shippedValueSets().map { ($0.oid, $0) }) { first, _ in first }
        for node in measures + shared {
            findings += MeasureTermsCheck.findings(node, titles: titles, sets: shipped, tellsIncomplete: tellsIncomplete)
        }
    }

    /// Nil when the file is not YAML, which is told.
    private mutating func node(_ file: InputFile, below prefix: String) throws(HubError) -> Node? {
        guard let data = FileManager.default.contents(atPath: file.path) else {
            throw HubError(.unreadable, "`\(file.name)` cannot be read", hint: "Check that you may read it.")
        }
        do { return try YAMLDocument.read(String(decoding: data, as: UTF8.self), file: SourceFile(prefix + file.name)) } catch {
            findings.append(
                Finding(.error, "config.yaml", error.message, at: error.origin ?? Origin(file.source), fix: error.hint, owner: .hub))
            return nil
        }
    }
}

internal import Foundation
package import HubCore
internal import HubMapping
internal import HubTesting

/// Compiles a mapping wherever it lies and runs its cases through the real reader: what a person who describes a layout asks for again and again.
package struct MappingCheck: Encodable, Sendable {
    package struct Case: Encodable, Sendable {
        package enum State: String, Encodable, Sendable { case right, different, updated, unchanged }
        package var name: String
        package var state: State
        /// The first lines that differ.
        package var difference: String?
    }
    package var file: String
    package var source: String?
    package var tables = 0
    package var causes: [ImportReceipt.Cause] = []
    package var cases: [Case] = []
    package var groups: [FindingGroup] = []

    private enum CodingKeys: String, CodingKey { case file, source, tables, causes, cases }

    package var isSound: Bool { source != nil }
    package var isRight: Bool { cases.allSatisfy { $0.state != .different } }

    /// The mapping files below the paths: a file is one, a folder holds one or many.
    /// - Throws: ``HubError/Code/notFound``.
    package static func files(_ paths: [String]) throws(HubError) -> [String] {
        var found: [String] = []
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw HubError(.notFound, "there is no file or folder `\(path)`", hint: "Check the spelling and the current folder.")
            }
            guard isFolder.boolValue else {
                found.append(path)
                continue
            }
            let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
            let mine = all.filter { $0 == "mapping.yaml" || $0.hasSuffix("/mapping.yaml") }.sorted().map { path + "/" + $0 }
            guard !mine.isEmpty else { throw HubError(.notFound, "there is no mapping.yaml in or below `\(path)`") }
            found += mine
        }
        return found
    }

    /// - Parameter update: write what came out as what is expected; a person reads the difference.
    package init(_ path: String, importers: [ImporterEntry], config: ConfigFolder, update: Bool) throws(HubError) {
        file = path
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw HubError(.unreadable, "`\(path)` cannot be read", hint: "Check that it exists and that you may read it.")
        }
        var book = FindingBook()
        var mapping: Mapping?
        do throws(HubError) {
            let compiled = try MappingFile.read(path)
            for finding in compiled.findings { book.add(finding) }
            mapping = compiled.mapping
        } catch {
            guard error.code == .misconfigured else { throw error }
            book.add(
                Finding(.error, "config.yaml", error.message, at: error.origin ?? Origin(SourceFile(path)), fix: error.hint, owner: .hub))
        }
        let importer = importers.first { $0.about.id == mapping?.format }
        if let format = mapping?.format, importer?.kind != .rows {
            let names = importers.filter { $0.kind == .rows }.map(\.about.id)
            book.add(
                Finding(
                    .error, "config.unknown-value", "`\(format)` is no format of rows" + Suggestion.words(for: format, among: names),
                    at: Origin(SourceFile(path)), fix: "Write one of: \(names.sorted().joined(separator: ", ")).", owner: .hub))
            mapping = nil
        }
        groups = book.sorted
        causes = groups.map(ImportReceipt.Cause.init)
        guard let mapping, let importer else { return }
        (source, tables) = (mapping.source, mapping.tables.count)
        let folder = (path as NSString).deletingLastPathComponent + "/Cases"
        cases = try MappingCases(mapping, importer, importers, folder: folder, config: config).run(update: update)
    }
}

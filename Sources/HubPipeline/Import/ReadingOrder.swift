internal import HubCore
internal import HubMapping

/// Files that describe patients are read before those that only name them: who was kept out, and who goes by a number that two people have, must
/// be known by then. The order in which files were named changes nothing.
enum ReadingOrder {
    static func describersFirst(_ files: [SortedFiles.File], _ mappings: [Mapping]) -> [SortedFiles.File] {
        var (first, rest): ([SortedFiles.File], [SortedFiles.File]) = ([], [])
        for file in files {
            if describes(file, mappings) { first.append(file) } else { rest.append(file) }
        }
        return first + rest
    }

    private static func describes(_ file: SortedFiles.File, _ mappings: [Mapping]) -> Bool {
        guard file.importer.kind == .rows else { return false }
        let fitting = mappings.filter { $0.format == file.importer.about.id }
        guard fitting.contains(where: \.describesPatients) else { return false }
        guard let header = header(file, fitting) else { return false }
        return fitting.contains { $0.match(file: file.input.source, header: header)?.describesPatients == true }
    }

    /// The first header within the file's first bytes; nil when there is none to be seen.
    private static func header(_ file: SortedFiles.File, _ fitting: [Mapping]) -> TableHeader? {
        let byName = fitting.count == 1 ? fitting : fitting.filter { $0.recognizes(file.input.source) }
        let peek = HeaderPeek()
        // Whatever is wrong with the file is told when it is read.
        try? read(file, options: byName.count == 1 ? byName[0].options : [:], into: peek)
        return peek.header
    }

    private static func read(_ file: SortedFiles.File, options: [String: String], into peek: HeaderPeek) throws(HubError) {
        guard let plugin = try file.importer.make(options: options) as? any RecordImporter else { return }
        let head = try FilePieces.head(of: file.input.path)
        var reader = try plugin.makeReader()
        var records = RecordBuilder(file.input.source, into: peek)
        try reader.feed(head.span, into: &records)
        try reader.finish(into: &records)
    }

    private final class HeaderPeek: RecordSink {
        private(set) var header: TableHeader?
        func begin(_ table: TableHeader) throws(HubError) {
            header = table
            throw HubError(.malformed, "the header was all that was wanted")
        }
        func accept(_ record: borrowing Record) {}
        func skip(_ reason: SkipReason, at origin: Origin) {}
        func note(_ finding: Finding) {}
    }
}

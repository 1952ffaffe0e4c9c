internal import HubCore
internal import HubMapping

/// Files that describe patients are read before those that only name them: who was kept out, and who goes by a number that two people have, must
/// be known by then. The order in which files were named changes nothing, nor does that of the tables in one file.
enum ReadingOrder {
    /// - Parameter people: learns who is kept out by a table behind others of its file, such as the last sheet of a workbook.
    static func describersFirst(_ files: [SortedFiles.File], _ mappings: [Mapping], _ people: KnownPeople) -> [SortedFiles.File] {
        var (first, rest): ([SortedFiles.File], [SortedFiles.File]) = ([], [])
        for file in files {
            if describes(file, mappings, people) { first.append(file) } else { rest.append(file) }
        }
        return first + rest
    }

    private static func describes(_ file: SortedFiles.File, _ mappings: [Mapping], _ people: KnownPeople) -> Bool {
        guard file.importer.kind == .rows else { return false }
        let fitting = mappings.filter { file.importer.about.mappedAs.contains($0.format) }
        guard fitting.contains(where: \.describesPatients) else { return false }
        let options = SubmissionReading.options(for: file.input, among: fitting.filter { $0.format == file.importer.about.id })
        let peek = HeaderPeek()
        // A workbook is no workbook until its last byte. Whatever is wrong with the file is told when it is read.
        let isWorkbook = file.importer.about.mappedAs.count > 1
        try? RowFeed.feed(file.input, file.importer, options: options, most: isWorkbook ? nil : 64 * 1024, into: peek)
        let describing = peek.headers.map { header in
            fitting.contains { $0.match(file: file.input.source, header: header)?.describesPatients == true }
        }
        if let at = describing.lastIndex(of: true), at > 0 {
            let scan = KeptOutScan(file.input.source, fitting)
            try? RowFeed.feed(file.input, file.importer, options: options, into: scan)
            try? scan.finish()
            people.foretell(scan.people)
        }
        return describing.contains(true)
    }

    private final class HeaderPeek: RecordSink {
        private(set) var headers: [TableHeader] = []
        func begin(_ table: TableHeader) { headers.append(table) }
        func accept(_ record: borrowing Record) {}
        func skip(_ reason: SkipReason, at origin: Origin) {}
        func note(_ finding: Finding) {}
    }
}

/// Reads the tables of one file that describe patients, and only to see who is kept out.
private final class KeptOutScan: RecordSink {
    let people = KnownPeople()
    private let file: SourceFile
    private var candidates: [Mapping]
    private var mapper: Mapper?

    init(_ file: SourceFile, _ candidates: [Mapping]) { (self.file, self.candidates) = (file, candidates) }

    func begin(_ table: TableHeader) throws(HubError) {
        try finish()
        mapper = nil
        guard case .one(let mapping) = TableChoice(table, of: file, among: candidates) else { return }
        // As in earnest: the mapping of the first table that one knows reads the others.
        candidates = [mapping]
        guard mapping.match(file: file, header: table)?.describesPatients == true else { return }
        mapper = Mapper(mapping, file: file, people: people, into: Nothing())
        try mapper?.begin(table)
    }

    func accept(_ record: borrowing Record) throws(HubError) { try mapper?.accept(record) }
    func skip(_ reason: SkipReason, at origin: Origin) {}
    func reject(_ finding: Finding) throws(HubError) { try mapper?.reject(finding) }
    func note(_ finding: Finding) {}
    func finish() throws(HubError) { try mapper?.finish() }

    private final class Nothing: FactSink {
        func take(_ patient: Patient) {}
        func take(_ fact: Fact) {}
        func take(_ result: ReportedResult) {}
        func accepted() {}
        func rejected(_ finding: Finding) {}
        func skipped(_ reason: SkipReason, at origin: Origin) {}
        func note(_ finding: Finding) {}
        func covered(_ coverage: ExtractionCoverage) {}
    }
}

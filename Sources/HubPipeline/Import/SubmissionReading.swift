internal import HubCore
internal import HubMapping
internal import HubRules
internal import HubStore

/// Reads the files of one submission, one after another, through mapping, code map and rules into a last sink. The same for a check and an import.
///
///     rows:      reader ─▶ mapper ──────────▶ reported numbers ─▶ code map ─▶ receipt ─▶ rules ─▶ last
///     documents: reader ─▶ buffer ─▶ identity ─▶ reported numbers ─▶ …
final class SubmissionReading {
    /// What stops everything, whichever file it comes up in; other errors stop their file.
    static let stopping: Set<HubError.Code> = [.misconfigured, .unreadable, .database, .conflict, .cancelled]

    let receipt: ReceiptSink
    let profile: SubmissionProfile
    /// What the practice's own reports say, made canonical on its way in.
    private let reports: ReportedSink
    private let identities: IdentityGuard
    private let reading = CurrentFile()
    private let mappings: [Mapping]
    private let rules: RuleBook
    private let advance: (Int, String) -> Void
    private var links = DocumentLinks()

    init(_ plan: ReadingPlan, into last: any FactSink, advance: @escaping (Int, String) -> Void) {
        profile = SubmissionProfile(plan.rules, context: plan.context, into: last)
        receipt = ReceiptSink(into: profile)
        reports = ReportedSink(
            plan.context.names, rules: plan.rules, asked: plan.context.asked, into: CodeMapSink(plan.codeMap, into: receipt))
        identities = IdentityGuard(into: reports) { [reading] in reading.file }
        mappings = plan.mappings
        rules = plan.rules
        self.advance = advance
    }

    /// Looks through all files for what they say about each other, before the first is read. A file that cannot be looked through is left to its own
    /// reading, which tells what is wrong with it.
    func link(_ files: [(input: InputFile, importer: ImporterEntry)]) throws(HubError) {
        guard files.count > 1 else { return }
        for file in files where file.importer.kind == .documents {
            guard let plugin = try file.importer.make() as? any LinkingImporter else { continue }
            var found = links
            var reader = plugin.makeLinkReader(for: file.input.source)
            do throws(HubError) {
                try FilePieces.forEach(of: file.input.path) { piece throws(HubError) in try reader.feed(piece) }
                try reader.finish(into: &found)
            } catch { continue }
            links = found
        }
    }

    /// What reading one file came to. Gives the mapping that read it, for rows.
    /// - Throws: what stops the file. Of a document nothing was handed on then; of rows some may have been.
    func read(_ file: InputFile, by importer: ImporterEntry) throws(HubError) -> String? {
        receipt.beginFile()
        profile.begin(file: file.source)
        reports.begin(file: file.source)
        defer { profile.end(file: file.source) }
        switch importer.kind {
        case .documents:
            try readDocument(file, importer)
            return nil
        case .rows:
            return try readRows(file, importer)
        }
    }

    private func readDocument(_ file: InputFile, _ importer: ImporterEntry) throws(HubError) {
        let buffer = DocumentBuffer()
        guard let plugin = try importer.make() as? any FactImporter else { throw Self.neither(importer) }
        var reader: any FactReader
        if !links.isEmpty, let linking = plugin as? any LinkingImporter {
            reader = try linking.makeReader(for: file.source, into: buffer, links: links)
        } else {
            reader = try plugin.makeReader(for: file.source, into: buffer)
        }
        try FilePieces.forEach(of: file.path) { piece throws(HubError) in
            try reader.feed(piece)
            advance(piece.count, file.name)
        }
        try reader.finish()
        reading.file = file.source
        identities.beginDocument()
        try buffer.release(to: identities)
        try reports.finish()
    }

    private func readRows(_ file: InputFile, _ importer: ImporterEntry) throws(HubError) -> String? {
        let fitting = mappings.filter { importer.about.mappedAs.contains($0.format) }
        // A mapping that knows the file's name may have options for the reader, such as a delimiter.
        let byName = fitting.count == 1 ? fitting : fitting.filter { $0.recognizes(file.source) }
        let options = byName.count == 1 && byName[0].format == importer.about.id ? byName[0].options : [:]
        let chooser = TableChooser(file.source, candidates: fitting, rules: rules, profile: profile, into: reports)
        let sheets = SheetSink(chooser, file.source, into: reports)
        var records = RecordBuilder(file.source, into: sheets)
        guard let plugin = try importer.make(options: options) as? any RecordImporter else { throw Self.neither(importer) }
        var reader = try plugin.makeReader()
        try FilePieces.forEach(of: file.path) { piece throws(HubError) in
            try reader.feed(piece, into: &records)
            advance(piece.count, file.name)
        }
        try reader.finish(into: &records)
        try sheets.finish()
        try chooser.finish()
        try reports.finish()
        return chooser.mapping?.source
    }
}

extension SubmissionReading {
    /// An entry that is not what it says: a mistake in whoever made it.
    private static func neither(_ importer: ImporterEntry) -> HubError {
        HubError(.misconfigured, "the importer `\(importer.about.id)` does not read what it says it reads")
    }
}

/// Which file is being read, for findings that are made further down.
private final class CurrentFile {
    var file = SourceFile("")
}

/// What reading a submission needs to know.
struct ReadingPlan: Sendable {
    /// The one that was named, or all.
    var mappings: [Mapping]
    var codeMap: CodeMap
    var rules: RuleBook
    var context: SubmissionContext

    init(_ request: SubmissionRequest, folder: ConfigFolder, codeMap: CodeMap, judging: Judging?) throws(HubError) {
        let shelf = try folder.mappings()
        mappings = try request.source.map { source throws(HubError) in [try shelf.named(source)] } ?? shelf.mappings
        self.codeMap = codeMap
        rules = try folder.rules()
        context = SubmissionContext()
        context.asked = request.period
        context.receivedOn = request.receivedOn
        context.measures = request.measures
        context.codeMap = codeMap
        context.names = try folder.measureNames()
        context.isQualifyingVisit = judging?.isQualifyingVisit
    }
}

internal import HubCore
internal import HubMapping
internal import HubRules
internal import HubStore

/// Reads the files of one submission, one after another, through mapping, code map and rules into a last sink. The same for a check and an import.
///
///     rows:      reader ─▶ mapper ──────────▶ reported numbers ─▶ code map ─▶ receipt ─▶ rules ─▶ last
///     documents: reader ─▶ buffer ─▶ identity ─▶ left out ─▶ reported numbers ─▶ …
final class SubmissionReading {
    /// What stops everything, whichever file it comes up in; other errors stop their file.
    static let stopping: Set<HubError.Code> = [.misconfigured, .unreadable, .database, .conflict, .cancelled]

    let receipt: ReceiptSink
    let profile: SubmissionProfile
    /// What the practice's own reports say, made canonical on its way in.
    private let reports: ReportedSink
    private let identities: IdentityGuard
    private let leftOut: LeftOutGuard
    private let reading = CurrentFile()
    private let people = KnownPeople()
    private let site: SiteFilter?
    /// What described patients so far: mappings, or documents.
    private var describers: Set<String> = []
    private let mappings: [Mapping]
    private let rules: RuleBook
    private let plan: ReadingPlan
    /// How the files of rows were read, for the practice's recipes.
    private(set) var readings: [String: ReportReading] = [:]
    private let advance: (Int, String) -> Void
    private var links = DocumentLinks()

    init(_ plan: ReadingPlan, into last: any FactSink, advance: @escaping (Int, String) -> Void) {
        profile = SubmissionProfile(plan.rules, context: plan.context, into: last)
        receipt = ReceiptSink(into: profile)
        reports = ReportedSink(
            plan.context.names, rules: plan.rules, asked: plan.context.asked, into: CodeMapSink(plan.codeMap, into: receipt))
        leftOut = LeftOutGuard(keepsAll: plan.keepsTestPatients, into: reports) { [reading] in reading.file }
        identities = IdentityGuard(into: leftOut) { [reading] in reading.file }
        mappings = plan.mappings
        site = plan.site.map { SiteFilter($0) }
        self.plan = plan
        rules = plan.rules
        self.advance = advance
    }

    /// Looks through all files for what they say about each other, before the first is read. A file that cannot be looked through is left to its own
    /// reading, which tells what is wrong with it.
    func link(_ files: [(input: InputFile, importer: ImporterEntry)]) throws(HubError) {
        for file in files where file.importer.kind == .documents && (files.count > 1 || file.importer.streams(file.input.source)) {
            guard let plugin = try file.importer.make() as? any LinkingImporter else { continue }
            var found = links
            var reader = plugin.makeLinkReader(for: file.input.source)
            do throws(HubError) {
                try FilePieces.forEach(of: file.input.path) { piece throws(HubError) in try reader.feed(piece) }
                try reader.finish(into: &found)
            } catch { continue }
            links = found
        }
        leftOut.expect(links.testPatients)
    }

    /// What reading one file came to. Gives the mapping that read it, for rows.
    /// - Throws: what stops the file. Of a document nothing was handed on then; of rows some may have been.
    func read(_ file: InputFile, by importer: ImporterEntry) throws(HubError) -> String? {
        receipt.beginFile()
        profile.begin(file: file.source)
        reports.begin(file: file.source)
        let before = receipt.people
        var (mapping, isRead): (String?, Bool) = (nil, false)
        defer {
            profile.end(file: file.source, isRead: isRead)
            if receipt.people > before { describers.insert(mapping ?? "documents") }
        }
        switch importer.kind {
        case .documents:
            try readDocument(file, importer)
            isRead = true
            return nil
        case .rows:
            mapping = try readRows(file, importer)
            isRead = true
            return mapping
        }
    }

    /// The files in the order in which they are to be read.
    func inOrder(_ files: [SortedFiles.File]) -> [SortedFiles.File] {
        ReadingOrder.describersFirst(files, mappings, people)
    }

    /// What only the submission as a whole shows.
    func findings() -> [Finding] {
        var findings = [site?.finding].compactMap(\.self)
        if describers.count > 1 {
            let names = describers.sorted().joined(separator: ", ")
            findings.append(
                Finding(
                    .warning, "identity.two-sources",
                    "patients are described by several sources here (\(names)); one who is in two of them under two numbers counts twice",
                    at: Origin(SourceFile("submission")),
                    fix: "Nothing needs doing where the sources number patients alike. After a change of EMR, ask the vendor for the old "
                        + "numbers in the new export.", owner: .facilitator))
        }
        return findings
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
        reading.file = file.source
        identities.beginDocument()
        let streams = importer.streams(file.source)
        try FilePieces.forEach(of: file.path) { piece throws(HubError) in
            try reader.feed(piece)
            if streams { try buffer.release(to: identities, isWhole: false) }
            advance(piece.count, file.name)
        }
        try reader.finish()
        try buffer.release(to: identities, isWhole: !streams)
        try reports.finish()
    }

    private func readRows(_ file: InputFile, _ importer: ImporterEntry) throws(HubError) -> String? {
        var fitting = mappings.filter { importer.about.mappedAs.contains($0.format) }
        let look = try plan.recipes.map { _ throws(HubError) in try ReportLook.at(file, importer) } ?? nil
        let recipe = look.flatMap { plan.recipes?.known($0) }
        // The very same layout: what read it before reads it now. A mapping that was named goes before.
        let remembered = plan.isNamed ? nil : fitting.first { $0.source == recipe?.mapping }
        if let remembered { fitting = [remembered] }
        var options = Self.options(for: file, among: fitting.filter { $0.format == importer.about.id })
        if let remembered, let recipe, plan.version(of: remembered.source) == recipe.mappingVersion { options = recipe.options }
        let chooser = TableChooser(
            file.source, candidates: fitting, rules: rules, profile: profile, people: people, site: site, into: reports)
        do throws(HubError) { try feed(file, importer, options, into: chooser) } catch {
            // Nothing reads it: what has changed since the last time says why, most likely.
            if let look, recipe == nil { try tellDrift(look, file, readBy: nil) }
            throw error
        }
        if let look, recipe == nil { try tellDrift(look, file, readBy: chooser.mapping?.source) }
        if let look, let mapping = chooser.mapping?.source {
            readings[file.name] = ReportReading(look: look, mapping: mapping, options: options, version: plan.version(of: mapping))
            if let recipe, recipe.mapping == mapping, recipe.mappingVersion != plan.version(of: mapping) {
                try reports.note(recipe.changedMapping(file.source))
            }
        }
        return chooser.mapping?.source
    }
}

extension SubmissionReading {
    private func feed(
        _ file: InputFile, _ importer: ImporterEntry, _ options: [String: String], into chooser: TableChooser
    ) throws(HubError) {
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
    }

    /// A mapping that knows the file's name may have options for the reader, such as a delimiter.
    static func options(for file: InputFile, among fitting: [Mapping]) -> [String: String] {
        let byName = fitting.count == 1 ? fitting : fitting.filter { $0.recognizes(file.source) }
        return byName.count == 1 ? byName[0].options : [:]
    }

    /// - Parameter mapping: what read the file; a report that another mapping reads is another report.
    private func tellDrift(_ look: ReportLook, _ file: InputFile, readBy source: String?) throws(HubError) {
        guard let before = plan.recipes?.before(look), source == nil || source == before.mapping else { return }
        let mapping = mappings.first { $0.source == before.mapping } ?? (plan.isNamed ? mappings.first : nil)
        if let finding = plan.recipes?.drift(look, file: file.source, mapping: mapping) { try reports.note(finding) }
    }

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
    var keepsTestPatients: Bool
    var site: String?
    /// Whether the mapping was named.
    var isNamed: Bool
    /// How the practice's reports were read before; nil where nobody remembers, as in a check.
    var recipes: RecipeBook?
    private var versions: [String: String]

    init(_ request: SubmissionRequest, folder: ConfigFolder, codeMap: CodeMap, judging: Judging?) throws(HubError) {
        let shelf = try folder.mappings()
        mappings = try request.source.map { source throws(HubError) in [try shelf.named(source)] } ?? shelf.mappings
        site = request.site
        keepsTestPatients = request.keepsTestPatients
        if keepsTestPatients { for at in mappings.indices { mappings[at].keepsTestPatients = true } }
        if let dates = request.dates { for at in mappings.indices { mappings[at].dates = dates } }
        isNamed = request.source != nil
        versions = shelf.versions
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

    /// The first digits of the SHA-256 of a mapping's file.
    func version(of source: String) -> String { versions[source] ?? "" }
}

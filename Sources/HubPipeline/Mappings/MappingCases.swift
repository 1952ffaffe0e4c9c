internal import Foundation
internal import HubCore
internal import HubMapping
internal import HubRules
internal import HubTesting

/// The cases beside a mapping: files as the source writes them, and `expected.txt` with all that must come of them.
struct MappingCases {
    private let mapping: Mapping
    private let importer: ImporterEntry
    private let importers: [ImporterEntry]
    private let folder: String
    /// What measures are called, and what is asked of counts.
    private let config: ConfigFolder

    /// - Parameter importer: of the mapping's own format; a case may be written in another that is mapped alike, as a workbook.
    init(_ mapping: Mapping, _ importer: ImporterEntry, _ importers: [ImporterEntry], folder: String, config: ConfigFolder) {
        (self.mapping, self.importer, self.importers, self.folder, self.config) = (mapping, importer, importers, folder, config)
    }

    func run(update: Bool) throws(HubError) -> [MappingCheck.Case] {
        var cases: [MappingCheck.Case] = []
        for name in ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() where !name.hasPrefix(".") {
            let path = folder + "/" + name
            let (text, expected) = (try transcript(path), path + "/expected.txt")
            let before = FileManager.default.contents(atPath: expected).map { String(decoding: $0, as: UTF8.self) }
            if text == before {
                cases.append(MappingCheck.Case(name: name, state: update ? .unchanged : .right))
            } else if update {
                guard FileManager.default.createFile(atPath: expected, contents: Data(text.utf8)) else {
                    throw HubError(.unreadable, "`\(expected)` cannot be written", hint: "May you write there?")
                }
                let difference = before.flatMap { Golden.difference(of: text, from: $0, named: expected) }
                cases.append(MappingCheck.Case(name: name, state: .updated, difference: difference))
            } else {
                let difference =
                    before.map { Golden.difference(of: text, from: $0, named: expected) ?? "" }
                    ?? "there is no \(expected); --update writes it\n────── got\n\(text)"
                cases.append(MappingCheck.Case(name: name, state: .different, difference: difference))
            }
        }
        return cases
    }

    /// What the tests of the project write down for the same case.
    private func transcript(_ path: String) throws(HubError) -> String {
        var text = ""
        let (names, rules) = (try config.measureNames(), try config.rules())
        // The files of one case belong together: a summary among them counts the others.
        let importer = importer.bound(to: mapping.layouts, isNamed: true)
        for input in try InputFile.collect([path]) where input.name != "expected.txt" {
            let transcript = FactTranscript()
            // As in the hub: what a report says is made canonical before anybody counts it.
            let reports = ReportedSink(names, rules: rules, asked: nil, into: transcript)
            reports.begin(file: input.source)
            let mapper = Mapper(mapping, file: input.source, into: reports)
            let alike = importers.filter { $0.kind == .rows && $0.about.id != mapping.format && $0.about.mappedAs.contains(mapping.format) }
            let other = try Recognizer(alike).importer(for: input)
            do throws(HubError) {
                let options = other == nil ? mapping.options : [:]
                try RowFeed.feed(input, other ?? importer, options: options, into: HeaderTap(reports, mapper))
                try mapper.finish()
                try reports.finish()
            } catch {
                guard !SubmissionReading.stopping.contains(error.code) else { throw error }
                transcript.end(with: error)
            }
            transcript.finish()
            text += "# \(input.name)\n" + transcript.text
        }
        for finding in importer.conclude() { text += "! \(finding)\n" }
        return text
    }
}

internal import Foundation
internal import HubCore
internal import HubMapping
internal import HubTesting

/// The cases beside a mapping: files as the source writes them, and `expected.txt` with all that must come of them.
struct MappingCases {
    private let mapping: Mapping
    private let importer: ImporterEntry
    private let folder: String

    init(_ mapping: Mapping, _ importer: ImporterEntry, folder: String) {
        (self.mapping, self.importer, self.folder) = (mapping, importer, folder)
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
        for input in try InputFile.collect([path]) where input.name != "expected.txt" {
            let transcript = FactTranscript()
            let mapper = Mapper(mapping, file: input.source, into: transcript)
            do throws(HubError) {
                try RowFeed.feed(input, importer, options: mapping.options, into: mapper)
                try mapper.finish()
            } catch {
                guard !SubmissionReading.stopping.contains(error.code) else { throw error }
                transcript.end(with: error)
            }
            transcript.finish()
            text += "# \(input.name)\n" + transcript.text
        }
        return text
    }
}

import CollaborativeExporter
import FacilitatorReportExporter
import Foundation
import HubCore
import Testing

/// What holds for every exporter, for each of its cases.
@Suite("Exporters") struct ExporterCasesTests {
    static let cases =
        ExporterCase.all(of: CollaborativeExporter.self, in: "CollaborativeExporter")
        + ExporterCase.all(of: FacilitatorReportExporter.self, in: "FacilitatorReportExporter")

    /// `UPDATE_EXPECTED=1` writes what is expected anew; read the difference before you keep it.
    @Test("write what their cases expect, byte for byte", arguments: cases) func golden(one: ExporterCase) throws {
        let sample = try #require(one.sample, "no sample has this name")
        let text = try export(sample, with: one.exporter, options: one.options)
        if ProcessInfo.processInfo.environment["UPDATE_EXPECTED"] == "1" { try Data(text.utf8).write(to: one.expected) }
        let expected = String(decoding: try Data(contentsOf: one.expected), as: UTF8.self)
        #expect(text == expected && Array(text.utf8) == Array(expected.utf8))
    }

    @Test("write the same twice, and in any order of the results", arguments: cases) func deterministic(one: ExporterCase) throws {
        let sample = try #require(one.sample)
        let mixed = sample.map { report in
            var report = report
            report.results.reverse()
            report.completeness.reverse()
            return report
        }
        let text = try export(sample, with: one.exporter, options: one.options)
        #expect(text == (try export(sample, with: one.exporter, options: one.options)))
        if one.exporter == CollaborativeExporter.self {
            #expect(text == (try export(mixed, with: one.exporter, options: one.options)))
        }
    }

    @Test("have cases, one of them without any practice") func present() {
        for id in ["collaborative-csv", "facilitator-report"] {
            let names = Self.cases.filter { $0.exporter.about.id == id }.map(\.name)
            #expect(names.contains("no-practice") && names.count > 4, "\(id) has \(names)")
        }
    }

    @Test(
        "say in their README what they write, their options, and an example",
        arguments: ["CollaborativeExporter", "FacilitatorReportExporter"])
    func readme(plugin: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Plugins/\(plugin)/README.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        for heading in ["What it writes", "Options", "An example"] { #expect(text.contains("\n## \(heading)\n")) }
    }

    @Test("refuse an option they do not have", arguments: ["min_cel", "paper"]) func unknownOption(name: String) {
        #expect(throws: HubError.self) { try CollaborativeExporter(options: [name: "1"]) }
        #expect(throws: HubError.self) { try FacilitatorReportExporter(options: [name: "1"]) }
    }
}

internal import CCDAImporter
internal import CSVImporter
internal import CollaborativeExporter
internal import FHIRImporter
internal import FacilitatorReportExporter
package import HubCore
internal import ProgramPlugin
internal import QRDA1Importer
internal import QRDA3Importer
internal import XLSXImporter

/// Every plugin of this build, one line each. Among importers that are equally sure of a file the first wins.
package enum Catalog {
    package static let importers: [any Importer.Type] = [
        CCDAImporter.self,
        QRDA1Importer.self,
        QRDA3Importer.self,
        FHIRImporter.self,
        XLSXImporter.self,
        CSVImporter.self,
    ]

    /// The importers as the pipeline takes them.
    package static let entries = importers.map { ImporterEntry($0) }

    /// These, and before them the programs that are installed in a folder: whoever put one there means it to read its files.
    /// - Throws: ``HubError/Code/misconfigured`` when a program's manifest is wrong, or takes the id of another importer.
    package static func entries(programs folder: String) throws(HubError) -> [ImporterEntry] {
        let programs = try ProgramFolder.entries(in: folder)
        for program in programs where entries.contains(where: { $0.about.id == program.about.id }) {
            throw HubError(.misconfigured, "a program in `\(folder)` has the id of an importer: `\(program.about.id)`")
        }
        return programs + entries
    }

    package static let exporters: [any Exporter.Type] = [
        FacilitatorReportExporter.self,
        CollaborativeExporter.self,
    ]
}

internal import CCDAImporter
internal import CSVImporter
internal import CollaborativeExporter
internal import FHIRImporter
internal import FacilitatorReportExporter
internal import FlatFileImporter
package import HubCore

/// Every plugin of this build, one line each. Among importers that are equally sure of a file the first wins.
package enum Catalog {
    package static let importers: [any Importer.Type] = [
        CCDAImporter.self,
        FHIRImporter.self,
        FlatFileImporter.self,
        CSVImporter.self,
    ]

    /// The importers as the pipeline takes them.
    package static let entries = importers.map { ImporterEntry($0) }

    package static let exporters: [any Exporter.Type] = [
        FacilitatorReportExporter.self,
        CollaborativeExporter.self,
    ]
}

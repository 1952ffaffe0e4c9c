internal import CSVImporter
package import HubCore

/// Every plugin of the hub, one line each. What is not listed here does not exist.
package enum Catalog {
    package static let importers: [any Importer.Type] = [
        CSVImporter.self
    ]

    package static let exporters: [any Exporter.Type] = []
}

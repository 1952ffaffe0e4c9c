public import HubCore

/// Reads FHIR R4 patient data as JSON: bundles, NDJSON (bulk export) and loose resources, in the shapes of US Core and QI-Core.
public struct FHIRImporter: LinkingImporter, StreamingImporter {
    public static let about = PluginInfo(
        id: "fhir", summary: "FHIR R4 patient data: bundles, NDJSON and loose resources (US Core, QI-Core)", extensions: ["json", "ndjson"])

    public init(options: [String: String]) throws(HubError) {
        guard options.isEmpty else {
            throw HubError(.misconfigured, "the importer `fhir` has no options, but `\(options.keys.sorted()[0])` was given")
        }
    }

    public static func recognizes(_ file: SourceFile, head: Span<UInt8>) -> Recognition {
        let text = head.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        guard text.trimmingBlanks().hasPrefix("{") else { return .no }
        return text.contains("\"resourceType\"") ? .surely : .no
    }

    /// NDJSON, as bulk export names it.
    public static func streams(_ file: SourceFile) -> Bool {
        let name = file.name.lowercased()
        return name.hasSuffix(".ndjson") || name.hasSuffix(".jsonl")
    }

    public func makeReader(for file: SourceFile, into sink: any FactSink) throws(HubError) -> any FactReader {
        FHIRReader(file: file, sink: sink)
    }

    /// Medications and rejecting Tasks in other files of the same submission are found by their ids.
    public func makeReader(for file: SourceFile, into sink: any FactSink, links: DocumentLinks) throws(HubError) -> any FactReader {
        FHIRReader(file: file, sink: sink, links: links)
    }

    public func makeLinkReader(for file: SourceFile) -> any LinkReader { FHIRLinkReader(file: file) }
}

import Foundation
import HubCore
import Testing

/// One folder of an exporter's `Cases`: `expected.<extension>`, and `options.txt` with one `name=value` a line if there are any.
struct ExporterCase: CustomTestStringConvertible, Sendable {
    let exporter: any Exporter.Type
    let folder: URL
    var name: String { folder.lastPathComponent }
    var testDescription: String { "\(exporter.about.id): \(name)" }
    var expected: URL { folder.appending(path: "expected.\(exporter.about.extensions.first ?? "txt")") }
    /// `small-counts+off` is the sample `small-counts`, with options.
    var sample: [PracticeReport]? { ExporterSamples.all[String(name.prefix { $0 != "+" })] }

    var options: [String: String] {
        let text = (try? String(contentsOf: folder.appending(path: "options.txt"), encoding: .utf8)) ?? ""
        return text.split(whereSeparator: \.isNewline).reduce(into: [:]) { options, line in
            let parts = line.split(separator: "=", maxSplits: 1)
            options[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
        }
    }

    static func all(of exporter: any Exporter.Type, in plugin: String) -> [ExporterCase] {
        let cases = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Plugins/\(plugin)/Cases")
            .standardizedFileURL
        let names = (try? FileManager.default.contentsOfDirectory(atPath: cases.path)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted().map { ExporterCase(exporter: exporter, folder: cases.appending(path: $0)) }
    }
}

/// Keeps what a writer writes.
final class TextSink: ByteSink {
    private(set) var bytes: [UInt8] = []
    var text: String { String(decoding: bytes, as: UTF8.self) }
    func write(_ text: String) { bytes += Array(text.utf8) }
    func write(bytes span: Span<UInt8>) { for at in span.indices { bytes.append(span[at]) } }
}

func export(_ reports: [PracticeReport], with exporter: any Exporter.Type, options: [String: String] = [:]) throws -> String {
    let sink = TextSink()
    var writer = try exporter.init(options: options).makeWriter()
    for report in reports { try writer.write(report, to: sink) }
    try writer.finish(to: sink)
    return sink.text
}

import Foundation
import HubCore
import HubPipeline

/// One folder of `Cases/<section>/`: files as a practice sent them, and what must come of them.
///
///     why.txt        the line of "what files are really like" that it stands for, and what must happen
///     options.txt    lines `name=value`: period, source, mapping (a folder of Cases/mappings), received, code-map
///     mapping.yaml   a mapping of its own
///     steps.txt      what people do one after another, for cases that need a database
///     expected.txt   findings, counts and facts, read and found right by a person
///     everything else is the practice's
struct CaseFolder: Sendable, CustomStringConvertible {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let sections = ["bytes", "frame", "cells", "identity", "codes", "aggregates", "documents", "fixed-width", "workflow"]

    /// `cells/leading-zeros`.
    var name: String
    var options: [String: String]

    var description: String { name }
    var url: URL { Self.root.appending(path: "Cases/\(name)") }
    var expected: String { url.appending(path: "expected.txt").path }
    var why: String { (try? String(contentsOf: url.appending(path: "why.txt"), encoding: .utf8)) ?? "" }
    var steps: String? { try? String(contentsOf: url.appending(path: "steps.txt"), encoding: .utf8) }

    static let all: [CaseFolder] = sections.flatMap { section in
        names(in: root.appending(path: "Cases/\(section)")).map { CaseFolder("\(section)/\($0)") }
    }

    static func names(in folder: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }

    init(_ name: String) {
        self.name = name
        options = [:]
        for line in ((try? String(contentsOf: url.appending(path: "options.txt"), encoding: .utf8)) ?? "").split(separator: "\n") {
            guard let equals = line.firstIndex(of: "=") else { continue }
            options[String(line[..<equals])] = String(line[line.index(after: equals)...])
        }
    }

    private static let ours: Set<String> = [
        "why.txt", "options.txt", "expected.txt", "mapping.yaml", "code-map.yaml", "steps.txt",
    ]

    /// What the practice sent, by name.
    var sent: [String] { Self.names(in: url).filter { !Self.ours.contains($0) }.map { url.appending(path: $0).path } }

    func has(_ file: String) -> Bool { FileManager.default.fileExists(atPath: url.appending(path: file).path) }

    /// What somebody at the practice would say on the command line.
    func request(_ paths: [String]) -> SubmissionRequest {
        var request = SubmissionRequest(paths: paths)
        request.source = options["source"]
        if let shared = options["mapping"] { request.source = Self.root.appending(path: "Cases/mappings/\(shared)/mapping.yaml").path }
        if has("mapping.yaml") { request.source = url.appending(path: "mapping.yaml").path }
        if has("code-map.yaml") { request.codeMap = url.appending(path: "code-map.yaml").path }
        request.period = options["period"].flatMap { Period($0) }
        request.measures = options["measures"].map { $0.split(separator: ",").map(String.init) } ?? []
        request.site = options["site"]
        request.receivedOn = Day(iso: options["received"] ?? "2027-01-15")
        return request
    }
}

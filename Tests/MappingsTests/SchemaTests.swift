import Foundation
import Testing

/// The folder `Mappings/` of the source tree, and which schema each kind of file in it has.
enum Schemas {
    static let folder = mappingsFolder.deletingLastPathComponent()

    static func kind(_ file: String) -> String? {
        switch true {
        case file.hasPrefix("sources/") && file.hasSuffix("/mapping.yaml"): "mapping"
        case file.hasPrefix("sources/") && file.hasSuffix("/layout.yaml"): "layout"
        case file.hasPrefix("measures/_shared/"): "shared-measures"
        case file.hasPrefix("measures/") && file.hasSuffix("/cases.yaml"): "measure-cases"
        case file.hasPrefix("measures/"): "measure"
        case file.hasPrefix("rules/"): "rules"
        case file == "aliases/columns.yaml": "columns"
        case file == "aliases/codes.yaml": "codes"
        case file == "names/measures.yaml": "measure-names"
        default: nil
        }
    }

    static func path(_ kind: String) -> String { folder.appendingPathComponent("schemas/\(kind).schema.json").path }

    /// Every shipped YAML file that has a schema, with its kind.
    static let files: [(file: String, kind: String)] = {
        let all = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return all.filter { $0.hasSuffix(".yaml") }.sorted().compactMap { file in kind(file).map { (file, $0) } }
    }()

    /// What an independent validator (Python's jsonschema) finds wrong, and its last line.
    static func validate(_ pairs: [(schema: String, file: String)]) throws -> (wrong: [String], last: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            try python(), URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("validate.py").path,
        ]
        let (input, output) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(pairs.map { "\($0.schema)\t\($0.file)\n" }.joined().utf8))
        try input.fileHandleForWriting.close()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "the validator itself failed")
        let lines = text.split(separator: "\n").map(String.init)
        return (Array(lines.dropLast()), lines.last ?? "")
    }

    /// Debian's own has the packages of `.ci/packages`; another that is first in the PATH may have them by pip.
    private static func python() throws -> String {
        for candidate in ["/usr/bin/python3", "python3"] {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = [candidate, "-c", "import jsonschema, yaml"]
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            if process.terminationStatus == 0 { return candidate }
        }
        Issue.record("Python's jsonschema and yaml are not there: `make setup` installs them (python3-jsonschema, python3-yaml)")
        throw CocoaError(.fileNoSuchFile)
    }
}

@Suite("Schemas for editors")
struct SchemaTests {
    @Test("every shipped YAML file is what its schema says, by an independent validator")
    func shipped() throws {
        #expect(Schemas.files.count >= 39)
        let (wrong, last) = try Schemas.validate(
            Schemas.files.map { (Schemas.path($0.kind), Schemas.folder.appendingPathComponent($0.file).path) })
        #expect(wrong == [])
        #expect(last == "\(Schemas.files.count) files held against their schemas")
    }

    @Test("every shipped YAML file names its schema in its first line")
    func named() throws {
        for (file, kind) in Schemas.files {
            let url = Schemas.folder.appendingPathComponent(file)
            let first = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").first.map(String.init) ?? ""
            let depth = String(repeating: "../", count: file.split(separator: "/").count - 1)
            #expect(first == "# yaml-language-server: $schema=\(depth)schemas/\(kind).schema.json", "\(file)")
        }
    }

    @Test(
        "a misspelt key fails",
        arguments: [
            ("sources/abcs-wide/mapping.yaml", "    patient:", "    pateint:"),
            ("sources/synthea/mapping.yaml", "required: true", "requird: true"),
            ("sources/cms-cclf/layout.yaml", "records:", "recrods:"),
            ("measures/cms165/2026.yaml", "starts_by:", "start_by:"), ("measures/cms165/2026.yaml", "numerator:", "numeratr:"),
            ("measures/_shared/2026/frailty.yaml", "overlaps:", "overlap:"), ("rules/files.yaml", "severity:", "severty:"),
            ("rules/records.yaml", "after_death_days", "after_deth_days"), ("rules/analytes.yaml", "loinc:", "loink:"),
            ("aliases/columns.yaml", "category:", "categry:"), ("aliases/codes.yaml", "words:", "word:"),
        ])
    func misspelt(file: String, right: String, wrong: String) throws {
        let text = try String(contentsOf: Schemas.folder.appendingPathComponent(file), encoding: .utf8)
        let place = try #require(text.range(of: right), "\(file) has no \(right)")
        let copy = FileManager.default.temporaryDirectory.path + "/schema-\(UUID().uuidString).yaml"
        defer { try? FileManager.default.removeItem(atPath: copy) }
        try text.replacingCharacters(in: place, with: wrong).write(toFile: copy, atomically: true, encoding: .utf8)
        let kind = try #require(Schemas.kind(file))
        #expect(try Schemas.validate([(Schemas.path(kind), copy)]).wrong.isEmpty == false, "\(file): `\(wrong)` was not noticed")
    }

    @Test("a code map, and one whose lines are all comments, is what its schema says; one with a wrong key is not")
    func codeMap() throws {
        let folder = FileManager.default.temporaryDirectory.path
        let paths = (0..<3).map { "\(folder)/codes-\(UUID().uuidString)-\($0).yaml" }
        defer { for path in paths { try? FileManager.default.removeItem(atPath: path) } }
        let texts = [
            "codes:\n  - {system: LOCAL, code: OV, in: 2.16.840.1.113883.3.464.1003.101.12.1001}\n  - {code: A1C, means: \"LOINC|4548-4\"}\n",
            "codes:\n  # - {code: A1C, means: \"LOINC|4548-4\"}\n", "codes:\n  - {code: A1C, mean: \"LOINC|4548-4\"}\n",
        ]
        for (path, text) in zip(paths, texts) { try text.write(toFile: path, atomically: true, encoding: .utf8) }
        let wrong = try Schemas.validate(paths.map { (Schemas.path("code-map"), $0) }).wrong
        #expect(!wrong.isEmpty && wrong.allSatisfy { $0.hasPrefix(paths[2]) })
    }
}

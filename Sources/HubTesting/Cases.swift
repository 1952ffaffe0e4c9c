internal import Foundation
public import HubCore

/// One folder in a plugin's `Cases/`: `input.*`, perhaps `options.txt` (lines `name=value`), and `expected.txt`.
public struct ImporterCase: Sendable, CustomStringConvertible {
    public var name: String
    public var input: String
    public var options: [String: String]
    public var expected: String

    public var description: String { name }

    /// `input.csv`: what the file is called in findings.
    public var file: SourceFile { SourceFile((input as NSString).lastPathComponent) }

    public func bytes() throws(HubError) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: input) else {
            throw HubError(.unreadable, "cannot read \(input)")
        }
        return [UInt8](data)
    }

    /// The cases of a plugin's folder, by name.
    public static func all(in plugin: String) throws(HubError) -> [ImporterCase] {
        let root = (plugin as NSString).appendingPathComponent("Cases")
        var cases: [ImporterCase] = []
        for name in ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).sorted() where !name.hasPrefix(".") {
            let folder = (root as NSString).appendingPathComponent(name)
            let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            let inputs = files.filter { $0.hasPrefix("input.") }
            guard let input = inputs.first, inputs.count == 1 else {
                throw HubError(.misconfigured, "\(folder) must hold one file `input.*`")
            }
            func path(_ file: String) -> String { (folder as NSString).appendingPathComponent(file) }
            cases.append(
                ImporterCase(
                    name: name, input: path(input), options: try options(path("options.txt")), expected: path("expected.txt")))
        }
        return cases
    }

    private static func options(_ path: String) throws(HubError) -> [String: String] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [:] }
        var options: [String: String] = [:]
        for line in text.split(separator: "\n") {
            guard let equals = line.firstIndex(of: "=") else { throw HubError(.misconfigured, "\(path): a line without `=`") }
            options[String(line[..<equals])] = String(line[line.index(after: equals)...])
        }
        return options
    }
}

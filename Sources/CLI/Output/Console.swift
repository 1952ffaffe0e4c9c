internal import Foundation
internal import HubCore

/// Where words go: data to stdout, messages to stderr, colour only on a terminal and never under `NO_COLOR`.
struct Console: Sendable {
    static let standard = Console()

    let hasColour = isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    let hasTerminal = isatty(STDERR_FILENO) == 1

    /// Data, to stdout.
    func print(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

    /// A message, to stderr.
    func say(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

    func fail(_ error: HubError) {
        let place = error.origin.map { "\($0): " } ?? ""
        say("\(place)\(paint("error", .red)): \(error.message) [\(error.code)]" + (error.hint.map { "\n  \($0)" } ?? ""))
    }

    enum Paint: String { case red = "31", yellow = "33", blue = "34", grey = "90", bold = "1", green = "32" }

    func paint(_ text: String, _ paint: Paint) -> String { hasColour ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text }

    /// A value as JSON with sorted keys, to stdout.
    func print(json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// Rows as a table with aligned columns, to stdout. Numbers are set right.
    func print(table rows: [[String]], header: [String]) {
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        let numeric = header.indices.map { column in !rows.isEmpty && rows.allSatisfy { Double($0[column]) != nil || $0[column].isEmpty } }
        for row in all {
            let cells = row.enumerated().map { at, cell in
                let pad = String(repeating: " ", count: widths[at] - cell.count)
                return numeric[at] ? pad + cell : cell + pad
            }
            var line = cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            print(line)
        }
    }
}

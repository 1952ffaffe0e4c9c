internal import Foundation
internal import HubCore

/// Where words go: data to stdout, messages to stderr, colour only on a terminal and never under `NO_COLOR`.
struct Console: Sendable {
    static let standard = Console()

    let hasColour = isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    let hasTerminal = isatty(STDERR_FILENO) == 1

    /// Data, to stdout. When they cannot be written the program ends with status 3; a reader that went away, as `head` does, is no news.
    func print(_ text: String) {
        do { try FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8)) } catch {
            let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
            if cause.code != Int(EPIPE) { say("the output cannot be written; is the disk full?") }
            exit(3)
        }
    }

    /// A message, to stderr. Nobody is left to be told when that fails.
    func say(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8)) }

    func fail(_ error: HubError) {
        let place = error.origin.map { "\($0): ".visible } ?? ""
        let message = error.message.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).visible }
        say(
            "\(place)\(paint("error", .red)): \(message.joined(separator: "\n")) [\(error.code)]"
                + (error.hint.map { "\n  \($0.visible)" } ?? ""))
    }

    enum Paint: String { case red = "31", yellow = "33", blue = "34", grey = "90", bold = "1", green = "32" }

    func paint(_ text: String, _ paint: Paint) -> String { hasColour ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text }

    /// A value as JSON with sorted keys, to stdout.
    func print(json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        // JSON's own escapes leave DEL and the C1 controls, which a terminal obeys; both stand in strings only.
        var text = ""
        for scalar in String(decoding: try encoder.encode(value), as: UTF8.self).unicodeScalars {
            if (0x7F...0x9F).contains(scalar.value) {
                text += "\\u00" + String(scalar.value, radix: 16)
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        print(text)
    }

    /// Rows as a table with aligned columns, to stdout. Numbers are set right.
    func print(table rows: [[String]], header: [String]) {
        let all = [header] + rows.map { $0.map(\.visible) }
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

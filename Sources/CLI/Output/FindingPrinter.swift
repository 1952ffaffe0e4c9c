internal import Foundation
internal import HubCore

/// Prints findings as a compiler does: severity, id, place, the line with a caret, how many share the cause, what to do, who does it.
///
/// Without `showValues` letters and digits of the line are masked: its shape stays, its values do not.
struct FindingPrinter {
    var console = Console.standard
    var showValues = false
    /// Finds the file on disk by the name it goes by.
    var path: (SourceFile) -> String? = { _ in nil }
    var limit = 25

    func print(_ groups: [FindingGroup]) {
        for group in groups.prefix(limit) { console.say(text(group)) }
        if groups.count > limit { console.say("… and \(groups.count - limit) further causes; all of them with --json.") }
    }

    func text(_ group: FindingGroup) -> String {
        let finding = group.first
        let colour: Console.Paint = finding.severity == .error ? .red : finding.severity == .warning ? .yellow : .blue
        var lines = [
            "\(finding.origin)".visible + ": \(console.paint(finding.severity.rawValue, colour)) [\(finding.id.visible)]: "
                + finding.message.visible
        ]
        if let excerpt = excerpt(finding.origin) { lines += excerpt }
        if group.count > 1 {
            let more = group.places.dropFirst().prefix(4).compactMap { place in
                place.position.map { place.file == finding.origin.file ? "line \($0.line)" : "\(place.file):\($0.line)".visible }
            }
            lines.append("    \(group.count) places share this" + (more.isEmpty ? "" : "; next " + more.joined(separator: ", ")))
        }
        if let fix = finding.fix { lines.append("    " + console.paint("to do:", .bold) + " " + fix.visible + owner(finding.owner)) }
        return lines.joined(separator: "\n")
    }

    private func owner(_ owner: Finding.Owner?) -> String {
        switch owner {
        case .practice: " (who: whoever enters data at the practice)"
        case .exporter: " (who: whoever runs the export)"
        case .vendor: " (who: the EMR's vendor)"
        case .facilitator: " (who: the practice facilitator)"
        case .hub: " (who: whoever keeps the hub's mappings and value sets)"
        case nil: ""
        }
    }

    /// The source line and a caret, cut to 100 characters around the column. Only plain text files have lines worth showing.
    private func excerpt(_ origin: Origin) -> [String]? {
        guard let position = origin.position, let path = path(origin.file), let line = SourceLine.read(path, number: position.line)
        else { return nil }
        let characters = Array(showValues ? line : SourceLine.masked(line))
        let column = min(max(position.column, 1), characters.count + 1)
        let from = max(0, column - 50)
        let shown = String(characters[from..<min(characters.count, from + 100)])
        let number = String(position.line)
        let margin = String(repeating: " ", count: number.count)
        return ["    \(number) | \(shown)", "    \(margin) | \(String(repeating: " ", count: column - 1 - from))^"]
    }
}

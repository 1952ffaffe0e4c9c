internal import HubCore

/// What was found in one file, row by row and without an end to it: for the file that goes back to the practice with a column more.
///
/// Eight bytes a finding; each text is kept once.
package final class RowFindings {
    private struct Entry {
        var line: Int32
        var text: Int32
    }
    private var texts: [String] = []
    private var numbers: [String: Int32] = [:]
    private var entries: [Entry] = []
    private var isSorted = true

    package init() {}

    package var count: Int { entries.count }

    /// A finding that has a line. Messages hold no value out of a record, so neither does the text.
    func add(_ finding: Finding, as word: String? = nil, more: String = "") {
        guard let line = finding.origin.position?.line else { return }
        var text = "\(word ?? finding.severity.rawValue): \(finding.message)"
        if let column = finding.origin.path, !finding.message.contains(column) { text += " (column \(column))" }
        if let fix = finding.fix { text += (text.hasSuffix(".") ? "" : ".") + " To do: \(fix)" }
        add(text + more, line)
    }

    func add(_ reason: SkipReason, at origin: Origin) {
        guard let line = origin.position?.line else { return }
        add("skipped: \(reason.words)", line)
    }

    /// The places that a rule names; rules keep the first of them.
    func add(_ group: FindingGroup, of file: SourceFile) {
        // What a rule says about all patients together is nothing to be mended in one row.
        guard group.first.id.hasPrefix("REC-") else { return }
        let places = group.places.filter { $0.file == file && $0.position != nil }
        let rest = group.count > group.places.count ? " (\(group.count) rows share this; the first \(group.places.count) are marked)" : ""
        for place in places {
            var finding = group.first
            finding.origin = place
            add(finding, more: rest)
        }
    }

    private func add(_ text: String, _ line: Int) {
        let number = numbers[text] ?? Int32(texts.count)
        if number == texts.count {
            texts.append(text)
            numbers[text] = number
        }
        if let last = entries.last, last.line > line { isSorted = false }
        entries.append(Entry(line: Int32(clamping: line), text: number))
    }

    /// Everything about the row on these lines, each thing once; nil when there is nothing.
    package func text(_ lines: ClosedRange<Int>) -> String? {
        if !isSorted {
            entries.sort { ($0.line, $0.text) < ($1.line, $1.text) }
            isSorted = true
        }
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(entries[middle].line) < lines.lowerBound { low = middle + 1 } else { high = middle }
        }
        var found: [Int32] = []
        while low < entries.count, lines.contains(Int(entries[low].line)) {
            if !found.contains(entries[low].text) { found.append(entries[low].text) }
            low += 1
        }
        guard !found.isEmpty else { return nil }
        // What cost the row its place comes first.
        let said = found.map { texts[Int($0)] }
        let order = ["rejected: ", "error: ", "warning: ", "skipped: ", "note: "]
        return order.flatMap { word in said.filter { $0.hasPrefix(word) } }.joined(separator: " / ")
    }
}

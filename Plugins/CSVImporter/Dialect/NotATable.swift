internal import HubCore

/// Text in which no delimiter was found: columns by position, or words for people. Read as a table of one column it would say nothing true.
enum NotATable: Equatable {
    case fixedWidth, prose

    /// Nil for what may be a list: short lines, each one value.
    init?(_ text: [UInt8], isWhole: Bool) {
        var lines = text.split(omittingEmptySubsequences: true) { $0 == 10 || $0 == 13 }
        if !isWhole, lines.count > 1 { lines.removeLast() }
        lines = Array(lines.prefix(500))
        let longest = lines.map { $0.count }.max() ?? 0
        lines.removeAll { $0.count * 3 < longest }
        guard lines.count >= 2 else { return nil }
        if Self.isFixedWidth(lines) {
            self = .fixedWidth
        } else if lines.count >= 3, lines.count(where: { Self.words($0) >= 5 }) * 2 > lines.count {
            self = .prose
        } else {
            return nil
        }
    }

    /// Lines of one length, long, with runs of blanks inside; or the same columns blank in every line.
    private static func isFixedWidth(_ lines: [ArraySlice<UInt8>]) -> Bool {
        let lengths = lines.map { $0.count { $0 & 0xC0 != 0x80 } }
        let frequency = lengths.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        guard let most = frequency.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return false }
        let gaps = lines.count { line in zip(line, line.dropFirst()).contains { $0 == 32 && $1 == 32 } }
        guard gaps * 2 >= lines.count else { return false }
        if most.key >= 20, most.value * 10 >= lines.count * 9 { return true }
        // A gap of blanks that all lines share, with something after it in most of them.
        let width = lengths.min() ?? 0
        let full = lines.map { Array($0) }
        let shared = (1..<max(2, width)).filter { column in full.allSatisfy { column < $0.count && $0[column] == 32 } }
        return lines.count >= 3 && shared.count >= 2 && gaps * 10 >= lines.count * 8
    }

    /// Long lines of one length with runs of blanks, in which the delimiter stands now here, now there: it is a sign in the texts.
    static func hidesFixedWidth(_ text: [UInt8], isWhole: Bool, delimiter: UInt8) -> Bool {
        var lines = text.split(omittingEmptySubsequences: true) { $0 == 10 || $0 == 13 }
        if !isWhole, lines.count > 1 { lines.removeLast() }
        guard delimiter != 32, lines.count >= 10 else { return false }
        let lengths = Set(lines.map { $0.count { $0 & 0xC0 != 0x80 } })
        guard lengths.count == 1, lengths.first ?? 0 >= 40 else { return false }
        guard lines.allSatisfy({ line in zip(line, line.dropFirst()).contains { $0 == 32 && $1 == 32 } }) else { return false }
        let places = Set(lines.map { line in line.indices.filter { line[$0] == delimiter }.map { $0 - line.startIndex } })
        return places.count > 1
    }

    private static func words(_ line: ArraySlice<UInt8>) -> Int { line.split(separator: 32).count }

    func error(in file: SourceFile) -> HubError {
        switch self {
        case .fixedWidth:
            HubError(
                .malformed, "this looks like columns of fixed width, with no delimiter between them", at: Origin(file),
                hint: "Export again with commas or tabs between the columns (CSV); or describe the layout of the file in a mapping.")
        case .prose:
            HubError(
                .malformed, "this looks like text for people, not like a table: no delimiter was found in it", at: Origin(file),
                hint: "Choose CSV as the file type when you export; if it is a table, say the mapping's option `delimiter`.")
        }
    }
}

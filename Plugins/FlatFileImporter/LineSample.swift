internal import HubCore
internal import HubText

/// The first lines of a file, for deciding what it is.
struct LineSample {
    /// In UTF-8, without line ends; the last only when it is whole.
    private(set) var lines: [[UInt8]] = []
    private(set) var encoding: TextEncoding
    private(set) var mark: Int
    /// No line end but at the file's end.
    let isOneLine: Bool
    let isEmpty: Bool
    static let most = 200

    init(_ window: [UInt8], isWhole: Bool, encoding given: TextEncoding? = nil) {
        (encoding, mark) = TextEncoding.found(in: window)
        if let given, given != encoding { (encoding, mark) = (given, 0) }
        isEmpty = window.count == mark
        var decoder = TextDecoder(encoding)
        var text = DecodedText()
        for byte in window[mark...] { decoder.push(byte, into: &text) }
        if isWhole { decoder.finish(into: &text) }
        let all = text.bytes.split(omittingEmptySubsequences: false, whereSeparator: { $0 == 10 || $0 == 13 })
        let ended = all.dropLast(isWhole ? 0 : 1)
        isOneLine = all.count { !$0.isEmpty } <= 1
        lines = (isOneLine ? all[...] : ended[...]).filter { !$0.isEmpty }.prefix(Self.most).map { Array($0) }
    }

    /// Cut into records of this length, where there are no line ends.
    func cut(_ length: Int, _ width: FlatLayout.Width) -> [[UInt8]] {
        guard isOneLine, let line = lines.first, length > 0 else { return lines }
        var ruler = Ruler()
        ruler.measure(line.span, width)
        guard ruler.length > length else { return lines }
        var cut: [[UInt8]] = []
        for start in stride(from: 0, to: ruler.length, by: length) where cut.count < Self.most && start + length <= ruler.length {
            cut.append(Array(line[ruler.range(start..<(start + length))]))
        }
        return cut
    }

    /// Characters in each line, each length once, the most frequent first.
    var lengths: [Int] {
        var counts: [Int: Int] = [:]
        for line in lines { counts[line.count { $0 & 0xC0 != 0x80 }, default: 0] += 1 }
        return counts.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.map(\.key)
    }

    /// Two lines or more, nearly all of one length, and no separator that stands equally often in each.
    var looksFixed: Bool {
        guard lines.count >= 2, let usual = lengths.first, usual >= 12 else { return false }
        guard lines.count(where: { $0.count { $0 & 0xC0 != 0x80 } == usual }) * 10 >= lines.count * 9 else { return false }
        return !hasSeparator
    }

    /// A character that separates fields stands equally often in every line.
    var hasSeparator: Bool {
        [UInt8(44), 9, 124, 59].contains { separator in
            let counts = Set(lines.map { line in line.count { $0 == separator } })
            return counts.count == 1 && counts.first != 0
        }
    }

    /// One line that says that there is nothing: "This file is intentionally blank".
    var saysEmpty: Bool {
        guard lines.count == 1 else { return false }
        let text = String(decoding: lines[0], as: UTF8.self).lowercased()
        return text.count < 100
            && ["intentionally blank", "left blank", "no records", "no data", "file is empty", "empty file"].contains(where: text.contains)
    }
}

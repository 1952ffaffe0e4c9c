internal import HubCore

/// Decides how a file is written, by reading its first window in each likely way and taking the one in which rows agree best.
struct DialectSniffer {
    struct Verdict {
        var dialect: Dialect
        /// Fields of most rows.
        var columns: Int
        /// The share of rows that have that many.
        var share: Double
        /// The text after a `sep=` line begins on line 2.
        var sepLine = false
    }

    private let text: [UInt8]
    private let isWholeFile: Bool

    /// `text` is UTF-8 without a mark; when it is not the whole file, its last row is incomplete.
    init(_ text: [UInt8], isWholeFile: Bool) {
        self.text = text
        self.isWholeFile = isWholeFile
    }

    func best(_ options: CSVOptions) -> Verdict {
        let sep = sepLine()
        var verdict: Verdict
        if let delimiter = options.delimiter ?? sep?.delimiter {
            verdict = judge(delimiter, options, skipping: sep?.length ?? 0)
        } else {
            verdict = bestDelimiter(options)
        }
        verdict.sepLine = sep != nil
        return verdict
    }

    /// `sep=;` as the first line, which Excel reads as an order.
    private func sepLine() -> (delimiter: UInt8, length: Int)? {
        guard text.count >= 5, text.starts(with: Array("sep=".utf8)) || text.starts(with: Array("\"sep=".utf8)) else { return nil }
        let at = text[0] == 34 ? 5 : 4
        let end = text.firstIndex { $0 == 10 || $0 == 13 } ?? text.count
        guard at < end, end - at <= 2, text[at] < 128, text[at] != 34 else { return nil }
        return (text[at], end)
    }

    private func bestDelimiter(_ options: CSVOptions) -> Verdict {
        let comma = judge(44, options, skipping: 0)
        var best = comma
        for delimiter: UInt8 in [59, 9, 124] {
            let candidate = judge(delimiter, options, skipping: 0)
            guard candidate.columns >= 2, candidate.share >= (candidate.columns == 2 ? 0.8 : 0.5) else { continue }
            if score(candidate) > score(best) { best = candidate }
        }
        guard best.columns < 2 || best.share < 0.5 else { return best }
        // Characters that stand in ordinary text need strong evidence: three rows or more, three columns or more, nearly all alike.
        for delimiter: UInt8 in [94, 126, 58] {
            let candidate = judge(delimiter, options, skipping: 0)
            guard candidate.columns >= 3, candidate.share >= 0.95, lines >= 3, !isTime(delimiter) else { continue }
            if score(candidate) > score(best) { best = candidate }
        }
        return best
    }

    /// A colon that stands between digits only is part of a time.
    private func isTime(_ delimiter: UInt8) -> Bool {
        func digit(_ at: Int) -> Bool { text.indices.contains(at) && (48...57).contains(text[at]) }
        return delimiter == 58 && text.indices.allSatisfy { text[$0] != 58 || (digit($0 - 1) && digit($0 + 1)) }
    }

    private var lines: Int { text.count { $0 == 10 || $0 == 13 } }

    /// Agreement first, then how much structure it gives.
    private func score(_ verdict: Verdict) -> Double {
        guard verdict.columns >= 2 else { return 0 }
        return verdict.share * verdict.share * Double(verdict.columns - 1) / Double(verdict.columns + 1)
    }

    /// The best way to read the text with this delimiter: which quote, which escape.
    private func judge(_ delimiter: UInt8, _ options: CSVOptions, skipping start: Int) -> Verdict {
        let text = start == 0 ? self.text : Array(self.text[start...])
        func sample(_ dialect: Dialect) -> (Verdict, oddities: Int) {
            let sample = Sample(text, dialect, isWhole: isWholeFile, keepsCells: false)
            let (columns, share) = Self.agreement(sample.rows.map { $0.count })
            return (Verdict(dialect: dialect, columns: columns, share: share), sample.oddities)
        }
        var dialect = Dialect(delimiter: delimiter)
        switch options.quote {
        case .byte(let byte): dialect.quote = byte
        case .none: dialect.quote = nil
        case .found: if usesSingleQuotes(text, delimiter) { dialect.quote = 39 }
        }
        var (best, oddities) = sample(dialect)
        guard let quote = dialect.quote else { return best }
        var variants: [Dialect] = []
        if has([92, quote], in: text) {
            dialect.backslash = true
            variants.append(dialect)
            dialect.backslash = false
        }
        if delimiter != 32, has([delimiter, 32, quote], in: text) {
            dialect.blankBeforeQuote = true
            variants.append(dialect)
        }
        for variant in variants {
            let (other, otherOddities) = sample(variant)
            if otherOddities <= oddities, other.share >= best.share, otherOddities < oddities || other.share > best.share {
                (best, oddities) = (other, otherOddities)
            }
        }
        return best
    }

    private func has(_ pattern: [UInt8], in text: [UInt8]) -> Bool {
        guard let last = pattern.last else { return true }
        var at = pattern.count - 1
        while at < text.count {
            if text[at] == last, text[(at - pattern.count + 1)...at].elementsEqual(pattern) { return true }
            at += 1
        }
        return false
    }

    /// Most fields begin and end with `'`, and none begins with `"`.
    private func usesSingleQuotes(_ text: [UInt8], _ delimiter: UInt8) -> Bool {
        guard text.contains(39) else { return false }
        var (filled, single) = (0, 0)
        for field in text.split(whereSeparator: { $0 == delimiter || $0 == 10 || $0 == 13 }) {
            filled += 1
            if field.first == 34 { return false }
            if field.count >= 2, field.first == 39, field.last == 39 { single += 1 }
        }
        return single >= 3 && single * 2 >= filled
    }

    /// The most frequent number of fields (the larger of two equally frequent), and its share.
    ///
    /// Titles above a table and notes below it have one field; with three columns or more they count against it only a little.
    static func agreement(_ counts: [Int]) -> (Int, Double) {
        guard let first = counts.firstIndex(where: { $0 >= 2 }), let last = counts.lastIndex(where: { $0 >= 2 }) else {
            return (counts.isEmpty ? 0 : 1, counts.isEmpty ? 0 : 1)
        }
        let inner = counts[first...last]
        func mode(_ counts: some Collection<Int>) -> (count: Int, times: Int) {
            let frequency = counts.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            let best = frequency.max { ($0.value, $0.key) < ($1.value, $1.key) }
            return (best?.key ?? 0, best?.value ?? 0)
        }
        let table = mode(inner)
        if table.count >= 3, table.times >= 2 || inner.count == 1, first + counts.count - 1 - last <= 24 {
            let discount = inner.count == counts.count ? 1 : 0.8
            return (table.count, discount * Double(table.times) / Double(inner.count))
        }
        let all = mode(counts)
        return (all.count, Double(all.times) / Double(counts.count))
    }
}

internal import HubCore

/// Decides how a file is written, by reading its first window in each likely way and taking the one in which rows agree best and cells are
/// most like cells: numbers, days, words (after van den Burg, Nazábal and Sutton, "Wrangling messy CSV files by detecting row and type patterns").
struct DialectSniffer {
    struct Verdict {
        var dialect: Dialect
        /// Fields of most rows.
        var columns: Int
        /// The share of rows that have that many.
        var share: Double
        /// The share of cells that look like one value, see ``CellKind``.
        var types = 1.0
        /// Places that do not fit the dialect.
        var oddities = 0
        /// The text after a `sep=` line begins on line 2.
        var sepLine = false

        /// Agreement first, then how much structure it gives, then whether the cells are values.
        var score: Double { columns < 2 ? 0 : share * share * types * Double(columns - 1) / Double(columns + 1) }
    }

    let text: [UInt8]
    let isWholeFile: Bool

    /// `text` is UTF-8 without a mark; when it is not the whole file, its last row is incomplete.
    init(_ text: [UInt8], isWholeFile: Bool) {
        self.text = text
        self.isWholeFile = isWholeFile
    }

    func best(_ options: CSVOptions) -> Verdict {
        let sep = sepLine()
        var verdict: Verdict
        if let delimiter = options.delimiter ?? sep.map({ [$0.delimiter] }) {
            verdict = judge(Dialect(delimiter), options, skipping: sep?.length ?? 0)
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
        if let delimiter = beforeFindings() { return judge(Dialect(delimiter), options) }
        var best = judge(Dialect(delimiter: 44), options)
        for delimiter: UInt8 in [59, 9, 124] where text.contains(delimiter) {
            let candidate = judge(Dialect(delimiter: delimiter), options)
            guard candidate.columns >= 2, candidate.share >= (candidate.columns == 2 ? 0.8 : 0.5) else { continue }
            if candidate.score > best.score { best = candidate }
        }
        if let long = bestLongDelimiter(options, against: best) { return long }
        // Characters that stand in ordinary text need strong evidence: three rows or more, three columns or more, nearly all alike.
        for delimiter in Self.rare where lines >= 3 && text.contains(delimiter) {
            let candidate = judge(Dialect(delimiter: delimiter), options)
            guard candidate.columns >= 3, candidate.share >= 0.95, !isTime(delimiter) else { continue }
            if candidate.score > best.score * 1.3 { best = candidate }
        }
        guard best.columns < 2 || best.share < 0.5 else { return best }
        return blanks(options) ?? (best.columns < 2 ? ragged(options) : nil) ?? best
    }

    /// `^ ~ : ! # $ % & * @ \` and the control characters that databases use. Not `/ - . _ + =`: they stand inside days, numbers and names.
    private static let rare: [UInt8] = [94, 126, 58, 33, 35, 36, 37, 38, 42, 64, 92, 1, 2, 3, 4, 5, 6, 7, 28, 29, 30, 31]

    /// Rows that do not agree, and still have the same delimiter again and again: better many rejected rows than one column without a word.
    private func ragged(_ options: CSVOptions) -> Verdict? {
        let rows = text.split { $0 == 10 || $0 == 13 }
        func share(_ delimiter: UInt8) -> Int { rows.count { row in row.count { $0 == delimiter } >= 2 } }
        // A comma followed by a blank is what sentences have.
        let dense: [UInt8] = [44, 59, 9, 124].filter { $0 != 44 || !has([44, 32], in: text) }
        guard let most = dense.max(by: { share($0) < share($1) }), share(most) * 2 >= rows.count, share(most) >= 2 else { return nil }
        let candidate = judge(Dialect(delimiter: most), options)
        return candidate.columns >= 2 ? candidate : nil
    }

    /// Columns set apart by blanks, two or more of them or exactly one: only when every row agrees and there are numbers or days below the names.
    private func blanks(_ options: CSVOptions) -> Verdict? {
        guard lines >= 3 else { return nil }
        for bytes: [UInt8] in [[32, 32], [32]] {
            let candidate = judge(Dialect(bytes), options)
            guard candidate.columns >= (bytes.count == 1 ? 3 : 2), candidate.share >= 0.999 else { continue }
            let all = sample(candidate.dialect).rows
            // Without names it may as well be columns of fixed width, of which some touch.
            guard all.first?.cells.allSatisfy({ CellKind($0) == .text && !$0.contains { $0.isNumber } }) == true else { continue }
            let rows = all.dropFirst()
            let isData = (0..<candidate.columns).contains { column in
                rows.allSatisfy { $0.cells.isEmpty || CellKind($0.cells[column]).isData }
            }
            if isData { return candidate }
        }
        return nil
    }

    /// A colon that stands between digits only is part of a time.
    private func isTime(_ delimiter: UInt8) -> Bool {
        func digit(_ at: Int) -> Bool { text.indices.contains(at) && (48...57).contains(text[at]) }
        return delimiter == 58 && text.indices.allSatisfy { text[$0] != 58 || (digit($0 - 1) && digit($0 + 1)) }
    }

    private var lines: Int { text.count { $0 == 10 || $0 == 13 } }

    func sample(_ dialect: Dialect) -> Sample { Sample(text, dialect, isWhole: isWholeFile, keepsRows: 100) }

    func has(_ pattern: [UInt8], in text: [UInt8]) -> Bool {
        guard let last = pattern.last else { return true }
        var at = pattern.count - 1
        while at < text.count {
            if text[at] == last, text[(at - pattern.count + 1)...at].elementsEqual(pattern) { return true }
            at += 1
        }
        return false
    }
}

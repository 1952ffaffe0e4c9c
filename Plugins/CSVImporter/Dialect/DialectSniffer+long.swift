/// Delimiters of more than one byte.
extension DialectSniffer {
    private static let doubled: [UInt8] = [124, 59, 58, 44, 94, 126, 35, 64, 38, 42, 36, 9]
    private static let mixed = ["|~|", "~|~", "^|^", "|^|", "<|>", "[|]", "#|#", "@|@", "\u{A7}", "\u{AC}", "\u{A6}", "\u{2016}"]

    /// `||` is one delimiter when reading it as two leaves every second column without a name and without a value.
    func bestLongDelimiter(_ options: CSVOptions, against best: Verdict) -> Verdict? {
        for text in Self.mixed where has(Array(text.utf8), in: self.text) {
            let candidate = judge(Dialect(Array(text.utf8)), options)
            guard candidate.columns >= 2, candidate.share >= 0.9, candidate.score >= best.score * 0.5 else { continue }
            if sample(candidate.dialect).rows.first(where: { $0.count > 1 })?.count == candidate.columns { return candidate }
        }
        for byte in Self.doubled where has([byte, byte], in: text) {
            let candidate = judge(Dialect([byte, byte]), options)
            guard candidate.columns >= 2, candidate.share >= 0.9 else { continue }
            let single = sample(Dialect(delimiter: byte)).rows.filter { $0.count == 2 * candidate.columns - 1 }
            guard let first = single.first, first.cells.count == first.count, single.count >= 2 else { continue }
            // Names have it as well.
            guard sample(candidate.dialect).rows.first?.count == candidate.columns || candidate.columns >= 3 else { continue }
            let isEmptyBetween = single.allSatisfy { row in
                row.cells.isEmpty || stride(from: 1, to: row.cells.count, by: 2).allSatisfy { row.cells[$0].isEmpty }
            }
            let isFilled = stride(from: 0, to: first.cells.count, by: 2).allSatisfy { !first.cells[$0].isEmpty }
            if isEmptyBetween, isFilled { return candidate }
        }
        return nil
    }
}

/// Delimiters of more than one byte.
extension DialectSniffer {
    private static let doubled: [UInt8] = [124, 59, 58, 44, 94, 126, 35, 64, 38, 42, 36, 9]
    private static let mixed = ["|~|", "~|~", "^|^", "|^|", "<|>", "[|]", "#|#", "@|@", "\u{A7}", "\u{AC}", "\u{A6}", "\u{2016}"]

    /// What stands before the column that an earlier check added says how the file is written, whatever its words would look like.
    func beforeFindings() -> [UInt8]? {
        let name = Array(FindingsColumn.name.utf8)
        guard let last = name.last else { return nil }
        var at = name.count
        while at < text.count, !(text[at] == last && text[(at - name.count + 1)...at].elementsEqual(name)) { at += 1 }
        guard at < text.count else { return nil }
        var before = Array(text[max(0, at - name.count - 5)...(at - name.count)])
        if let quote = before.last, [34, 39, 96].contains(quote) { before.removeLast() }
        if before.suffix(2) == [32, 32] { return [32, 32] }
        if before.last == 32, before.count > 1, [44, 59, 124].contains(before[before.count - 2]) || before[before.count - 2] == 9 {
            before.removeLast()
        }
        if let long = Self.mixed.map({ Array($0.utf8) }).first(where: { before.suffix($0.count).elementsEqual($0) }) { return long }
        guard let byte = before.last, byte != 10, byte != 13, byte < 128 else { return nil }
        // A column without a name before this one leaves two delimiters; a delimiter that is two leaves no single one in the line.
        let line = text[..<at].split { $0 == 10 || $0 == 13 }.last.map { Array($0) } ?? []
        let isDoubled =
            Self.doubled.contains(byte)
            && !line.indices.contains { place in
                line[place] == byte && (place == 0 || line[place - 1] != byte) && (place + 1 == line.count || line[place + 1] != byte)
            }
        return isDoubled ? [byte, byte] : [byte]
    }

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

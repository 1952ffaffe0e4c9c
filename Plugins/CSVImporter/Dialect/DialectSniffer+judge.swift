/// One delimiter read in every way that the text gives reason for: which quote, which escape, blanks or not.
extension DialectSniffer {
    func judge(_ start: Dialect, _ options: CSVOptions, skipping skipped: Int = 0) -> Verdict {
        let text = skipped == 0 ? self.text : Array(self.text[skipped...])
        func sample(_ dialect: Dialect) -> (Verdict, oddities: Int) {
            let sample = Sample(text, dialect, isWhole: isWholeFile, keepsRows: 100)
            let rows = sample.rows.filter { !$0.isRule }
            let comments = rows.count { $0.isComment }
            let counted = comments * 2 < rows.count ? rows.filter { !$0.isComment } : rows
            let (columns, share) = RowAgreement.of(counted.map { $0.count })
            return (
                Verdict(
                    dialect: dialect, columns: columns, share: share, types: RowAgreement.types(counted, columns), oddities: sample.oddities
                ), sample.oddities
            )
        }
        var dialect = start
        switch options.quote {
        case .byte(let byte): dialect.quote = byte
        case .none: dialect.quote = nil
        case .found: if usesSingleQuotes(text, dialect.delimiter) { dialect.quote = 39 }
        }
        if dialect.delimiter != 32, blankAfterAll(dialect.bytes, text) { (dialect.blankBeforeAll, dialect.blankBeforeQuote) = (true, true) }
        var (best, oddities) = sample(dialect)
        for variant in variants(of: dialect, text, options) {
            let (other, otherOddities) = sample(variant)
            if otherOddities <= oddities, other.share >= best.share, otherOddities < oddities || other.share > best.share {
                (best, oddities) = (other, otherOddities)
            }
        }
        return best
    }

    private func variants(of dialect: Dialect, _ text: [UInt8], _ options: CSVOptions) -> [Dialect] {
        var all: [Dialect] = []
        func add(_ change: (inout Dialect) -> Void) {
            var variant = dialect
            change(&variant)
            all.append(variant)
        }
        if let quote = dialect.quote {
            if has([92, quote], in: text) { add { $0.backslash = true } }
            if dialect.delimiter != 32, !dialect.blankBeforeQuote, has([dialect.delimiter, 32, quote], in: text) {
                add { $0.blankBeforeQuote = true }
            }
        }
        if dialect.delimiter != 92, has([92, dialect.delimiter], in: text) {
            add { $0.escapes = true }
            add { ($0.escapes, $0.backslash) = (true, true) }
        }
        if options.quote == .found, dialect.quote == 34 {
            // Other quotes, where they stand at both ends of some cells.
            for quote: UInt8 in [39, 96] where has(dialect.bytes + [quote], in: text) && has([quote] + dialect.bytes, in: text) {
                add { $0.quote = quote }
            }
        }
        return all
    }

    /// Nearly every delimiter is followed by a blank, and there are enough of them not to be an accident.
    private func blankAfterAll(_ delimiter: [UInt8], _ text: [UInt8]) -> Bool {
        var (all, blank, at) = (0, 0, 0)
        while at < text.count {
            guard text[at] == delimiter[0], text[at...].starts(with: delimiter) else {
                at += 1
                continue
            }
            at += delimiter.count
            guard at < text.count, text[at] != 10, text[at] != 13, text[at] != delimiter[0] else { continue }
            all += 1
            if text[at] == 32 { blank += 1 }
        }
        return all >= 4 && blank * 20 >= all * 19
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
}

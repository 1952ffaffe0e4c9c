internal import HubCore

/// Tries out by how many characters, and behind which field, the rest of the record has moved.
struct ShiftEvidence {
    static let farthest = 30
    private static let most = 50

    /// "2 characters were inserted between `A` and `B`"; nil when no single shift makes the columns fit.
    private(set) var explanation: String?

    private let record: LayoutPlan.Record
    /// Right and filled cells of each field when it stands `shift` characters to the right.
    private var tried: [Int: [(right: Int, filled: Int)]] = [:]

    init(_ record: LayoutPlan.Record, _ lines: [Int], of block: borrowing LineBlock, _ width: FlatLayout.Width) {
        self.record = record
        var ruler = Ruler()
        for at in lines.prefix(Self.most) {
            let bytes = block.bytes.span.extracting(block.lines[at].range)
            ruler.measure(bytes, width)
            guard ruler.length >= record.length - Self.farthest else { continue }
            for shift in -Self.farthest...Self.farthest { add(bytes, ruler, shift) }
        }
        explanation = explain()
    }

    private mutating func add(_ line: Span<UInt8>, _ ruler: Ruler, _ shift: Int) {
        for (at, field) in record.spec.fields.enumerated() {
            let range = (field.range.lowerBound + shift)..<(field.range.upperBound + shift)
            guard range.lowerBound >= 0, range.upperBound <= ruler.length else { continue }
            let raw = line.extracting(ruler.range(range))
            let fit: Cell.Fit
            if case .text = field.kind {
                // Text begins at its field's first character and does not go on behind a gap.
                fit = Cell.isBlank(raw) ? .blank : (field.isRightAligned ? raw[raw.count - 1] : raw[0]) == 32 ? .misfit : .fits
            } else {
                fit = Cell.fit(field, raw)
            }
            guard fit != .blank else { continue }
            if tried[shift] == nil { tried[shift] = Array(repeating: (0, 0), count: record.spec.fields.count) }
            tried[shift]![at].filled += 1
            if fit == .fits { tried[shift]![at].right += 1 }
        }
    }

    private func explain() -> String? {
        guard let still = tried[0] else { return nil }
        var best: (rate: Double, cells: Int, shift: Int, fields: [Int])?
        for shift in tried.keys.sorted(by: { (abs($0), $0) < (abs($1), $1) }) where shift != 0 {
            guard let moved = tried[shift] else { continue }
            // Behind the field before `at` everything has moved.
            for at in 1..<max(2, record.spec.fields.count) where at < record.spec.fields.count {
                let all = Array(still[..<at]) + Array(moved[at...])
                let typed = record.typed.filter { $0 >= at }
                // What was filled must be filled there too: a field that reads blanks elsewhere is no evidence.
                guard typed.contains(where: { moved[$0].filled > 0 && still[$0].right < moved[$0].right }) else { continue }
                guard typed.allSatisfy({ moved[$0].filled * 2 >= still[$0].filled && moved[$0].right * 10 >= moved[$0].filled * 9 }) else {
                    continue
                }
                let (right, filled) = all.reduce((0, 0)) { ($0.0 + $1.right, $0.1 + $1.filled) }
                let rate = Double(right) / Double(max(1, filled))
                guard rate >= 0.9 else { continue }
                if let known = best, (rate, right) == (known.rate, known.cells), shift == known.shift {
                    best?.fields.append(at)
                } else if best.map({ (rate, right) > ($0.rate, $0.cells) }) ?? true {
                    best = (rate, right, shift, [at])
                }
            }
        }
        guard let best, let first = best.fields.first, let last = best.fields.last else { return nil }
        let size = abs(best.shift)
        let what = size == 1 ? "1 character was" : "\(size) characters were"
        let how = best.shift > 0 ? "inserted" : "taken out"
        let (before, behind) = (record.spec.fields[first - 1].name, record.spec.fields[last].name)
        return "\(what) \(how) between `\(before)` and `\(behind)`"
    }
}

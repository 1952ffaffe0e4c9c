internal import HubCore

/// A layout made ready for reading.
struct LayoutPlan: Sendable {
    struct Record: Sendable {
        var spec: FlatRecord
        /// Indexes of the fields whose kind says what may be in them.
        var typed: [Int]
        /// Indexes of the fields that are handed on.
        var given: [Int]
        var tests: [(range: Range<Int>, values: [[UInt8]])]
        var length: Int { spec.length }

        init(_ spec: FlatRecord) {
            self.spec = spec
            typed = spec.fields.indices.filter { spec.fields[$0].kind != .text }
            given = spec.fields.indices.filter { !spec.fields[$0].isUnread }
            tests = spec.tests.map { ($0.range, $0.values.map { Array($0.utf8) }) }
        }

        func index(of field: String) -> Int? { spec.fields.firstIndex { $0.name == field } }
    }

    let layout: FlatLayout
    let records: [Record]
    /// The record that needs no test.
    private let rest: Int?

    init(_ layout: FlatLayout) {
        self.layout = layout
        records = layout.records.map { Record($0) }
        rest = layout.records.firstIndex { $0.tests.isEmpty }
    }

    /// Which kind of record this line is; nil for none.
    func record(of line: Span<UInt8>, _ ruler: Ruler) -> Int? {
        for (at, record) in records.enumerated() where !record.tests.isEmpty {
            if record.tests.allSatisfy({ test in
                let raw = line.extracting(ruler.range(test.range))
                let found = raw.extracting(Cell.trim(raw))
                return test.values.contains { Cell.same($0, found) }
            }) {
                return at
            }
        }
        return rest
    }
}

/// Where the fields of one line stand in its bytes.
struct Ruler {
    private(set) var width = FlatLayout.Width.characters
    /// Of each character the first byte; empty where every character is one.
    private var starts: [Int] = []
    private var count = 0

    /// In the units of the width.
    var length: Int { starts.isEmpty ? count : starts.count - 1 }

    mutating func measure(_ line: Span<UInt8>, _ width: FlatLayout.Width) {
        self.width = width
        count = line.count
        starts.removeAll(keepingCapacity: true)
        guard width == .characters else { return }
        var isPlain = true
        for at in line.indices where line[at] >= 0x80 {
            isPlain = false
            break
        }
        if isPlain { return }
        for at in line.indices where line[at] & 0xC0 != 0x80 { starts.append(at) }
        starts.append(line.count)
    }

    /// A field's bytes, as far as the line reaches.
    func range(_ field: Range<Int>) -> Range<Int> {
        if starts.isEmpty { return min(field.lowerBound, count)..<min(field.upperBound, count) }
        let last = starts.count - 1
        return starts[min(field.lowerBound, last)]..<starts[min(field.upperBound, last)]
    }

    /// The column that an editor shows for this unit, counted from 0.
    func column(_ unit: Int, in line: Span<UInt8>) -> Int {
        guard width == .bytes else { return unit }
        var column = 0
        for at in 0..<min(unit, line.count) where line[at] & 0xC0 != 0x80 { column += 1 }
        return column + max(0, unit - line.count)
    }
}

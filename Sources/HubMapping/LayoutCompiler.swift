internal import HubCore

/// Makes the layouts of a flat source of its `layout.yaml`. Everything wrong with it is told at once, each with line and column.
struct LayoutCompiler {
    private(set) var findings: [Finding] = []
    private let source: String

    init(source: String) { self.source = source }

    mutating func layouts(_ node: Node) -> [FlatLayout] {
        guard let list = node.list, !list.isEmpty else {
            fail("`layouts` must be a list of layouts, but this is \(node.shape)", at: node.origin)
            return []
        }
        var all: [FlatLayout] = []
        for item in list {
            let layout = layout(item)
            if all.contains(where: { $0.name == layout.name }) { fail("two layouts are called `\(layout.name)`", at: item.origin) }
            for record in layout.records
            where record.isRow && all.contains(where: { $0.records.contains { $0.isRow && $0.name == record.name } }) {
                fail("two layouts have records called `\(record.name)`; each needs a table of its own", at: item.origin)
            }
            all.append(layout)
        }
        return all
    }

    private mutating func layout(_ node: Node) -> FlatLayout {
        var reader = NodeReader(node, what: "a layout")
        var layout = FlatLayout(name: reader.requiredText("layout") ?? "")
        layout.source = source
        layout.files = reader.texts("files") ?? []
        layout.width = reader.word("width", of: FlatLayout.Width.allCases.map { ($0.rawValue, $0) })
        layout.lineEnds = reader.word("line-ends", of: FlatLayout.LineEnds.allCases.map { ($0.rawValue, $0) })
        layout.encoding = reader.text("encoding")
        layout.countedAs = reader.text("counted-as")
        let length = reader.integer("length")
        let fields = reader.optional("fields")
        let records = reader.optional("records")
        if (fields == nil) == (records == nil), node.entries != nil {
            reader.fail("a layout has `fields`, or `records` with fields each", at: node.origin, id: "config.missing-key")
        }
        reader.finish()
        findings += reader.findings
        if let fields {
            var record = FlatRecord(name: layout.name)
            record.fields = self.fields(fields)
            setLength(&record, length, at: fields.origin)
            layout.records = [record]
        }
        for item in records?.list ?? [] { layout.records.append(record(item, length)) }
        if let records, records.list == nil { fail("`records` must be a list, but this is \(records.shape)", at: records.origin) }
        if layout.records.count(where: { $0.tests.isEmpty }) > 1 {
            fail("only one record of a layout can be without `when`", at: node.origin)
        }
        return layout
    }

    private mutating func record(_ node: Node, _ length: Int?) -> FlatRecord {
        var reader = NodeReader(node, what: "a record")
        var record = FlatRecord(name: reader.requiredText("record") ?? "")
        let role = reader.word("role", of: [("data", FlatRecord.Role.data), ("header", .header), ("trailer", .trailer)])
        record.role = reader.text("not-needed").map { .notNeeded($0) } ?? role ?? .data
        let own = reader.integer("length")
        let when = reader.optional("when")
        let fields = reader.optional("fields")
        var control = FlatRecord.Control()
        control.count = reader.text("count")
        control.of = reader.texts("of") ?? []
        control.plus = reader.integer("plus") ?? 0
        control.period = reader.texts("period") ?? []
        if control.count != nil || !control.period.isEmpty { record.control = control }
        let totals = reader.optional("totals")
        if record.isRow, fields == nil, node.entries != nil {
            reader.fail("a record needs `fields`", at: node.origin, id: "config.missing-key")
        }
        reader.finish()
        findings += reader.findings
        for test in when.map({ $0.list ?? [$0] }) ?? [] {
            if let test = self.test(test) { record.tests.append(test) }
        }
        record.fields = fields.map { self.fields($0) } ?? []
        if let totals { record.totals = self.totals(totals) }
        setLength(&record, own ?? length, at: node.origin)
        let named = control.period + [control.count, record.totals?.file, record.totals?.count, record.totals?.length].compactMap { $0 }
        for name in named where !record.fields.contains(where: { $0.name == name }) {
            fail(
                "record `\(record.name)` has no field `\(name)`" + Suggestion.words(for: name, among: record.fields.map(\.name)),
                at: node.origin,
                id: "config.unknown-value")
        }
        return record
    }

    private mutating func test(_ node: Node) -> FlatRecord.Test? {
        var reader = NodeReader(node, what: "a test of a record")
        let place = reader.requiredText("at")
        let values = reader.texts("is")
        if values == nil, node.entries != nil { reader.fail("a test of a record needs `is`", at: node.origin, id: "config.missing-key") }
        reader.finish()
        findings += reader.findings
        guard let place, let values else { return nil }
        guard let range = FlatField.range(place) else {
            fail("`at` is a place such as `1-2`, counted from 1", at: node.origin)
            return nil
        }
        return FlatRecord.Test(range, values)
    }

    private mutating func totals(_ node: Node) -> FlatRecord.Totals? {
        var reader = NodeReader(node, what: "`totals`")
        let (file, count) = (reader.requiredText("file"), reader.requiredText("count"))
        let length = reader.text("length")
        reader.finish()
        findings += reader.findings
        guard let file, let count else { return nil }
        return FlatRecord.Totals(file: file, count: count, length: length)
    }

    private mutating func setLength(_ record: inout FlatRecord, _ declared: Int?, at origin: Origin) {
        let needed = record.fields.map(\.range.upperBound).max() ?? 0
        record.length = declared ?? needed
        if needed > record.length {
            fail("record `\(record.name)` has \(record.length) characters, and a field ends at \(needed)", at: origin)
        }
    }

    mutating func absorb(_ more: [Finding]) { findings += more }

    mutating func fail(_ message: String, at origin: Origin, id: String = "config.invalid", fix: String? = nil) {
        findings.append(Finding(.error, id, message, at: origin, fix: fix, owner: .hub))
    }
}

extension FlatRecord {
    /// Its lines are rows for a table.
    var isRow: Bool { role == .data && totals == nil }
}

package import HubCore

/// Turns the records of one file into facts, as a mapping says. Every record ends in exactly one of accepted, rejected and skipped.
///
/// Call ``finish()`` after the reader's: the first rows of a table are held until its columns of days are understood.
package final class Mapper: RecordSink {
    private let mapping: Mapping
    private let file: SourceFile
    private let facts: any FactSink
    private var plan: TablePlan?
    /// The columns of the table at hand.
    private var names: [String] = []
    private var held: HeldRows?
    private var troubles: [PlacedTrouble] = []

    package init(_ mapping: Mapping, file: SourceFile, into facts: any FactSink) {
        self.mapping = mapping
        self.file = file
        self.facts = facts
    }

    /// - Throws: ``HubError/Code/malformed`` when no table of the mapping fits, or a required column is missing: FIL-002 was noted then.
    package func begin(_ table: TableHeader) throws(HubError) {
        try finish()
        plan = nil
        guard let match = mapping.match(file: file, header: table) else {
            throw HubError(
                .malformed, "no table of the mapping `\(mapping.source)` fits this layout of \(table.columns.count) columns",
                at: Origin(file, table.position), hint: "Choose another mapping, or describe this table in it.")
        }
        for finding in match.findings { try facts.note(finding) }
        guard match.isReadable else {
            throw HubError(
                .malformed, "columns that the mapping `\(mapping.source)` requires are missing", at: Origin(file, table.position),
                hint: "Each missing column is told above. Add it to the export, or name it in the mapping.")
        }
        let plan = TablePlan(match.table, table, mapping)
        self.plan = plan
        names = table.columns
        if plan.notNeeded == nil, !plan.undecided.isEmpty { held = HeldRows() }
    }

    package func accept(_ record: borrowing Record) throws(HubError) {
        guard held != nil else { return try map(record) }
        held?.append(record)
        if held?.isFull == true { try finish() }
    }

    package func skip(_ reason: SkipReason, at origin: Origin) throws(HubError) { try facts.skipped(reason, at: origin) }

    package func reject(_ finding: Finding) throws(HubError) { try facts.rejected(finding) }

    package func note(_ finding: Finding) throws(HubError) { try facts.note(finding) }

    /// Decides the columns of days from the rows held so far, and reads those rows.
    package func finish() throws(HubError) {
        guard let rows = held, let plan else { return }
        held = nil
        var formats: [Int: DateFormat?] = [:]
        for (column, declared) in plan.undecided.sorted(by: { $0.key < $1.key }) {
            let (format, trouble) = rows.evidence(of: column).decide(names[column], declared: declared ?? mapping.dates)
            formats[column] = .some(format)
            if let trouble { try facts.note(finding(trouble, at: Origin(file, nil, path: names[column]))) }
        }
        self.plan?.settle(formats)
        var builder = RecordBuilder(file, into: self)
        try rows.replay(into: &builder)
    }

    private func map(_ record: borrowing Record) throws(HubError) {
        troubles.removeAll(keepingCapacity: true)
        guard let outcome = try plan?.read(record, of: file, into: facts, &troubles) else {
            throw HubError(.malformed, "a row came before any header", at: Origin(file, record.position))
        }
        if case .rejected = outcome { return try reject(record) }
        for trouble in troubles { try facts.note(finding(trouble, in: record)) }
        switch outcome {
        case .skipped(let reason): try facts.skipped(reason, at: Origin(file, record.position))
        default: try facts.accepted()
        }
    }

    /// The worst trouble is why the row was rejected; the others are noted.
    private func reject(_ record: borrowing Record) throws(HubError) {
        let worst = troubles.indices.max { troubles[$0].trouble.severity < troubles[$1].trouble.severity } ?? 0
        for (at, trouble) in troubles.enumerated() where at != worst { try facts.note(finding(trouble, in: record)) }
        let reason = troubles.isEmpty ? PlacedTrouble(trouble: .missing("patient")) : troubles[worst]
        try facts.rejected(finding(reason, in: record))
    }

    private func finding(_ placed: PlacedTrouble, in record: borrowing Record) -> Finding {
        guard let column = placed.column, column < names.count else {
            return finding(placed.trouble, at: Origin(file, record.position))
        }
        let position = column < record.count ? record.position(of: column) : record.position
        return finding(placed.trouble, at: Origin(file, position, path: names[column]))
    }

    private func finding(_ trouble: Trouble, at origin: Origin) -> Finding {
        Finding(trouble.severity, trouble.id, trouble.message, at: origin, fix: trouble.fix, owner: trouble.owner)
    }
}

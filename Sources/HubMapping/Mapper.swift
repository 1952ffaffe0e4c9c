package import HubCore

/// Turns the records of one file into facts, as a mapping says. Every record ends in exactly one of accepted, rejected and skipped.
///
/// Call ``finish()`` after the reader's: the first rows of a table are held until its columns of days are understood.
package final class Mapper: RecordSink {
    private let mapping: Mapping
    private let file: SourceFile
    private let facts: any FactSink
    private var plan: TablePlan?
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
                .malformed, "no table of the mapping `\(mapping.source)` fits; the columns are: \(table.columns.joined(separator: ", "))",
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
            let (format, trouble) = rows.evidence(of: column).decide(plan.columns.names[column], declared: declared)
            formats[column] = .some(format)
            if let trouble { try facts.note(finding(trouble, at: Origin(file, nil, path: plan.columns.names[column]))) }
        }
        plan.settle(formats)
        var builder = RecordBuilder(file, into: self)
        try rows.replay(into: &builder)
    }

    private func map(_ record: borrowing Record) throws(HubError) {
        guard let plan else {
            throw HubError(.malformed, "a row came before any header", at: Origin(file, record.position))
        }
        if let reason = plan.notNeeded ?? plan.reasonToKeepOut(record) {
            return try facts.skipped(reason, at: Origin(file, record.position))
        }
        troubles.removeAll(keepingCapacity: true)
        var failed = false
        guard let patient = plan.patient, let key = patient.take(patient.reader.read(record), &troubles, &failed) else {
            return try reject(record)
        }
        var taken = 0
        if let person = plan.person {
            // Facts of somebody of whom the required is not known would belong to nobody.
            guard let found = person.read(record, key, &troubles) else { return try reject(record) }
            try facts.take(found)
            taken += 1
        }
        let row = plan.hasPanelOfRow ? SourceKey.hash("\(key.value)\u{1F}\(file.name)\u{1F}\(record.position.line)") : 0
        for fact in plan.facts {
            switch fact.read(record, key, row: row, &troubles) {
            case .taken:
                try facts.take(fact.fact)
                taken += 1
            case .failed: failed = true
            case .saysNothing: break
            }
        }
        if taken == 0, failed { return try reject(record) }
        for trouble in troubles { try facts.note(finding(trouble, in: record)) }
        if taken == 0 { return try facts.skipped(Self.nothing, at: Origin(file, record.position)) }
        try facts.accepted()
    }

    private static let nothing = SkipReason("mapping.nothing-said", "a row in which nothing is filled in that the mapping takes")

    /// The worst trouble is why the row was rejected; the others are noted.
    private func reject(_ record: borrowing Record) throws(HubError) {
        let worst = troubles.indices.max { troubles[$0].trouble.severity < troubles[$1].trouble.severity } ?? 0
        for (at, trouble) in troubles.enumerated() where at != worst { try facts.note(finding(trouble, in: record)) }
        let reason = troubles.isEmpty ? PlacedTrouble(trouble: .missing("patient")) : troubles[worst]
        try facts.rejected(finding(reason, in: record))
    }

    private func finding(_ placed: PlacedTrouble, in record: borrowing Record) -> Finding {
        guard let column = placed.column, let plan, column < plan.columns.names.count else {
            return finding(placed.trouble, at: Origin(file, record.position))
        }
        let position = column < record.count ? record.position(of: column) : record.position
        return finding(placed.trouble, at: Origin(file, position, path: plan.columns.names[column]))
    }

    private func finding(_ trouble: Trouble, at origin: Origin) -> Finding {
        Finding(trouble.severity, trouble.id, trouble.message, at: origin, fix: trouble.fix, owner: trouble.owner)
    }
}

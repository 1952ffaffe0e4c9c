package import HubCore

/// Turns the records of one file into facts, as a mapping says. Every record ends in exactly one of accepted, rejected and skipped.
///
/// Call ``finish()`` after the reader's: the first rows of a table are held until its columns of days are understood.
package final class Mapper: RecordSink {
    private let mapping: Mapping
    private let file: SourceFile
    private let facts: any FactSink
    private let people: KnownPeople
    private let site: SiteFilter?
    private var watch: ColumnWatch?
    private var siteColumn: Int?
    /// Of every table so far; a flat file comes back to the same ones again and again.
    private var plans: [(header: TableHeader, plan: TablePlan, carried: CarriedCells?)] = []
    private var current: Int?
    /// The columns of the table at hand.
    private var names: [String] = []
    private var held: HeldRows?
    private var unread = UnreadLines()
    private var troubles: [PlacedTrouble] = []

    /// - Parameter people: shared by the files of one submission.
    package init(
        _ mapping: Mapping, file: SourceFile, people: KnownPeople = KnownPeople(), site: SiteFilter? = nil, into facts: any FactSink
    ) {
        (self.people, self.site) = (people, site)
        self.mapping = mapping
        self.file = file
        self.facts = facts
    }

    /// - Throws: ``HubError/Code/malformed`` when no table of the mapping fits, or a required column is missing: FIL-002 was noted then.
    package func begin(_ table: TableHeader) throws(HubError) {
        try finish()
        current = nil
        if table.record != nil, let known = plans.firstIndex(where: { $0.header == table }) {
            (current, names) = (known, table.columns)
            siteColumn = site == nil ? nil : names.firstIndex(where: SiteColumn.isOne)
            return
        }
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
        if table.record == nil { (plans, unread) = ([], UnreadLines()) }
        plans.append((table, plan, plan.notNeeded == nil ? carried(match.table, table) : nil))
        current = plans.count - 1
        names = table.columns
        if plan.notNeeded == nil, !plan.undecided.isEmpty { held = HeldRows() }
        siteColumn = site == nil ? nil : names.firstIndex(where: SiteColumn.isOne)
        let read = Set(match.table.needs.flatMap { $0.names.map(Words.column) })
        // Lines of several kinds come in turn in a flat file: its layout watches the columns there.
        watch = plan.notNeeded == nil && table.record == nil ? ColumnWatch(names) { read.contains(Words.column($0)) } : nil
    }

    package func accept(_ record: borrowing Record) throws(HubError) {
        guard let carried = current.flatMap({ plans[$0].carried }) else { return try take(record) }
        try carried.accept(record)
    }

    /// What the report printed once for a group of rows is carried down first: a row without a site of its own is of the site above it.
    private func carried(_ table: TableSpec, _ header: TableHeader) -> CarriedCells? {
        guard !table.carryDown.isEmpty else { return nil }
        let columns = TableColumns(header, placeholders: [])
        var (people, sites): ([Int], [Int]) = ([], [])
        if table.patientKey != nil {
            people = NameColumns.all(in: columns, isAboutPeople: table.person != nil)
            sites = header.columns.indices.filter { SiteColumn.isOne(header.columns[$0]) }
        }
        return CarriedCells(table.carryDown, columns, people: people, sites: sites, file: file, unread: unread) {
            [unowned self] (record) throws(HubError) in
            try take(record)
        } lost: { [unowned self] (record) throws(HubError) in
            if try isOfOtherSite(record) { return }
            try facts.rejected(finding(.groupLost, at: Origin(file, record.position)))
        }
    }

    /// With the cells that the report printed once for a group of rows.
    private func take(_ record: borrowing Record) throws(HubError) {
        if try isOfOtherSite(record) { return }
        watch?.see(record)
        guard held != nil else { return try map(record) }
        held?.append(record)
        if held?.isFull == true { try release() }
    }

    /// Such a row is skipped.
    private func isOfOtherSite(_ record: borrowing Record) throws(HubError) -> Bool {
        guard let siteColumn, site?.keeps(record, siteColumn) == false else { return false }
        try facts.skipped(SiteFilter.reason, at: Origin(file, record.position))
        return true
    }

    /// A heading or a line of text between the rows may be somebody's name: what lies below it is not taken for the patient above it.
    package func skip(_ reason: SkipReason, at origin: Origin) throws(HubError) {
        if ["csv.group-row", "csv.note-row"].contains(reason.id) { breakGroup(at: origin) }
        try facts.skipped(reason, at: origin)
    }

    /// The reader could not read a row: it may have been the one that says whose the rows below it are.
    package func reject(_ finding: Finding) throws(HubError) {
        missed(finding)
        try facts.rejected(finding)
    }

    /// The reader could not read a row, and that was told: for what it rejects before the first table.
    package func missed(_ finding: Finding) { breakGroup(at: finding.origin) }

    private func breakGroup(at origin: Origin) {
        if mapping.tables.contains(where: { !$0.carryDown.isEmpty }), let line = origin.position?.line { unread.add(line) }
    }

    package func note(_ finding: Finding) throws(HubError) { try facts.note(finding) }

    /// To be called when the file is through: rows that are still held are read, and what whole columns show is told.
    package func finish() throws(HubError) {
        try release()
        let troubles = watch?.troubles(wantsSites: site == nil) ?? []
        watch = nil
        for (column, trouble) in troubles { try facts.note(finding(trouble, at: Origin(file, nil, path: column))) }
    }

    /// Decides the columns of days from the rows held so far, and reads those rows.
    private func release() throws(HubError) {
        guard let rows = held, let current else { return }
        held = nil
        let plan = plans[current].plan
        var formats: [Int: DateFormat?] = [:]
        for (column, declared) in plan.undecided.sorted(by: { $0.key < $1.key }) {
            let (format, trouble) = rows.evidence(of: column).decide(names[column], declared: declared ?? mapping.dates)
            formats[column] = .some(format)
            if let trouble { try facts.note(finding(trouble, at: Origin(file, nil, path: names[column]))) }
        }
        plans[current].plan.settle(formats)
        var builder = RecordBuilder(file, into: Replay(self))
        try rows.replay(into: &builder)
    }

    /// Rows that were held come here, past what had seen them before.
    private final class Replay: RecordSink {
        private let mapper: Mapper
        init(_ mapper: Mapper) { self.mapper = mapper }
        func begin(_ table: TableHeader) {}
        func accept(_ record: borrowing Record) throws(HubError) { try mapper.map(record) }
        func skip(_ reason: SkipReason, at origin: Origin) throws(HubError) { try mapper.skip(reason, at: origin) }
        func note(_ finding: Finding) throws(HubError) { try mapper.note(finding) }
    }

    private func map(_ record: borrowing Record) throws(HubError) {
        troubles.removeAll(keepingCapacity: true)
        guard let current else { throw HubError(.malformed, "a row came before any header", at: Origin(file, record.position)) }
        let outcome = try plans[current].plan.read(record, of: file, people: people, into: facts, &troubles)
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

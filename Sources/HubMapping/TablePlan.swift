internal import HubCore

/// Everything needed to read the rows of one table, with every column found.
final class TablePlan {
    let spec: TableSpec
    let columns: TableColumns
    let patient: Field<CachedCell<Reading<PatientKey>>>?
    let person: PersonPlan?
    let facts: [FactPlan]
    private let keepOut: [(tests: [CachedCell<Reading<Bool>>], reason: SkipReason)]
    /// Why no row is read.
    let notNeeded: SkipReason?

    init(_ spec: TableSpec, _ header: TableHeader, _ mapping: Mapping) {
        self.spec = spec
        columns = TableColumns(header, placeholders: mapping.placeholders)
        let factory = ReaderFactory(table: columns, authority: mapping.authority)
        patient = spec.patientKey.map {
            Field(reader: factory.patient($0), column: factory.column($0), name: $0.name, isRequired: true)
        }
        person = spec.person.map { PersonPlan($0, factory) }
        facts = spec.facts.map { FactPlan($0, factory) }
        hasPanelOfRow = spec.facts.contains { $0.panelIsRow }
        keepOut = spec.keepOut.map { (factory.conditions($0.when, "keep-out"), SkipReason("mapping.kept-out", $0.because)) }
        notNeeded = spec.notNeeded.map { SkipReason("mapping.table-not-needed", $0) }
    }

    /// A fact of the row has the row itself for its panel.
    let hasPanelOfRow: Bool

    private var dayColumns: [DayColumn] { (person?.dayColumns ?? []) + facts.flatMap { $0.dayColumns } }

    /// Columns of days whose format the first rows must decide. What two fields say of one column is taken from the first that says it.
    var undecided: [Int: DateFormat?] {
        var all: [Int: DateFormat?] = [:]
        for (column, declared) in dayColumns.flatMap({ $0.undecided }) where all[column] ?? nil == nil { all[column] = .some(declared) }
        return all
    }

    func settle(_ formats: [Int: DateFormat?]) {
        for column in dayColumns { column.settle(formats) }
    }

    func reasonToKeepOut(_ record: borrowing Record) -> SkipReason? {
        for rule in keepOut {
            var holds = true
            for test in rule.tests where holds { holds = test.read(record).value == true }
            if holds { return rule.reason }
        }
        return nil
    }
}

internal import HubCore

/// What is wrong with a cell: a finding without its place. The message is the same for every row, and holds nothing of the cell.
///
/// A class, so that what a cell came to is two words to copy.
final class Trouble: Sendable {
    let severity: Finding.Severity
    let id: String
    let message: String
    let fix: String?
    let owner: Finding.Owner?

    init(severity: Finding.Severity = .warning, id: String, message: String, fix: String? = nil, owner: Finding.Owner? = nil) {
        (self.severity, self.id, self.message, self.fix, self.owner) = (severity, id, message, fix, owner)
    }

    static func missing(_ field: String) -> Trouble {
        Trouble(
            severity: .error, id: "REC-001", message: "`\(field)` is required and empty", fix: "Fill the column in the EMR or the export.",
            owner: .practice)
    }

    static let groupLost = Trouble(
        severity: .error, id: "mapping.group-lost",
        message: "a row that could not be read, or a heading, stands above this one, which does not say whose it is; it was not taken",
        fix: "Have the report print the patient in each row; or mend the row above, where it was rejected.", owner: .exporter)

    /// The same where nothing can be taken without it.
    var refusing: Trouble {
        guard severity < .error else { return self }
        return Trouble(severity: .error, id: id, message: message + "; nothing can be taken without it", fix: fix, owner: owner)
    }

    static func notADate(_ field: String) -> Trouble {
        Trouble(
            id: "REC-002", message: "`\(field)` holds something that is no date", fix: "Export the column as yyyy-MM-dd.", owner: .exporter)
    }

    static func noDate(_ field: String) -> Trouble {
        Trouble(
            severity: .note, id: "date.stands-for-none", message: "`\(field)` holds a day that stands for none (1900-01-01, 9999-12-31)",
            fix: "Leave the cell empty where there is no date.", owner: .exporter)
    }

    static func ambiguousDate(_ field: String) -> Trouble {
        Trouble(
            severity: .error, id: "date.undecided",
            message: "`\(field)`: day and month cannot be told apart; days such as 3/4 were not taken",
            fix: "Export the column as yyyy-MM-dd; or have `written: m/d/y` or `written: d/m/y` said in the mapping.", owner: .exporter)
    }

    static func partialDate(_ field: String) -> Trouble {
        Trouble(
            id: "date.partial", message: "`\(field)` has no day of the month and was not taken",
            fix: "Enter whole dates; or say `partial: first-day` in the mapping where the day does not matter.", owner: .practice)
    }

    static func shortYears(_ field: String) -> Trouble {
        Trouble(
            id: "date.short-years",
            message: "`\(field)` has years of two digits; the century is taken from `short-years-from` in the mapping",
            fix: "Export years with four digits.", owner: .exporter)
    }

    static func serialAmongDates(_ field: String) -> Trouble {
        Trouble(
            id: "date.serial-among-dates",
            message: "`\(field)` holds a spreadsheet's day number (such as 45000) among dates; what stood there before cannot be known",
            fix: "Export again as yyyy-MM-dd, and do not save the file with a spreadsheet program.", owner: .exporter)
    }

    static func personal(_ field: String, _ what: PersonalShape) -> Trouble {
        Trouble(
            severity: .error, id: "FIL-010", message: "`\(field)` holds what looks like \(what.rawValue); the cell was not taken",
            fix: "Leave it out of the report, or correct the field in the EMR that it was typed into.", owner: .exporter)
    }

    static func secondBirth(_ patient: String) -> Trouble {
        Trouble(
            severity: .error, id: "REC-010",
            message: "`\(patient)`: the number came with another birth date before; two people may share it, so the row was not taken",
            fix: "Compare the two charts and correct the birth date, or separate them. Where sites number their patients for themselves, "
                + "have `patient: { join: [SITE, MRN] }` said in the mapping.", owner: .practice)
    }

    static func severalSites(_ column: String, _ count: Int) -> Trouble {
        Trouble(
            id: "identity.several-sites", message: "`\(column)` names \(count) sites; all rows were taken as this practice's",
            fix:
                "If only one of them is this practice, run the report for that one, or use --site with its name as it stands in the column.",
            owner: .facilitator)
    }

    static func cutOff(_ column: String, _ length: Int) -> Trouble {
        Trouble(
            id: "mapping.cut-off", message: "`\(column)` holds words that all end at \(length) characters; the export cuts them off",
            fix: "Make the column wider in the report; what is looked up by these words may be missed.", owner: .exporter)
    }

    static func testPatient(_ column: String) -> Trouble {
        Trouble(
            severity: .note, id: "identity.test-patient", message: "`\(column)`: a test patient (ZZTEST and the like) was kept out",
            fix: "Nothing needs doing. If these are people, have `test-patients: keep` said in the mapping.", owner: .practice)
    }

    static func placeholderNumber(_ field: String) -> Trouble {
        Trouble(
            id: "mapping.stands-for-none",
            message: "`\(field)` holds a number that nobody can have and that stands for \"not measured\" (0, 999); it was not taken",
            fix: "Leave the cell empty where nothing was measured.", owner: .exporter)
    }

    static func declined(_ field: String) -> Trouble {
        Trouble(
            severity: .note, id: "mapping.declined",
            message: "`\(field)` says that the patient declined; that is an answer, and the mapping has no `not-done` for it",
            fix: "Add `not-done` with these words to the mapping where a measure counts refusals.", owner: .hub)
    }

    static func twoValues(_ field: String) -> Trouble {
        Trouble(
            id: "mapping.two-values", message: "`\(field)` holds two readings in one cell; none of them was taken",
            fix: "Export each reading as a row of its own with its time.", owner: .exporter)
    }

    static func notAPair(_ field: String) -> Trouble {
        Trouble(
            id: "mapping.not-a-number", message: "`\(field)` is not two numbers such as 120/80", fix: "Export blood pressures as 120/80.",
            owner: .exporter)
    }

    static func codeInWords(_ field: String) -> Trouble {
        Trouble(
            severity: .note, id: "mapping.code-in-words", message: "`\(field)` holds codes with words around them; the codes were taken",
            fix: "Export code and description as two columns.", owner: .exporter)
    }

    static func ambiguousNDC(_ field: String) -> Trouble {
        Trouble(
            id: "REC-011", message: "`\(field)` holds drug codes (NDC) of ten digits without dashes; each can stand for three products",
            fix: "Export the NDC with its dashes or in eleven digits, or the CVX or RxNorm code.", owner: .exporter)
    }

    static func damagedKey(_ field: String) -> Trouble {
        Trouble(
            severity: .error, id: "mapping.damaged-key", message: "`\(field)` is a number that a spreadsheet has rounded (1.23E+11)",
            fix: "Export again and do not save the file with a spreadsheet program.", owner: .exporter)
    }

    static func unknownWord(_ field: String) -> Trouble {
        Trouble(
            id: "mapping.unknown-word", message: "`\(field)` holds a word that the mapping does not have",
            fix: "Add the word to the mapping's `map` for this field.", owner: .hub)
    }

    static func unmappedCode(_ field: String) -> Trouble {
        Trouble(
            id: "MAP-001", message: "`\(field)` holds a local code or word that the mapping's `codes` do not have",
            fix: "Add it to the table of codes in the mapping.", owner: .facilitator)
    }

    static func unknownShape(_ field: String, _ systems: [CodeSystem]) -> Trouble {
        Trouble(
            severity: .note, id: "REC-011",
            message:
                "`\(field)` holds codes that look like none of \(systems.map(\.name).joined(separator: ", ")); they count as the practice's own",
            fix: "Export the standard code, or its system beside it; or say in the practice's code map what these codes mean.",
            owner: .exporter)
    }

    static func unknownSystem(_ field: String) -> Trouble {
        Trouble(
            id: "mapping.unknown-system", message: "the code system of `\(field)` has a name that the mapping does not have",
            fix: "Add the name to `system.map` in the mapping.", owner: .hub)
    }

    static func notANumber(_ field: String) -> Trouble {
        Trouble(id: "mapping.not-a-number", message: "`\(field)` is not a number", fix: "Export the result as a number.", owner: .exporter)
    }

    static func neitherYesNorNo(_ field: String) -> Trouble {
        Trouble(
            id: "mapping.unknown-word", message: "`\(field)` says neither yes nor no", fix: "Use Y or N, or a date, in this column.",
            owner: .practice)
    }

    static func imputedUnit(_ field: String, _ unit: String) -> Trouble {
        Trouble(
            id: "REC-013", message: "`\(field)` has no unit; `\(unit)` was taken", fix: "Export the unit of every result.", owner: .exporter
        )
    }

    static func unusableUnit(_ field: String) -> Trouble {
        Trouble(
            id: "mapping.unit-not-usable", message: "`\(field)` has no unit, or one that this result cannot have; no measure can use it",
            fix: "Export the unit of every result, or say it in the mapping's `unit`.", owner: .exporter)
    }
}

/// Trouble with one column of a row, counted from 0; nil for the row.
struct PlacedTrouble {
    var trouble: Trouble
    var column: Int?
}

/// What a cell came to: a value, nothing, or trouble.
struct Reading<Value> {
    var value: Value?
    var trouble: Trouble?

    init(_ value: Value?, trouble: Trouble? = nil) {
        self.value = value
        self.trouble = trouble
    }
}

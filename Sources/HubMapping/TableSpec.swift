internal import HubCore

/// One kind of table that a source sends: how it is recognised, and what its rows become.
package struct TableSpec: Sendable {
    package struct KeepOut: Sendable {
        var when: [Condition]
        /// For a person: "a test patient".
        var because: String
    }

    package var name: String
    /// Patterns of file names; empty when any will do.
    package var files: [String] = []
    /// Columns without which it is another table, each with the names it goes by.
    package var has: [[String]] = []
    /// Records of the source's layouts whose rows these are.
    package var records: [String] = []
    /// Of each of these lists the file should have one column.
    package var oneOf: [[String]] = []
    /// Why no row of it is read; nil when they are.
    package var notNeeded: String?
    var keepOut: [KeepOut] = []
    /// Rows that cannot be taken for what they are, told as errors.
    var refuse: [KeepOut] = []
    /// Columns whose cells hold for the rows below as well.
    var carryDown: [[String]] = []
    var patientKey: FieldSpec?
    var person: PersonSpec?
    var facts: [FactSpec] = []
    /// Counts that the source computed itself.
    var results: [ResultSpec] = []
}

/// What a row says about the patient.
struct PersonSpec: Sendable {
    var birth: FieldSpec?
    var deceased: FieldSpec?
    var sex: FieldSpec?
    var race: FieldSpec?
    var ethnicity: FieldSpec?
    var language: FieldSpec?
    var zip: FieldSpec?
    /// The primary-care provider.
    var provider: FieldSpec?
    var fields: [FieldSpec] { [birth, deceased, sex, race, ethnicity, language, zip, provider].compactMap { $0 } }
}

/// One statement that a row makes.
struct FactSpec: Sendable {
    struct NotDone: Sendable {
        var when: [Condition]
        var reason: Coding?
    }

    var kind: Fact.Kind
    /// Patterns of columns, each of which is one such fact.
    var forEach: [String] = []
    var when: [Condition] = []
    var code: FieldSpec?
    var moreCodes: [FieldSpec] = []
    var start: FieldSpec?
    var end: FieldSpec?
    var authored: FieldSpec?
    var status: FieldSpec?
    var verification: FieldSpec?
    var category: FieldSpec?
    var intent: FieldSpec?
    var value: FieldSpec?
    var reason: FieldSpec?
    var qualifier: FieldSpec?
    var key: FieldSpec?
    var encounter: FieldSpec?
    var panel: FieldSpec?
    /// All facts of the row that say so are one panel.
    var panelIsRow = false
    var supply: FieldSpec?
    var provider: FieldSpec?
    var site: FieldSpec?
    var notDone: NotDone?

    init(_ kind: Fact.Kind) { self.kind = kind }

    var fields: [FieldSpec] {
        moreCodes
            + [
                code, start, end, authored, status, verification, category, intent, value, reason, qualifier, key, encounter, panel, supply,
                provider, site,
            ].compactMap { $0 }
    }
}

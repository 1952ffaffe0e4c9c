internal import HubCore

/// The columns of a table that hold patients' names. They are looked at for test patients, and never taken.
struct NameColumns {
    /// By number, with what their cells came to.
    private var columns: [(column: Int, isTest: CachedCell<Bool>)] = []

    /// - Parameter isAboutPeople: a plain `Name` is a patient's only where rows are patients.
    init(_ table: TableColumns, isAboutPeople: Bool) {
        for column in Self.all(in: table, isAboutPeople: isAboutPeople) {
            let cell = CachedCell([column], slotCount: 64) { record in
                column < record.count && TestPatient.isOne(CellText.plain(record.string(column)))
            }
            columns.append((column, cell))
        }
    }

    /// Their numbers.
    static func all(in table: TableColumns, isAboutPeople: Bool) -> [Int] {
        table.names.indices.filter { isName(Words.column(table.names[$0]), isAboutPeople) }
    }

    /// The column by which the row is a test patient's.
    mutating func testPatient(_ record: borrowing Record) -> Int? {
        for at in columns.indices where columns[at].isTest.read(record) { return columns[at].column }
        return nil
    }

    private static func isName(_ name: String, _ isAboutPeople: Bool) -> Bool {
        always.contains(name) || isAboutPeople && among.contains(name)
    }

    private static let always: Set<String> = [
        "patientname", "patientlastname", "patientfirstname", "patlastname", "patfirstname", "patname", "ptname", "ptlastname",
        "ptfirstname", "patientfullname", "patlast", "patfirst", "ptlast", "ptfirst", "membername", "memberlastname", "memberfirstname",
    ]
    private static let among: Set<String> = [
        "name", "lastname", "firstname", "fullname", "surname", "familyname", "givenname", "lname", "fname", "last", "first", "patient",
        "lastfirst", "lastnamefirstname",
    ]
}

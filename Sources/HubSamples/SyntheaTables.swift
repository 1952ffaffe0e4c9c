internal import HubCore

/// A folder of tables as Synthea writes them, columns as of its 2023 releases: one row an event, UUIDs, UTC timestamps.
final class SyntheaTables {
    let key: AnswerKey
    let population: Population
    let folder: String
    let tables: [Table: SampleFile]
    /// The practice and its four providers.
    let organization: String
    let providers: [String]
    static let subfolder = "extract"

    enum Table: String, CaseIterable {
        case patients, encounters, observations, conditions, medications, immunizations, procedures, allergies

        var columns: [String] {
            switch self {
            case .patients:
                words(
                    """
                    Id BIRTHDATE DEATHDATE SSN DRIVERS PASSPORT PREFIX FIRST LAST SUFFIX MAIDEN MARITAL RACE ETHNICITY GENDER BIRTHPLACE \
                    ADDRESS CITY STATE COUNTY ZIP LAT LON HEALTHCARE_EXPENSES HEALTHCARE_COVERAGE
                    """)
            case .encounters:
                words(
                    """
                    Id START STOP PATIENT ORGANIZATION PROVIDER PAYER ENCOUNTERCLASS CODE DESCRIPTION BASE_ENCOUNTER_COST \
                    TOTAL_CLAIM_COST PAYER_COVERAGE REASONCODE REASONDESCRIPTION
                    """)
            case .observations: words("DATE PATIENT ENCOUNTER CATEGORY CODE DESCRIPTION VALUE UNITS TYPE")
            case .conditions: words("START STOP PATIENT ENCOUNTER CODE DESCRIPTION")
            case .medications:
                words(
                    """
                    START STOP PATIENT PAYER ENCOUNTER CODE DESCRIPTION BASE_COST PAYER_COVERAGE DISPENSES TOTALCOST REASONCODE \
                    REASONDESCRIPTION
                    """)
            case .immunizations: words("DATE PATIENT ENCOUNTER CODE DESCRIPTION BASE_COST")
            case .procedures: words("START STOP PATIENT ENCOUNTER CODE DESCRIPTION BASE_COST REASONCODE REASONDESCRIPTION")
            case .allergies:
                words(
                    """
                    START STOP PATIENT ENCOUNTER CODE SYSTEM DESCRIPTION TYPE CATEGORY REACTION1 DESCRIPTION1 SEVERITY1 REACTION2 \
                    DESCRIPTION2 SEVERITY2
                    """)
            }
        }

        private func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
    }

    init(_ population: Population, key: AnswerKey, in folder: String) throws(HubError) {
        (self.population, self.key, self.folder) = (population, key, folder)
        var random = SampleRandom(seed: population.seed, stream: streamNumber(population.profile.code) &+ 1)
        organization = uuid(&random)
        providers = [uuid(&random), uuid(&random), uuid(&random), uuid(&random)]
        var tables: [Table: SampleFile] = [:]
        for table in Table.allCases {
            let file = try SampleFile("\(SyntheaTables.subfolder)/\(table).csv", in: folder)
            try file.put(line: table.columns.joined(separator: ","))
            tables[table] = file
        }
        self.tables = tables
    }

    /// One row; notes the cell that is wrong on purpose, if any.
    func row(_ table: Table, _ cells: [String], wrong plant: Plant? = nil, in field: String = "") throws(HubError) {
        guard let file = tables[table] else { return }
        let line = try file.row(cells)
        guard let plant else { return }
        if let at = table.columns.firstIndex(of: field), at < cells.count {
            key.add(plant, file: file.name, line: line, column: SampleFile.column(of: at, in: cells), field: field, text: cells[at])
        } else {
            key.add(plant, file: file.name, line: line, text: cells.joined(separator: ","))
        }
    }

    func finish() throws(HubError) -> [SamplePractice.File] {
        var files: [SamplePractice.File] = []
        for table in Table.allCases {
            guard let file = tables[table] else { continue }
            try file.finish()
            files.append(file.summary)
        }
        return files
    }
}

/// `2026-03-01T08:15:00Z`; local time is written as if it were UTC, as many exports do.
func stamp(_ day: Day, _ minute: Int) -> String { "\(day)T\(padded(minute / 60, 2)):\(padded(minute % 60, 2)):00Z" }

internal import HubCore
internal import HubPipeline
internal import HubRules

/// `measure,patient,group,stratum,population,count`: one line for each population that a patient is in.
final class PatientRowsFile: Sendable {
    private let file: DraftFile
    private let lines = Guarded("measure,patient,group,stratum,population,count\n")

    init(_ path: String) throws(HubError) { file = try DraftFile(path) }

    func write(_ key: PatientKey, _ row: PatientRow) throws(HubError) {
        let line = CSVText.line([row.measure, key.value, "\(row.group)", row.stratum, row.population, "1"], end: "\n")
        try lines.with { (text) throws(HubError) in
            text += line
            if text.utf8.count > 1 << 16 {
                try file.write(Array(text.utf8))
                text = ""
            }
        }
    }

    func close() throws(HubError) {
        try lines.with { (text) throws(HubError) in try file.write(Array(text.utf8)) }
        try file.commit()
    }

    func discard() { file.discard() }
}

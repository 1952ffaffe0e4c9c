internal import HubCore
internal import HubPipeline
internal import HubRules

/// `measure,patient,group,stratum,population,count`: one line for each population that a patient is in.
final class PatientRowsFile: Sendable {
    private let file: DraftFile
    private let lines = Guarded("measure,patient,group,stratum,population,count\n")

    init(_ path: String) throws(HubError) { file = try DraftFile(path) }

    func write(_ key: PatientKey, _ row: PatientRow) throws(HubError) {
        // Scalars, for CR and LF together are one character.
        let quoted =
            key.value.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
            ? "\"" + key.value.replacing("\"", with: "\"\"") + "\"" : key.value
        try lines.with { (text) throws(HubError) in
            text += "\(row.measure),\(quoted),\(row.group),\(row.stratum),\(row.population),1\n"
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

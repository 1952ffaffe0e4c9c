internal import HubCore

/// Who the patient is.
extension TableDraft {
    /// The lines of `person:`.
    mutating func person() -> [String] {
        var lines: [String] = []
        if kind == .patients || kind == .wide { needed += [first(.birth), first(.sex)].compactMap { $0?.name } }
        func put(_ key: String, _ value: String) { lines.append("      \((key + ":").padding(10)) \(value)") }
        if let birth = first(.birth) {
            if birth.profile.shortYears > 0 {
                put("birth", field(birth, "short-years-from: 1925") + "  # years of two digits: is nobody older than 1925?")
            } else {
                put("birth", field(birth))
            }
        }
        if let deceased = first(.deceased) { put("deceased", field(deceased)) }
        if let sex = first(.sex) {
            if let map = sexMap(sex) {
                put("sex", field(sex, map))
            } else {
                used.insert(sex.profile.index)
                let words = sex.profile.common(6).map { YAMLText.scalar($0.text) + ": unknown" }.joined(separator: ", ")
                lines.append(
                    "      # sex: { column: \(YAMLText.scalar(sex.name)), map: { \(words) } }  # say which of these words is male and which female"
                )
            }
        }
        for (role, key, list) in [(Role.race, "race", "races"), (.ethnicity, "ethnicity", "ethnicities")] {
            guard let column = first(role) else { continue }
            let aliases = codeAliases
            let (map, _) = map(column, as: list) { aliases.meaning(of: $0, in: list)?.coding.code }
            if !map.isEmpty {
                put(key, field(column, map))
            } else {
                used.insert(column.profile.index)
                lines.append(
                    "      # \(key): \(YAMLText.scalar(column.name))  # no word of it is known; CDC codes such as 2106-3 are needed")
            }
        }
        if let language = first(.language) { put("language", field(language)) }
        if let zip = first(.zip) { put("zip", field(zip, "optional: true")) }
        return lines
    }

    /// The column with the patient's number: by its name, or in a table of patients by being different in every row.
    mutating func patientLine() -> String? {
        if let patient = first(.patient) {
            return "    patient: \(field(patient))"
        }
        if kind == .patients || kind == .wide, let id = first(.id), first(.birth) != nil, id.profile.isUnique {
            return "    patient: \(field(id))  # \(id.profile.cells(id.profile.filled)) are filled and no two are the same"
        }
        return nil
    }
}

internal import HubCore

/// Tables of a column's words, most frequent first, with what each may mean.
extension TableDraft {
    /// Makes the table `name` in `codes:` for a column of local codes or words. Gives `codes: name`.
    mutating func codeTable(_ name: String, of column: KnownColumn, meanings list: String) -> String {
        guard !codes.contains(where: { $0.name == name }) else { return "codes: \(name)" }
        // Who refused is told by `not-done`, not by a code.
        let common = column.profile.common().filter { list != "smoking" || !Self.refusals.contains(Words.key($0.text)) }
        var lines = common.map { word -> String in
            let count = "\(word.rows) row\(word.rows == 1 ? "" : "s")"
            let key = YAMLText.scalar(word.text)
            guard let meaning = codeAliases.meaning(of: word.text, in: list) else {
                return "    # \(key): SYSTEM|code  # \(count); no known meaning; [] says that it counts for nothing"
            }
            let mark = takesKnown ? "" : "# "
            return "    \(mark)\(key): \(meaning.coding)  # \(count)\(takesKnown ? "" : "; maybe"): \(meaning.title), a known word for it"
        }
        let rest = column.profile.words.count - common.count
        if rest > 0 || column.profile.hasManyWords {
            lines.append(
                "    # … and \(column.profile.hasManyWords ? "many" : "\(rest)") more, seldom or for one patient only: `measurehub codes worklist` lists what is missing"
            )
        }
        codes.append((name, lines))
        return "codes: \(name)"
    }

    static let refusals = ["declined", "refused", "patient declined", "patient refused", "declined to answer"]

    /// `map: { … }` of the column's words that are known, to the words of an enumeration or codes of a list; what is not known is said.
    mutating func map(_ column: KnownColumn, as name: String, _ meaning: (String) -> String?) -> (text: String, known: Int) {
        var lines: [String] = []
        var known = 0
        for word in column.profile.words.values.sorted(by: { ($1.rows, $0.text) < ($0.rows, $1.text) }).prefix(60) {
            if let means = meaning(word.text) {
                lines.append("    \(YAMLText.scalar(word.text)): \(YAMLText.scalar(means))")
                known += word.rows
            } else if word.patients.count >= 2, column.profile.personal.isEmpty, word.text.count <= 60 {
                lines.append("    # \(YAMLText.scalar(word.text)):   # \(word.rows) rows; no known meaning")
            }
        }
        guard known > 0 else { return ("", 0) }
        values.append((name, lines))
        return ("map: \(name)", known)
    }

    /// F and M need no map; H and M are hombre and mujer; 1 and 2 could be anything.
    mutating func sexMap(_ column: KnownColumn) -> String? {
        let words = Set(column.profile.words.keys)
        let female: Set<String> = ["f", "female", "woman", "mujer", "femenino", "fem", "femenina", "w"]
        let male: Set<String> = ["m", "male", "man", "hombre", "masculino", "masc", "h"]
        if words.contains("h") || words.contains("hombre") || words.contains("mujer"), !words.contains("f") {
            return words.isSubset(of: ["h", "m", "hombre", "mujer"]) ? "map: { H: male, M: female, hombre: male, mujer: female }" : nil
        }
        let plain: Set<String> = ["f", "m", "u", "o", "x", "female", "male", "unknown", "other"]
        if words.isSubset(of: plain) { return "" }
        guard words.isSubset(of: plain.union(female).union(male)) else { return nil }
        let more = words.subtracting(plain).sorted()
        return "map: { " + more.map { "\(YAMLText.scalar($0)): \(female.contains($0) ? "female" : "male")" }.joined(separator: ", ") + " }"
    }
}

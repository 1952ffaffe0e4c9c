/// A column's or file's name as words: `PtAcct_No` is `patient account number`.
///
/// Case, punctuation and accents say nothing; known abbreviations are written out. What is compared is the words run together, so that
/// `patientdob` and `Patient DOB` are one. Nothing here is a likeness: two names are the same words or they are not.
struct ColumnWords {
    let abbreviations: [String: String]

    /// Words put in front that say nothing of what the column holds.
    private static let leading = ["patients", "patient", "mostrecent", "last", "latest", "recent", "current"]
    private static let ofDates = ["date", "on", "fecha"]
    private static let ofValues = ["value", "result", "reading", "measured", "answer"]
    private static let ofUnits = ["units", "unit"]

    /// What a column is about, and what it says of it.
    enum Aspect { case whole, date, value, unit }

    func words(_ name: String) -> [String] {
        var words: [String] = []
        var word = ""
        var before: Character?
        func end() {
            if !word.isEmpty { words.append(word) }
            word = ""
        }
        for character in Self.plain(name) {
            guard character.isLetter || character.isNumber else {
                end()
                before = nil
                continue
            }
            if character.isUppercase, before?.isLowercase == true { end() }
            word.append(character)
            before = character
        }
        end()
        return words.flatMap { word -> [String] in
            let word = word.lowercased()
            guard let long = abbreviations[word] else { return [word] }
            return long.split(separator: " ").map(String.init)
        }
    }

    func key(_ name: String) -> String { words(name).joined() }

    /// The key itself, then with what says nothing taken away in front and behind; each with what the part taken away said.
    func readings(_ name: String) -> [(key: String, aspect: Aspect)] {
        var found: [(key: String, aspect: Aspect)] = [(key(name), .whole)]
        var starts = [key(name)]
        if let start = starts.first {
            for front in Self.leading where start.hasPrefix(front) && start.count > front.count + 1 {
                // `patientdob` is one word, and what is left of it may be an abbreviation.
                let rest = String(start.dropFirst(front.count))
                starts.append(abbreviations[rest]?.split(separator: " ").joined() ?? rest)
            }
        }
        found += starts.dropFirst().map { ($0, .whole) }
        for start in starts {
            for (ends, aspect) in [(Self.ofDates, Aspect.date), (Self.ofValues, .value), (Self.ofUnits, .unit)] {
                for end in ends {
                    if start.hasSuffix(end), start.count > end.count + 1 { found.append((String(start.dropLast(end.count)), aspect)) }
                    if end == "fecha", start.hasPrefix(end), start.count > end.count + 1 {
                        found.append((String(start.dropFirst(end.count)), aspect))
                    }
                }
            }
        }
        return found
    }

    /// Letters without their accents.
    private static func plain(_ text: String) -> String {
        let marked = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "á", "à", "ä", "â", "ã": "a"
            case "é", "è", "ë", "ê": "e"
            case "í", "ì", "ï", "î": "i"
            case "ó", "ò", "ö", "ô", "õ": "o"
            case "ú", "ù", "ü", "û": "u"
            case "ñ": "n"
            case "ç": "c"
            case "Á", "À", "Ä", "Â", "Ã": "A"
            case "É", "È", "Ë", "Ê": "E"
            case "Í", "Ì", "Ï", "Î": "I"
            case "Ó", "Ò", "Ö", "Ô", "Õ": "O"
            case "Ú", "Ù", "Ü", "Û": "U"
            case "Ñ": "N"
            case "Ç": "C"
            default: String(scalar)
            }
        }
        return marked.joined()
    }
}

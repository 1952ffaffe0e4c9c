/// A name's words as they are compared: lower case, punctuation gone, comparisons in letters, so that `A1c > 9%` and `A1c ≤ 9%` stay two things.
struct NameWords: Hashable {
    var words: [String]

    init(words: [String]) { self.words = words }

    init(_ text: String) {
        var spaced = ""
        var rest = Substring(text.lowercased())
        while let first = rest.first {
            if rest.hasPrefix("greater than or equal to") || rest.hasPrefix("less than or equal to") {
                spaced += rest.hasPrefix("g") ? " ge " : " le "
                rest = rest.dropFirst(rest.hasPrefix("g") ? 24 : 21)
            } else if rest.hasPrefix("greater than") || rest.hasPrefix("less than") {
                spaced += rest.hasPrefix("g") ? " gt " : " lt "
                rest = rest.dropFirst(rest.hasPrefix("g") ? 12 : 9)
            } else if rest.hasPrefix(">=") || rest.hasPrefix("<=") {
                spaced += first == ">" ? " ge " : " le "
                rest = rest.dropFirst(2)
            } else {
                switch first {
                case ">": spaced += " gt "
                case "<": spaced += " lt "
                case "≥": spaced += " ge "
                case "≤": spaced += " le "
                case "&": spaced += " and "
                default: spaced.append(first.isLetter || first.isNumber ? first : " ")
                }
                rest = rest.dropFirst()
            }
        }
        words = spaced.split(separator: " ").map(String.init)
    }

    var isEmpty: Bool { words.isEmpty }

    /// Numbers that stand alone.
    var numbers: [Int] { words.compactMap { Int($0) } }

    /// The one number of `Rate 2`, `PC 3`, `group1`.
    var soleNumber: Int? {
        let all = words.compactMap { Int($0.drop { $0.isLetter }) }
        let others = words.filter { Int($0.drop { $0.isLetter }) == nil }
        let known: Set = [
            "rate", "population", "group", "performance", "numerator", "numer", "pc", "criteria", "criterion", "set", "measure", "pop",
            "no", "submission",
        ]
        return all.count == 1 && others.allSatisfy(known.contains) ? all[0] : nil
    }

    var isTotal: Bool {
        ["total", "overall", "all", "combined", "aggregate", "composite", "average", "all groups", "all rates", "all strata", "whole"]
            .contains(words.joined(separator: " "))
    }
}

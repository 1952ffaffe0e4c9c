import HubCore

/// What is known of a measure besides its logic: its numbers, its versions, its rates, what reports call it.
package struct KnownMeasure: Sendable {
    package struct Group: Sendable {
        package var id: String
        /// What reports call it.
        package var names: [String]
    }
    /// `CMS165`.
    package var id: String
    package var title: String
    package var cbe: [Int] = []
    package var quality: Int?
    /// By measurement year.
    package var versions: [Int: String] = [:]
    package var lowerIsBetter = false
    package var hasExceptions = false
    /// One published rate over all groups.
    package var combinesGroups = false
    /// Empty when there is one rate.
    package var groups: [Group] = []
    /// Ages from and to, by the stratum's id.
    package var strata: [(id: String, ages: [Int])] = []
    package var names: [String] = []
    package var complements: [String] = []
    /// Line of the UDS report, and the group that it asks for.
    package var uds: [(line: String, group: String)] = []

    /// `CMS165v13` of `13`, `v13`, `CMS165v13`, `CMS165v13.0.000`; nil when that is no version of this measure.
    package func version(_ text: String) -> String? {
        var rest = Substring(text.lowercased().filter { !$0.isWhitespace })
        if rest.hasPrefix(id.lowercased()) { rest = rest.dropFirst(id.count) }
        if rest.hasPrefix("version") { rest = rest.dropFirst(7) }
        while let first = rest.first, "v-_.".contains(first) { rest = rest.dropFirst() }
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), digits.count <= 3, number > 0 else { return nil }
        return "\(id)v\(number)"
    }

    /// `1`, `0` for all groups together; nil when the measure has no such rate. Empty when several rates are there and none is said.
    package func group(_ text: String) -> String? {
        let words = NameWords(text)
        if words.isEmpty { return groups.isEmpty ? "1" : combinesGroups ? "0" : "" }
        if let named = groups.first(where: { $0.names.contains { NameWords($0) == words } }) { return named.id }
        if words.isTotal { return groups.isEmpty ? "1" : "0" }
        guard let number = words.soleNumber else { return nil }
        if groups.isEmpty { return number == 1 || number == 0 ? "1" : nil }
        return number == 0 || groups.contains { $0.id == "\(number)" } ? "\(number)" : nil
    }

    /// The stratum's id for `Stratum 1`, `3-11`, `ages 3 to 11`; empty for the whole; what was sent when it is none that is known.
    package func stratum(_ text: String) -> String {
        let words = NameWords(text)
        if words.isEmpty || words.isTotal { return "" }
        let numbers = words.numbers
        if let found = strata.first(where: { $0.ages == numbers || (numbers.count == 1 && $0.id == "\(numbers[0])") }) { return found.id }
        return text
    }
}

internal import HubCore
internal import HubJSON

/// The groups of a MeasureReport as rows of counts: the whole group, its strata, its parts by race, ethnicity, sex and payer.
struct ReportGroups {
    private let report: JSONValue
    let reader: ResourceReader
    /// A group was left out because its score is no proportion.
    private(set) var isOtherScore = false

    init(_ report: JSONValue, reader: ResourceReader) { (self.report, self.reader) = (report, reader) }

    mutating func rows(like template: ReportedResult) throws(HubError) -> [ReportedResult] {
        let groups = report["group"].items
        let numbers = Self.numbers(groups)
        var rows: [ReportedResult] = []
        for (order, group) in groups.enumerated() {
            let scoring = group.extension(ending: "measureScoring") ?? group.extension(ending: "-scoring")
            let whole = report.extension(ending: "measureScoring") ?? report.extension(ending: "-scoring")
            if let code = (scoring ?? whole).flatMap({ ResourceReader.code($0["valueCodeableConcept"]) }), code != "proportion" {
                isOtherScore = true
                try reader.note(
                    "fhir.other-score", "a group of a MeasureReport has a score that is no proportion; it was left out", "MeasureReport")
                continue
            }
            guard group["population"].items.contains(where: { Self.path($0) != nil }) else { continue }
            var row = template
            row.group = String(numbers[order])
            try fill(&row, from: group)
            rows.append(row)
            rows += try strata(of: group, like: template, group: row.group)
        }
        return rows
    }

    /// By the numbers that their ids end in, where these are 1, 2, 3 …; else by their order.
    private static func numbers(_ groups: [JSONValue]) -> [Int] {
        let orders = Array(1...max(1, groups.count))
        let named = groups.compactMap { group -> Int? in
            let id = group.extension(ending: ".linkId")?["valueString"].text ?? group["id"].text ?? group["linkId"].text ?? ""
            return Int(String(id.reversed().prefix { $0.isASCII && $0.isNumber }.reversed()))
        }
        return named.count == groups.count && named.sorted() == orders ? named : orders
    }

    /// The counts and the score of a group or stratum.
    func fill(_ row: inout ReportedResult, from holder: JSONValue) throws(HubError) {
        var seen: Set<PartialKeyPath<ReportedResult>> = []
        for population in holder["population"].items {
            guard let path = Self.path(population) else {
                try reader.note(
                    "fhir.other-population", "a population of a MeasureReport is of no kind that a proportion has; it was left out",
                    "MeasureReport")
                continue
            }
            let count = try count(population)
            if !seen.insert(path).inserted, row[keyPath: path] != count {
                row[keyPath: path] = .missing
                try reader.note(
                    "fhir.two-counts", "a group of a MeasureReport has one population twice, with different counts; neither was taken",
                    "MeasureReport")
            } else {
                row[keyPath: path] = count
            }
        }
        let score = holder["measureScore"].exists ? holder["measureScore"] : holder["measureScoreQuantity"]
        guard let digits = score["value"].digits, let value = score["value"].number else { return }
        let isPercent = score["code"].text == "%" || score["unit"].text == "%"
        let rate = isPercent ? value / 100 : value
        guard (0...1).contains(rate), !digits.contains(where: { $0 == "e" || $0 == "E" }) else {
            return try reader.note(
                "fhir.bad-score", "a score of a MeasureReport is not a number from 0 to 1; it was left out", "MeasureReport",
                fix: "A proportion is written as a fraction, or with the unit %.")
        }
        row.rate = rate
        row.rateDecimals = (digits.split(separator: ".").dropFirst().first?.count ?? 0) + (isPercent ? 2 : 0)
    }

    static func path(_ population: JSONValue) -> WritableKeyPath<ReportedResult, ReportedResult.Count>? {
        for coding in population["code"]["coding"].items {
            switch coding["code"].text {
            case "initial-population": return \.initialPopulation
            case "denominator": return \.denominator
            case "denominator-exclusion": return \.exclusions
            case "denominator-exception": return \.exceptions
            case "numerator": return \.numerator
            default: continue
            }
        }
        return nil
    }

    private func count(_ population: JSONValue) throws(HubError) -> ReportedResult.Count {
        if population["count"].exists {
            if let digits = population["count"].digits, let number = Int(digits), number >= 0 { return .counted(number) }
            try reader.note(
                "fhir.bad-count", "a count of a MeasureReport is not a whole number of patients; it was taken as missing", "MeasureReport")
            return .missing
        }
        switch population["_count"].extension(ending: "data-absent-reason")?["valueCode"].text {
        case "masked": return .suppressed
        case "not-applicable": return .notApplicable
        default: return .missing
        }
    }
}

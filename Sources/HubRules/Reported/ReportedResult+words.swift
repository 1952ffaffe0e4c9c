package import HubCore

extension ReportedResult {
    /// `CMS138v14 rate 2, stratum 1, provider 1234567893`: as people and findings name it.
    package var label: String {
        var text = version ?? measure ?? sentMeasure
        if group == "0" { text += " (all rates)" } else if !group.isEmpty, group != "1" { text += " rate \(group)" }
        if !stratum.isEmpty { text += ", stratum \(stratum)" }
        if let supplement { text += ", \(supplement.kind.word) \(supplement.code)" }
        if level != .practice { text += ", \(level.word)" + (levelKey.isEmpty ? "" : " \(levelKey)") }
        return text
    }

    package var periodWords: String { periodEnd.flatMap { end in periodStart.map { "\($0)..\(end)" } } ?? "" }

    /// What rules may say about it.
    var words: [String: String] {
        func word(_ count: Count) -> String { count.number.map { Words.count($0) } ?? "?" }
        return [
            "measure": label, "period": periodWords, "ip": word(initialPopulation), "den": word(denominator), "denex": word(exclusions),
            "denexcep": word(exceptions), "num": word(numerator), "rate": rate.map { Words.percent($0 * 100) + " %" } ?? "?",
            "calc": share.map { Words.percent($0 * 100) + " %" } ?? "?",
        ]
    }
}

import HubCore

extension ReportedBatch {
    /// Two rows about the same thing: once when they agree, none when they do not, whether they stand in one file or in two.
    mutating func compareWithWhatWasSaid() {
        var here: [ReportedKey: Int] = [:]
        for at in entries.indices where entries[at].isFine {
            let key = ReportedKey(entries[at].result)
            if let first = here[key] {
                if Self.agree(entries[first].result, entries[at].result) {
                    entries[at].isRepeated = true
                } else {
                    entries[at].trouble = contradiction(entries[at].result, "two rows")
                    if entries[first].trouble == nil { entries[first].trouble = contradiction(entries[first].result, "two rows") }
                    // The first row may only have repeated what an earlier file says: that is contradicted too.
                    takeBackKnown(key, "several rows")
                }
                continue
            }
            here[key] = at
            guard let known = sink.said[key] else { continue }
            guard let before = known else {
                entries[at].trouble = contradiction(entries[at].result, "several rows")
                continue
            }
            if Self.agree(before.result, entries[at].result) {
                entries[at].isRepeated = true
            } else {
                entries[at].trouble = contradiction(entries[at].result, "two files")
                takeBackKnown(key, "two files")
            }
        }
        for (key, at) in here where !entries[at].isRepeated {
            sink.said[key] = .some(entries[at].isFine ? (entries[at].result, sink.file) : nil)
        }
    }

    /// What an earlier file said is not taken either, and nothing that a later file says about it is.
    private mutating func takeBackKnown(_ key: ReportedKey, _ who: String) {
        guard let known = sink.said[key], let before = known else { return }
        var other = contradiction(before.result, who)
        other.origin = Origin(before.file, before.result.position, path: before.result.path)
        fileFindings.append(other)
        takenBack.insert(before.result)
        sink.said[key] = .some(nil)
    }

    private func contradiction(_ result: ReportedResult, _ who: String) -> Finding {
        finding(
            .error, "AGG-015", "\(result.label): \(who) say different numbers about the same measure and period; neither is taken",
            result,
            fix: "Leave one of them in the report, or add the column that tells them apart (provider, site, rate, stratum).")
    }

    private static func agree(_ a: ReportedResult, _ b: ReportedResult) -> Bool {
        [a.initialPopulation, a.denominator, a.exclusions, a.exceptions, a.numerator]
            == [b.initialPopulation, b.denominator, b.exclusions, b.exceptions, b.numerator] && a.version == b.version
    }
}

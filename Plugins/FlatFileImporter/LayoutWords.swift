internal import HubCore

/// A layout in the importer's options: what a mapping says in YAML, in words on one line a record.
///
///     record visit = when 1=V; ID 2-9 required; SEEN 10-17 date yyyymmdd
///     record end = role trailer; when 1=T; COUNT 2-7 number; count COUNT; plus 2
enum LayoutWords {
    /// Nil when the options hold no record.
    static func read(_ options: [String: String]) throws(HubError) -> FlatLayout? {
        var layout = FlatLayout(name: "layout")
        for (name, value) in options.sorted(by: { $0.key < $1.key }) {
            switch name {
            case "width": layout.width = try word(name, value, FlatLayout.Width.allCases)
            case "line-ends": layout.lineEnds = try word(name, value, FlatLayout.LineEnds.allCases)
            case "encoding": layout.encoding = value
            case _ where name.hasPrefix("record "): layout.records.append(try record(String(name.dropFirst(7)), value))
            default:
                throw HubError(
                    .misconfigured,
                    "flat has no option `\(name)`" + Suggestion.words(for: name, among: ["record NAME", "width", "line-ends", "encoding"]),
                    hint: "The options are width, line-ends, encoding, and `record NAME` for each kind of record.")
            }
        }
        if options.isEmpty { return nil }
        guard !layout.records.isEmpty else { throw HubError(.misconfigured, "flat: the layout has no `record NAME`") }
        return layout
    }

    private static func word<W: RawRepresentable<String> & CaseIterable>(_ name: String, _ value: String, _: W.AllCases) throws(HubError)
        -> W
    {
        if let word = W(rawValue: value) { return word }
        throw HubError(
            .misconfigured, "flat: `\(name)` must be one of " + W.allCases.map(\.rawValue).joined(separator: ", "))
    }

    private static func record(_ name: String, _ text: String) throws(HubError) -> FlatRecord {
        var record = FlatRecord(name: name)
        for clause in text.split(separator: ";") {
            let words = clause.split(separator: " ").map(String.init)
            guard let first = words.first else { continue }
            let rest = words.dropFirst().joined(separator: " ")
            switch first {
            case "role": record.role = rest == "header" ? .header : rest == "trailer" ? .trailer : .notNeeded(rest)
            case "length": record.length = Int(rest) ?? 0
            case "when":
                let parts = rest.split(separator: "=", maxSplits: 1).map(String.init)
                guard parts.count == 2, let range = FlatField.range(parts[0]) else {
                    throw HubError(.misconfigured, "flat: record `\(name)`: a test is written `when 1-2=AB|CD`")
                }
                record.tests.append(FlatRecord.Test(range, parts[1].split(separator: "|").map(String.init)))
            case "count", "plus", "of", "period":
                var control = record.control ?? FlatRecord.Control()
                if first == "count" { control.count = rest }
                if first == "plus" { control.plus = Int(rest) ?? 0 }
                if first == "of" { control.of = Array(words.dropFirst()) }
                if first == "period" { control.period = Array(words.dropFirst()) }
                record.control = control
            default: record.fields.append(try FlatField(first, reading: rest))
            }
        }
        record.length = max(record.length, record.fields.map(\.range.upperBound).max() ?? 0)
        return record
    }
}

import HubCore
import HubMapping

/// The least CSV reader that the tests need: commas, quotes, `""`, no line ends inside cells.
enum SmallCSV {
    static func rows(_ text: String) -> [[String]] { text.split(whereSeparator: \.isNewline).map { fields(String($0)) } }

    private static func fields(_ line: String) -> [String] {
        var (fields, field, quoted) = ([String](), "", false)
        for character in line {
            switch character {
            case "\"": quoted.toggle()
            case "," where !quoted:
                fields.append(field)
                field = ""
            default: field.append(character)
            }
        }
        return fields + [field]
    }

    static func feed(_ text: String, file: SourceFile, into mapper: Mapper) throws(HubError) {
        var builder = RecordBuilder(file, into: mapper)
        for (at, row) in rows(text).enumerated() {
            let position = Position(line: at + 1, column: 1)
            if at == 0 {
                try builder.table(TableHeader(columns: row, position: position))
                continue
            }
            builder.begin(at: position)
            for (column, field) in row.enumerated() {
                builder.beginField(at: Position(line: at + 1, column: column + 1))
                builder.append(Array(field.utf8).span)
                builder.endField()
            }
            try builder.end()
        }
        try mapper.finish()
    }
}

/// Writes down what a mapper hands over, one line each.
final class FactLog: FactSink {
    var lines: [String] = []
    var patients: [Patient] = []
    var facts: [Fact] = []
    var findings: [Finding] = []
    var skips: [String: Int] = [:]
    var (acceptedCount, rejectedCount, skippedCount) = (0, 0, 0)

    func take(_ patient: Patient) { patients.append(patient); lines.append(patient.line) }
    func take(_ fact: Fact) { facts.append(fact); lines.append(fact.line) }
    func accepted() { acceptedCount += 1 }
    func rejected(_ finding: Finding) { rejectedCount += 1; findings.append(finding); lines.append("x \(finding)") }
    func skipped(_ reason: SkipReason, at origin: Origin) {
        skippedCount += 1
        skips[reason.words, default: 0] += 1
        lines.append("- \(origin): \(reason.words) [\(reason.id)]")
    }
    func note(_ finding: Finding) { findings.append(finding); lines.append("! \(finding)") }
    func covered(_ coverage: ExtractionCoverage) {}

    var transcript: String {
        (lines + ["= accepted \(acceptedCount), rejected \(rejectedCount), skipped \(skippedCount)", ""]).joined(separator: "\n")
    }
}

extension Patient {
    var line: String {
        var parts = ["\(position) patient \(key.value)"]
        if let birth { parts.append("born \(birth) (\(birthPrecision?.word ?? "?"))") }
        if let sex { parts.append(sex.word) }
        parts += races
        if let ethnicity { parts.append(ethnicity) }
        if let zip3 { parts.append("zip \(zip3)") }
        if let deceased { parts.append("died \(deceased)") }
        return parts.joined(separator: " ")
    }
}

extension Fact {
    var line: String {
        var parts = ["\(position) \(kind.word) \(patient.value)"]
        if let code { parts.append(([code] + moreCodes).map(\.description).joined(separator: "+")) }
        if let start { parts.append("on \(start)" + (startSecond.map { "@\($0)" } ?? "")) }
        if let end { parts.append("to \(end)") }
        if let authored { parts.append("authored \(authored)") }
        for word in [status?.word, verification?.word, category?.word, intent?.word] { if let word { parts.append(word) } }
        switch value {
        case .quantity(let number, let unit): parts.append("= \(comparator.map { "\($0) " } ?? "")\(number) \(unit ?? "(no unit)")")
        case .coded(let code): parts.append("= \(code)")
        case .text(let text): parts.append("= \"\(text)\"")
        case nil: break
        }
        if sentValue != nil || sentUnit != nil { parts.append("(sent \(sentValue ?? "") \(sentUnit ?? ""))") }
        if negated { parts.append("NOT") }
        if let reason { parts.append("because \(reason)") }
        if let provider { parts.append("by \(provider)") }
        if ownKey != nil { parts.append("own-key") }
        if encounterKey != nil { parts.append("encounter-key") }
        if panelKey != nil { parts.append("panel-key") }
        return parts.joined(separator: " ")
    }
}

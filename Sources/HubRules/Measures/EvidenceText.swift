import HubCore

/// Evidence as sentences. The caller knows what codes are called and where facts stand.
package struct EvidenceText {
    /// A code's words: "Systolic blood pressure (LOINC 8480-6)".
    package var code: (Int32) -> String
    /// A fact's place: "vitals.csv:12:1".
    package var origin: (_ submission: Int32, _ number: Int32) -> String

    package init(code: @escaping (Int32) -> String, origin: @escaping (_ submission: Int32, _ number: Int32) -> String) {
        (self.code, self.origin) = (code, origin)
    }

    package func lines(_ group: GroupEvidence) -> [String] {
        var lines = ["\(group.measure)" + (group.groupTitle.isEmpty ? "" : ", \(group.groupTitle)") + ", \(group.period)"]
        for (name, isIn, evidence) in group.populations {
            lines.append("\(isIn ? "in" : "not in") \(name)")
            if let evidence { lines += self.lines(evidence, indent: 1) }
        }
        for gap in group.gaps { lines.append("to do: \(sentence(gap))") }
        return lines
    }

    /// One line a part; what is unmet under a met "one of" is left out.
    package func lines(_ evidence: Evidence, indent: Int) -> [String] {
        let blanks = String(repeating: "  ", count: indent)
        var line = blanks + (evidence.met ? "yes: " : "no: ") + Self.readable(evidence.name)
        if let claim = evidence.claims.first {
            line += ": " + sentence(claim)
        } else if let near = evidence.nearest {
            line += "; nearest: " + sentence(near)
        }
        let shown = evidence.shape == .any && evidence.met ? evidence.children.filter(\.met) : evidence.children
        let more = evidence.claims.dropFirst().map { blanks + "  and: " + sentence($0) }
        return [line] + more + shown.flatMap { lines($0, indent: indent + 1) }
    }

    /// One sentence, one date, one value, and where it stands.
    package func sentence(_ gap: Gap) -> String { gap.text + (gap.claim.map { ": " + sentence($0) } ?? "") }

    package func sentence(_ claim: Evidence.Claim) -> String {
        var words = code(claim.code)
        if let value = claim.value {
            words += " \(Self.number(value))" + (claim.unit >= 0 ? " \(code(claim.unit))" : "")
        } else if claim.valueCode >= 0 {
            words += " = \(code(claim.valueCode))"
        }
        words += claim.day.map { ", \($0)" } ?? ", no date"
        if let miss = claim.miss { words += ", \(miss.words)" }
        return words + " [\(origin(claim.submission, claim.number))]"
    }

    /// `lowest_systolic` → `lowest systolic`.
    static func readable(_ name: String) -> String { String(name.map { $0 == "_" ? " " : $0 }) }

    static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
    }
}

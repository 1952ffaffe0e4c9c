package import HubCore

/// Evidence as sentences. The caller knows what codes are called and where facts stand.
package struct EvidenceText {
    /// A code's words: "Systolic blood pressure (LOINC 8480-6)".
    package var code: (Int32) -> String
    /// A fact's place: "vitals.csv:12:1".
    package var origin: (_ submission: Int32, _ number: Int32) -> String

    /// What has to be done by a day before this one cannot be done any more. Nil: nobody asks.
    package var today: Day?

    package init(
        today: Day? = nil, code: @escaping (Int32) -> String, origin: @escaping (_ submission: Int32, _ number: Int32) -> String
    ) {
        (self.today, self.code, self.origin) = (today, code, origin)
    }

    /// One sentence, one date, one value, and where it stands.
    package func sentence(_ gap: Gap) -> String {
        var claim = gap.claim
        // The text says already what the value has to be.
        if let why = claim?.why, !why.isEmpty, gap.text.contains(why) { claim?.miss = nil }
        return gap.text + (claim.map { ": " + gap.soFarWords + sentence($0) } ?? ": nothing is recorded under a code that counts")
            + (gap.due.map(until) ?? "")
    }

    private func until(_ day: Day) -> String {
        guard let today, day < today else { return " (counts until \(day))" }
        return " (counted until \(day), which is over: what was done by then can still be documented)"
    }

    package func sentence(_ claim: Evidence.Claim) -> String {
        var words = facts(claim)
        if claim.miss != nil { words += ", \(claim.why.isEmpty ? claim.miss?.words ?? "" : claim.why)" }
        words += " [\(origin(claim.submission, claim.number))]"
        let others = claim.others.filter { $0.number != claim.number || $0.submission != claim.submission }
        return words + others.map { "; that is: \(facts($0)) [\(origin($0.submission, $0.number))]" }.joined()
    }

    /// What, how much, when.
    package func facts(_ claim: Evidence.Claim) -> String {
        var words = code(claim.sourceCode)
        if claim.sourceCode != claim.code { words += ", read as \(code(claim.code))" }
        words += value(claim).map { claim.value == nil || claim.unit < 0 ? " = \($0)" : " \($0)" } ?? ""
        return words + ", " + Self.dates(claim) + (claim.reason >= 0 ? ", not done because: \(code(claim.reason))" : "")
    }

    /// A code's words as people read them: without SNOMED CT's tag for the kind of thing, and no longer than a line can take.
    package static func display(_ coding: Coding) -> String? {
        guard var words = coding.display, !words.isEmpty else { return nil }
        if coding.system == .snomed, words.hasSuffix(")"), let tag = words.lastIndex(of: "("), tag > words.startIndex,
            words[tag...].dropFirst().dropLast().allSatisfy({ $0.isLowercase || $0 == " " || $0 == "/" })
        {
            words = words[..<tag].split(separator: " ").joined(separator: " ")
        }
        guard words.count > 90 else { return words }
        let start = words.prefix(90)
        return (start.lastIndex(of: " ").map { start[..<$0] } ?? start) + "…"
    }

    /// `152 mm[Hg]`, or the coded answer.
    package func value(_ claim: Evidence.Claim) -> String? {
        if let value = claim.value { return Self.number(value) + (claim.unit >= 0 ? " \(code(claim.unit))" : "") }
        return claim.valueCode >= 0 ? code(claim.valueCode) : nil
    }

    private static func dates(_ claim: Evidence.Claim) -> String {
        let isLasting = claim.kind == .condition || claim.kind == .allergy
        guard let day = claim.day else { return isLasting ? "no onset date" : "no date" }
        if let end = claim.end { return end <= day ? "\(day)" : "\(day) to \(end)" }
        return isLasting ? "since \(day)" : "\(day)"
    }

    /// `lowest_systolic` → `lowest systolic`.
    package static func readable(_ name: String) -> String { String(name.map { $0 == "_" ? " " : $0 }) }

    static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
    }
}

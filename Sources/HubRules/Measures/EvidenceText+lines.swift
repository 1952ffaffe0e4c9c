import HubCore

/// One group's evidence as lines, indented by depth: the answer first, then what to do or the reason in short, then the rest.
extension EvidenceText {
    /// All groups of a measure; where one's answer and all that it rests on are those of a group before, it says so and tells no more.
    /// - Parameter whole: as below.
    package func lines(_ groups: [GroupEvidence], whole: Bool = false) -> [String] {
        var told: [(group: GroupEvidence, lines: ArraySlice<String>)] = []
        return groups.flatMap { group in
            let lines = lines(group, whole: whole)
            let same = told.first { $0.lines == lines.dropFirst() && Self.verdict($0.group) == Self.verdict(group) }
            if let same { return [lines[0] + ", the same as in “\(same.group.groupTitle)” above"] }
            told.append((group, lines.dropFirst()))
            return lines
        }
    }

    /// - Parameter whole: also what holds in a population the patient is not in; otherwise only what keeps the patient out.
    package func lines(_ group: GroupEvidence, whole: Bool = false) -> [String] {
        let text = namingPlacesOnce()
        var lines = [Self.title(group) + ": " + Self.verdict(group)]
        lines += group.gaps.map { "to do: \(text.sentence($0))" }
        if group.gaps.isEmpty { lines += text.reasons(group).map { "because: \($0)" } }
        for (name, isIn, evidence) in group.populations where Self.isAsked(name, group) {
            if evidence == nil, name != "denominator" { continue }
            let words = name.replacing("-", with: " ")
            let all = name == "denominator" && evidence == nil ? ": everybody of the initial population" : ""
            lines.append("\(isIn ? "in" : "not in") the \(words)\(all)")
            guard let evidence else { continue }
            let isException = name.hasPrefix("denominator-ex")
            lines += isException && !isIn ? text.nothing(evidence) : text.lines(evidence, indent: 1, whole: whole || isIn)
        }
        return lines
    }

    /// What is of no consequence is not told: exclusions of somebody who is not counted.
    static func isAsked(_ name: String, _ group: GroupEvidence) -> Bool {
        switch name {
        case "initial-population": true
        case "denominator": group.isIn("initial-population")
        case "denominator-exclusion": group.isIn("denominator")
        case "numerator": group.isIn("denominator") && !group.isIn("denominator-exclusion")
        default: group.isIn("denominator") && !group.isIn("denominator-exclusion") && !group.isIn("numerator")
        }
    }

    private static func title(_ group: GroupEvidence) -> String {
        group.measure + (group.groupTitle.isEmpty ? "" : ", \(group.groupTitle)") + ", \(group.period)"
    }

    /// A file's place is long, and the same fact stands under the reasons and again in the whole: the second time it is "see above".
    private func namingPlacesOnce() -> EvidenceText {
        final class Told { var facts: Set<Int64> = [] }
        let told = Told()
        var text = self
        text.origin = { submission, number in
            let isNew = told.facts.insert(Int64(submission) << 32 | Int64(number)).inserted
            return isNew ? origin(submission, number) : "see above"
        }
        return text
    }

    static func verdict(_ group: GroupEvidence) -> String {
        if !group.isIn("initial-population") {
            return group.groupTitle.isEmpty ? "not counted in this measure" : "not counted in this rate"
        }
        if !group.isIn("denominator") { return "in the initial population, and not counted in this rate" }
        if group.isIn("denominator-exclusion") { return "excluded" }
        if group.isIn("denominator-exception") { return "the numerator is not met, and an exception applies: taken out of the rate" }
        if group.isIn("numerator") { return group.lowerIsBetter ? "counted, in the numerator, which is the bad side here: a gap" : "met" }
        return group.lowerIsBetter ? "counted, and not in the numerator, which is the good side here" : "counted and not met: a gap"
    }
}

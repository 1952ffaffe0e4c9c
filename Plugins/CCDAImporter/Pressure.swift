internal import HubCore
internal import HubXML

/// A blood pressure that is sent as `138/86`: under the code of one of its numbers, or of both.
extension EntryReader {
    /// The facts that the one stands for; nil when its value is something else.
    func pressures(in fact: Fact, _ element: XMLElement) throws(HubError) -> [Fact]? {
        guard case .text(let words) = fact.value, let code = fact.code, code.system == .loinc,
            let pair = TextNumber.readPair(words), pair.first > pair.second
        else { return nil }
        let parts: [(code: String, words: String, value: Double)] = [
            ("8480-6", "Systolic blood pressure", pair.first), ("8462-4", "Diastolic blood pressure", pair.second),
        ]
        let wanted = Self.pairs.contains(code.code) ? parts : parts.filter { $0.code == code.code }
        guard !wanted.isEmpty else { return nil }
        try note(.twoPressures, element)
        let panel = fact.panelKey ?? unique(SourceKey.hash("pressure|\(fact.ownKey ?? Int64(element.line))"))
        return wanted.map { part in
            var one = fact
            if one.code?.code != part.code {
                one.code = Coding(.loinc, part.code, display: part.words)
                one.ownKey = fact.ownKey.map { SourceKey.hash("\($0)|\(part.code)") }
            }
            let canonical = CCDAUnits.canonical(value: part.value, unit: pair.unit, code: one.code)
            one.value = .quantity(canonical.value, unit: canonical.unit)
            one.panelKey = panel
            return one
        }
    }

    /// Blood pressure panel; blood pressure systolic and diastolic.
    private static let pairs: Set<String> = ["85354-9", "55284-4", "35094-2"]
}

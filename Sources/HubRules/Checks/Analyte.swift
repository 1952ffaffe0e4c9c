import HubCore

/// Something that is measured: which LOINC codes name it, its canonical unit and what values a living person can have.
package struct Analyte: Hashable, Sendable {
    package var name: String
    package var loinc: Set<String>
    /// UCUM.
    package var unit: String
    package var range: ClosedRange<Double>
    /// Counts as a vital sign.
    package var isVital: Bool

    static func read(_ node: Node, _ findings: inout [Finding]) -> Analyte? {
        var reader = NodeReader(node, what: "an analyte")
        let (name, unit) = (reader.requiredText("name"), reader.requiredText("unit"))
        _ = reader.required("loinc")
        let codes = reader.texts("loinc") ?? []
        _ = (reader.required("min"), reader.required("max"))
        let (low, high) = (reader.number("min"), reader.number("max"))
        let isVital = reader.flag("vital") ?? false
        for code in codes where CodeShape.loinc(code.utf8.span) == false {
            reader.fail("`\(code)` is not a LOINC code: its check digit does not fit", at: node["loinc"]?.origin ?? node.origin)
        }
        if let low, let high, !(low <= high), let origin = node["max"]?.origin { reader.fail("`max` is less than `min`", at: origin) }
        reader.finish()
        findings += reader.findings
        guard let name, let unit, let low, let high, reader.findings.isEmpty else { return nil }
        return Analyte(name: name, loinc: Set(codes), unit: unit, range: low...high, isVital: isVital)
    }
}

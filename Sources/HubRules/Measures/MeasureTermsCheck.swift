package import HubCore

/// The terms of a measure's file: value sets that somebody published, codes with good check digits, units of UCUM.
package enum MeasureTermsCheck {
    /// - Parameter sets: what there is, by OID.
    package static func findings(
        _ node: Node, titles: [String: ValueSetTitle], sets: [String: ValueSet], tellsIncomplete: Bool
    ) -> [Finding] {
        var findings: [Finding] = []
        for entry in node["valuesets"]?.entries ?? [] {
            guard let oid = entry.value.text else { continue }
            guard let title = titles[oid] else {
                findings.append(
                    Finding(
                        .error, "measure.value-set",
                        "`\(entry.key)`: nothing is known of the value set \(oid)"
                            + Suggestion.words(for: oid, among: titles.keys.sorted()),
                        at: entry.value.origin, fix: "Check the OID, or add its title and published total to valuesets/index.csv.",
                        owner: .hub))
                continue
            }
            guard tellsIncomplete, sets[oid]?.isComplete != true else { continue }
            let have = sets[oid]?.codes.count ?? 0
            let total = title.publishedTotal.map { " of \($0)" } ?? ""
            findings.append(
                Finding(
                    .note, "measure.value-set-incomplete", "`\(entry.key)` (\(title.title)) comes with \(have)\(total) codes",
                    at: entry.value.origin, fix: "Import your licensed expansion: `measurehub valuesets import`.", owner: .hub))
        }
        for entry in node["codes"]?.entries ?? [] {
            guard let coding = entry.value.text.flatMap(MeasureScope.coding)?.normalized, CodeShape.fits(coding) == false else { continue }
            findings.append(
                Finding(
                    .error, "measure.code", "`\(entry.key)` is no \(coding.system.name) code: its form or its check digit is wrong",
                    at: entry.value.origin, fix: "Look the code up where it was published.", owner: .hub))
        }
        units(node, into: &findings)
        return findings
    }

    private static func units(_ node: Node, into findings: inout [Finding]) {
        for entry in node.entries ?? [] {
            if entry.key == "unit", let unit = entry.value.text, unit != "patient", unit != "encounter" {
                if !Units.isKnown(unit) {
                    let meant = Units.normalized(unit).flatMap { Units.isKnown($0) ? $0 : nil }
                    findings.append(
                        Finding(
                            .error, "measure.unit",
                            "`\(unit)` is no unit that values are stored in" + (meant.map { "; did you mean `\($0)`?" } ?? ""),
                            at: entry.value.origin, fix: "Write the unit of UCUM in which the hub stores such values.", owner: .hub))
                }
            }
            units(entry.value, into: &findings)
        }
        for item in node.list ?? [] { units(item, into: &findings) }
    }
}

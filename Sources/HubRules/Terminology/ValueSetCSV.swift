package import HubCore

/// Reads a value set from `system,code,display`; the file's name is its OID. Systems by FHIR URI, OID or short name.
package enum ValueSetCSV {
    /// - Parameters:
    ///   - titles: what is known of value sets by OID: titles and published totals (`index.csv`).
    ///   - partial: the set is known to hold only a part, as the lists that come with the hub.
    package static func read(
        _ bytes: [UInt8], file: SourceFile, titles: [String: ValueSetTitle] = [:], partial: Bool = false
    ) -> ValueSetReading {
        var reading = ValueSetReading()
        guard let oid = oid(of: file) else {
            reading.findings.append(
                Finding(
                    .error, "valueset.name", "the file's name must be the OID of the value set", at: Origin(file),
                    fix: "Name it, for example, 2.16.840.1.113883.3.526.3.1278.csv.", owner: .hub))
            return reading
        }
        let rows = PlainCSV.rows(bytes)
        let header = rows.first?.fields.map { $0.trimmingBlanks().lowercased() } ?? []
        guard let system = header.firstIndex(of: "system"), let code = header.firstIndex(of: "code") else {
            reading.findings.append(
                Finding(
                    .error, "valueset.header", "the header must name the columns system and code",
                    at: Origin(file, Position(line: 1, column: 1)), fix: "Write the header system,code,display.", owner: .hub))
            return reading
        }
        let display = header.firstIndex(of: "display")
        var codes: [Coding] = []
        var seen: Set<Coding> = []
        for row in rows.dropFirst() {
            func field(_ at: Int?) -> String { at.flatMap { $0 < row.fields.count ? row.fields[$0].trimmingBlanks() : nil } ?? "" }
            let text = field(display)
            let name = field(system)
            guard !name.isEmpty, !field(code).isEmpty else {
                reading.findings.append(
                    Finding(
                        .error, "valueset.row", "a row needs a system and a code",
                        at: Origin(file, Position(line: row.line, column: 1)), owner: .hub))
                continue
            }
            let coding = Coding(CodeSystem.inValueSet(name), field(code), display: text.isEmpty ? nil : text).normalized
            if seen.insert(coding).inserted { codes.append(coding) }
        }
        let known = titles[oid]
        reading.settle(
            ValueSet(oid: oid, title: known?.title ?? "", publishedTotal: known?.publishedTotal, codes: codes, source: file.name),
            partial: partial, file: file)
        return reading
    }

    /// `…/2.16.840.1.113883.3.526.3.1278.csv` → the OID.
    static func oid(of file: SourceFile) -> String? {
        var name = file.name.split(separator: "/").last.map(String.init) ?? ""
        if name.lowercased().hasSuffix(".csv") { name.removeLast(4) }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count > 3 && parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }) ? name : nil
    }
}

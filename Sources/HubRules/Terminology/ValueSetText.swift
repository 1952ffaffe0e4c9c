package import HubCore

/// Reads value sets from VSAC's downloads as text: tabs, pipes, commas or semicolons, with the block of `OID`, `Definition Version` … above the
/// codes, or with a column of OIDs and many sets in one file (eCQM code lists, `BP` workbooks saved as text).
///
/// Columns go by name: `Code`, `Code System` or `Code System OID`, `Description`, `Value Set OID`, `Value Set Name`, `Definition Version`,
/// `Expansion Version`. A code system goes by its OID where there is one.
package enum ValueSetText {
    package static func read(
        _ bytes: [UInt8], file: SourceFile, titles: [String: ValueSetTitle] = [:]
    ) -> [ValueSetReading] {
        guard let table = table(bytes) else {
            let finding = Finding(
                .error, "valueset.header", "no line names the columns Code and Code System", at: Origin(file, Position(line: 1, column: 1)),
                fix: "Download the value set from VSAC as text, header included, or write the header system,code,display.", owner: .hub)
            return [ValueSetReading(findings: [finding])]
        }
        var sets: [String: ValueSet] = [:]
        var (order, trouble): ([String], [Finding]) = ([], [])
        var seen: [String: Set<Coding>] = [:]
        for row in table.rows {
            func cell(_ names: [String]) -> String {
                for name in names {
                    if let at = table.columns[name], at < row.fields.count, !row.fields[at].trimmingBlanks().isEmpty {
                        return row.fields[at].trimmingBlanks()
                    }
                }
                return ""
            }
            func told(_ names: [String]) -> String {
                let mine = cell(names)
                return mine.isEmpty ? names.compactMap { table.head[$0] }.first ?? "" : mine
            }
            let code = cell(["code"])
            let system = cell(["codesystemoid", "codesystem", "codesystemname"])
            if code.isEmpty, system.isEmpty { continue }
            var oid = told(["valuesetoid", "oid"]).replacing("urn:oid:", with: "")
            if oid.isEmpty { oid = ValueSetCSV.oid(of: file) ?? "" }
            guard !code.isEmpty, !system.isEmpty, ValueSetCSV.oid(of: SourceFile(oid)) != nil else {
                trouble.append(
                    Finding(
                        .error, "valueset.row",
                        oid.isEmpty ? "no OID says which value set a row is of" : "a row needs an OID, a system and a code",
                        at: Origin(file, Position(line: row.line, column: 1)),
                        fix: "Keep VSAC's block of lines above the codes; it holds the OID.", owner: .hub))
                continue
            }
            if sets[oid] == nil {
                order.append(oid)
                let total = Int(told(["codecount", "conceptcount", "numberofcodes", "totalcodes", "total"]))
                sets[oid] = ValueSet(
                    oid: oid, title: told(["valuesetname", "name"]), version: told(["definitionversion", "version", "expansionversion"]),
                    publishedTotal: total ?? titles[oid]?.publishedTotal, codes: [], source: file.name)
                if sets[oid]?.title.isEmpty == true { sets[oid]?.title = titles[oid]?.title ?? "" }
            }
            let words = cell(["description", "display", "displayname", "descriptor", "concept", "codedescription"])
            let coding = Coding(CodeSystem.inValueSet(system), code, display: words.isEmpty ? nil : words).normalized
            if seen[oid, default: []].insert(coding).inserted { sets[oid]?.codes.append(coding) }
        }
        // A row that cannot be read makes its file's lists uncertain: none of them is taken.
        guard trouble.isEmpty else { return [ValueSetReading(findings: trouble)] }
        return order.compactMap { sets[$0] }.map { set in
            var reading = ValueSetReading()
            reading.settle(set, partial: false, file: file)
            return reading
        }
    }

    /// Some line names the columns.
    package static func isOne(_ bytes: [UInt8]) -> Bool { table(bytes) != nil }

    private struct Table {
        var head: [String: String] = [:]
        var columns: [String: Int] = [:]
        var rows: ArraySlice<PlainCSV.Row> = []
    }

    /// Finds the delimiter by which some line names `Code` and a code system.
    private static func table(_ bytes: [UInt8]) -> Table? {
        for delimiter: UInt8 in [9, 124, 44, 59] {
            let rows = PlainCSV.rows(bytes, delimiter: delimiter)
            var table = Table()
            for (at, row) in rows.enumerated().prefix(60) {
                let names = row.fields.map(key)
                if names.contains("code"), names.contains(where: { $0.hasPrefix("codesystem") }) {
                    table.columns = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
                    table.rows = rows[(at + 1)...]
                    return table
                }
                let cells = row.fields.map { $0.trimmingBlanks() }
                if cells.count >= 2, !cells[1].isEmpty {
                    table.head[key(cells[0])] = cells[1]
                } else if let colon = cells[0].firstIndex(of: ":") {
                    table.head[key(String(cells[0][..<colon]))] = String(cells[0][cells[0].index(after: colon)...]).trimmingBlanks()
                }
            }
        }
        return nil
    }

    /// `Code System OID` → `codesystemoid`.
    private static func key(_ name: String) -> String { String(name.lowercased().filter { $0.isLetter }) }
}

package import HubCore

/// What reading a value set gave: the set, unless it is unusable, and what is wrong.
package struct ValueSetReading: Sendable {
    package var set: ValueSet?
    /// Instead of a set: one that is made of others, to be put together when all files are read.
    package var group: ValueSetGroup?
    package var findings: [Finding] = []

    package init(set: ValueSet? = nil, findings: [Finding] = []) { (self.set, self.findings) = (set, findings) }

    /// Refuses a set that holds fewer codes than its steward published, unless `partial` is expected of it.
    package mutating func settle(_ found: ValueSet, partial: Bool, file: SourceFile) {
        if found.codes.isEmpty, !partial {
            findings.append(
                Finding(
                    .error, "MAP-005", "value set \(found.oid) (\(found.title)) holds no code", at: Origin(file),
                    fix: "Import the expansion of the value set, not only its definition.", owner: .hub))
        } else if !partial, let total = found.publishedTotal, found.codes.count < total {
            findings.append(
                Finding(
                    .error, "MAP-005",
                    "value set \(found.oid) (\(found.title)) holds \(found.codes.count) codes of \(total) that its steward published",
                    at: Origin(file), fix: "Download the whole expansion; lists are often cut at 1,000 codes.", owner: .hub))
        } else {
            set = found
        }
    }
}

/// One row of `Mappings/valuesets/index.csv`: a value set that measures use, and how many codes its steward published.
package struct ValueSetTitle: Sendable, Hashable {
    package var oid: String
    package var title: String
    package var publishedTotal: Int?

    package init(oid: String, title: String, publishedTotal: Int?) {
        (self.oid, self.title, self.publishedTotal) = (oid, title, publishedTotal)
    }

    /// Reads `oid,title,published_total`; rows without an OID are told.
    package static func read(_ bytes: [UInt8], file: SourceFile) -> (titles: [String: ValueSetTitle], findings: [Finding]) {
        var titles: [String: ValueSetTitle] = [:]
        var findings: [Finding] = []
        for row in PlainCSV.rows(bytes).dropFirst() {
            guard let oid = row.fields.first?.trimmingBlanks(), oid.contains("."), row.fields.count >= 2 else {
                findings.append(
                    Finding(
                        .error, "valueset.row", "a row needs oid, title and published_total",
                        at: Origin(file, Position(line: row.line, column: 1)), owner: .hub))
                continue
            }
            let total = row.fields.count > 2 ? Int(row.fields[2].trimmingBlanks()) : nil
            titles[oid] = ValueSetTitle(oid: oid, title: row.fields[1].trimmingBlanks(), publishedTotal: total)
        }
        return (titles, findings)
    }
}

extension CodeSystem {
    /// A system as value sets name it: also by the URI under which UMLS serves HCPCS.
    package static func inValueSet(_ name: String) -> CodeSystem {
        if let known = named(name) { return known }
        if name.lowercased() == "hcpcs level ii" { return .hcpcs }
        return name == "http://www.nlm.nih.gov/research/umls/hcpcs" ? .hcpcs : CodeSystem(name)
    }
}

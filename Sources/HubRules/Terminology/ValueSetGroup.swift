package import HubCore

/// A value set that is made of others: VSAC's grouping sets. Within a member the named sets are intersected, members are joined.
package struct ValueSetGroup: Sendable {
    /// With the codes that it lists itself.
    package var set: ValueSet
    /// OIDs; a name that holds none stays as it was written.
    package var members: [[String]]
    /// Codes that it leaves out.
    package var left: Set<Coding>
    package var file: SourceFile

    /// OIDs of all that it is made of.
    package var parts: Set<String> { Set(members.joined()) }
}

extension ValueSetGroup {
    /// Puts groups together from sets and from each other.
    ///
    /// - Parameter sets: what there is, by OID: of the same files, else of the database.
    /// - Returns: one reading a group, in order; an incomplete member, a missing one or a circle is told and gives no set.
    package static func resolve(_ groups: [ValueSetGroup], sets: [String: ValueSet]) -> [ValueSetReading] {
        var known = sets
        var waiting = groups
        var readings: [String: ValueSetReading] = [:]
        while true {
            let ready = waiting.filter { group in
                group.parts.allSatisfy { part in known[part] != nil && !waiting.contains { $0.set.oid == part } }
            }
            guard !ready.isEmpty else { break }
            for group in ready {
                let reading = group.made(of: known)
                readings[group.set.oid] = reading
                if let set = reading.set { known[set.oid] = set }
            }
            waiting.removeAll { group in ready.contains { $0.set.oid == group.set.oid } }
        }
        for group in waiting {
            let missing = group.parts.filter { part in known[part] == nil && !waiting.contains { $0.set.oid == part } }.sorted()
            let what = missing.isEmpty ? "members that are made of it, or that lack something" : missing.joined(separator: ", ")
            readings[group.set.oid] = ValueSetReading(
                findings: [
                    Finding(
                        .error, "valueset.grouping",
                        "value set \(group.set.oid) (\(group.set.title)) is made of others that are not here: \(what)",
                        at: Origin(group.file), fix: "Import the members in the same folder, or before.", owner: .hub)
                ])
        }
        return groups.compactMap { readings[$0.set.oid] }
    }

    private func made(of known: [String: ValueSet]) -> ValueSetReading {
        var codes = set.codes
        for member in members {
            let lists = member.compactMap { known[$0]?.codes }
            guard let first = lists.first else { continue }
            codes += first.filter { code in lists.dropFirst().allSatisfy { $0.contains(code) } }
        }
        var seen: Set<Coding> = []
        codes = codes.filter { !left.contains($0) && seen.insert($0).inserted }
        var whole = set
        whole.codes = codes
        var reading = ValueSetReading()
        let gaps = parts.filter { known[$0]?.isComplete == false }.sorted()
        if gaps.isEmpty {
            reading.settle(whole, partial: false, file: file)
        } else {
            reading.findings.append(
                Finding(
                    .error, "valueset.grouping",
                    "value set \(set.oid) (\(set.title)) is made of others that are incomplete here: \(gaps.joined(separator: ", "))",
                    at: Origin(file), fix: "Import the whole expansions of its members.", owner: .hub))
        }
        return reading
    }
}

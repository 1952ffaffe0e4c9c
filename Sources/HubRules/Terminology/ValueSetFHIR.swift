import Foundation
package import HubCore

/// Reads FHIR ValueSet JSON (R4): the expansion, or a definition that lists its codes. Also a Bundle of them.
package enum ValueSetFHIR {
    package static func read(
        _ bytes: [UInt8], file: SourceFile, titles: [String: ValueSetTitle] = [:], partial: Bool = false
    ) -> [ValueSetReading] {
        guard let json = (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any] else {
            return [refused("valueset.json", "this is not JSON", file)]
        }
        switch json["resourceType"] as? String {
        case "ValueSet": return [one(json, file, titles, partial)]
        case "Bundle":
            let entries = (json["entry"] as? [[String: Any]] ?? []).compactMap { $0["resource"] as? [String: Any] }
            return entries.filter { $0["resourceType"] as? String == "ValueSet" }.map { one($0, file, titles, partial) }
        default: return [refused("valueset.json", "this is no FHIR ValueSet", file)]
        }
    }

    private static func one(
        _ json: [String: Any], _ file: SourceFile, _ titles: [String: ValueSetTitle], _ partial: Bool
    ) -> ValueSetReading {
        guard let oid = oid(json) else {
            return refused("valueset.name", "the value set names no OID in its identifier, url or id", file)
        }
        var reading = ValueSetReading()
        let expansion = json["expansion"] as? [String: Any]
        var codes: [Coding] = []
        if let expansion {
            collect(expansion["contains"], into: &codes, system: nil, depth: 0)
        } else {
            let compose = json["compose"] as? [String: Any]
            let includes = compose?["include"] as? [[String: Any]] ?? []
            let excludes = compose?["exclude"] as? [[String: Any]] ?? []
            // Lists and whole value sets can be put together here; filters and whole code systems only by a terminology server.
            guard includes.allSatisfy({ isList($0) || isGroup($0) }), excludes.allSatisfy(isList) else {
                return refused("MAP-005", "value set \(oid) is a definition by rules and not a list of codes", file)
            }
            var members: [[String]] = []
            for include in includes {
                collect(include["concept"], into: &codes, system: include["system"] as? String, depth: 0)
                let named = (include["valueSet"] as? [String] ?? []).map { Self.oid(["url": $0]) ?? $0 }
                if !named.isEmpty { members.append(named) }
            }
            var left: [Coding] = []
            for exclude in excludes { collect(exclude["concept"], into: &left, system: exclude["system"] as? String, depth: 0) }
            if !members.isEmpty {
                reading.group = ValueSetGroup(
                    set: ValueSet(
                        oid: oid, title: json["title"] as? String ?? json["name"] as? String ?? titles[oid]?.title ?? "",
                        version: json["version"] as? String ?? "", publishedTotal: titles[oid]?.publishedTotal, codes: codes,
                        source: file.name), members: members, left: Set(left), file: file)
                return reading
            }
            codes.removeAll { Set(left).contains($0) }
        }
        var seen: Set<Coding> = []
        codes = codes.filter { seen.insert($0).inserted }
        let title = json["title"] as? String ?? json["name"] as? String ?? titles[oid]?.title ?? ""
        // The expansion's own total, when it has one, is the steward's word for this version.
        let total = expansion?["total"] as? Int ?? titles[oid]?.publishedTotal
        reading.settle(
            ValueSet(
                oid: oid, title: title, version: json["version"] as? String ?? "", publishedTotal: total, codes: codes, source: file.name),
            partial: partial, file: file)
        return reading
    }

    /// Codes of `contains` and of what it contains in turn; abstract and inactive ones are no codes to match.
    private static func collect(_ items: Any?, into codes: inout [Coding], system: String?, depth: Int) {
        guard depth < 20 else { return }
        for item in items as? [[String: Any]] ?? [] {
            let name = item["system"] as? String ?? system
            if let name, let code = item["code"] as? String, item["abstract"] as? Bool != true {
                codes.append(
                    Coding(CodeSystem.inValueSet(name), code, display: item["display"] as? String).normalized)
            }
            collect(item["contains"], into: &codes, system: name, depth: depth + 1)
        }
    }

    private static func isList(_ part: [String: Any]) -> Bool {
        part["concept"] != nil && part["filter"] == nil && part["valueSet"] == nil
    }

    private static func isGroup(_ part: [String: Any]) -> Bool {
        !(part["valueSet"] as? [String] ?? []).isEmpty && part["concept"] == nil && part["filter"] == nil && part["system"] == nil
    }

    private static func oid(_ json: [String: Any]) -> String? {
        let identifiers = (json["identifier"] as? [[String: Any]] ?? []).compactMap { $0["value"] as? String }
        let places = identifiers + [json["url"] as? String, json["id"] as? String].compactMap { $0 }
        for place in places {
            let last = place.split(separator: "/").last.map(String.init) ?? place
            let bare = last.replacing("urn:oid:", with: "").split(separator: "|").first.map(String.init) ?? ""
            if ValueSetCSV.oid(of: SourceFile(bare)) != nil { return bare }
        }
        return nil
    }

    private static func refused(_ id: String, _ message: String, _ file: SourceFile) -> ValueSetReading {
        ValueSetReading(set: nil, findings: [Finding(.error, id, message, at: Origin(file), owner: .hub)])
    }
}

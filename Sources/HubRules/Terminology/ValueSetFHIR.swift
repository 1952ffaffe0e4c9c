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
            if compose?["exclude"] != nil || (compose?["include"] as? [[String: Any]] ?? []).contains(where: { $0["concept"] == nil }) {
                return refused("MAP-005", "value set \(oid) is a definition by rules and not a list of codes", file)
            }
            for include in compose?["include"] as? [[String: Any]] ?? [] {
                collect(include["concept"], into: &codes, system: include["system"] as? String, depth: 0)
            }
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

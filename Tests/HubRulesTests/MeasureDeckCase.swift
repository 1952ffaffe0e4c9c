import Foundation
import HubCore
import HubRules

/// One official test case: the patient's resources as facts, and what the deck expects. Simple on purpose: days are the first ten letters.
struct DeckCase {
    var name: String
    var patient = HistoryPatient(id: 1)
    var facts: [HistoryFact] = []
    /// group → population → count.
    var expected: [String: [String: Int]] = [:]
    /// group → number of the stratifier → population → count.
    var expectedStrata: [String: [Int: [String: Int]]] = [:]

    typealias JSON = [String: Any]

    init(folder: URL, codes: inout CodeTable) throws {
        name = folder.lastPathComponent
        var tasks: [JSON] = []
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).sorted { $0.path < $1.path }
        var medications: [String: JSON] = [:]
        var resources: [JSON] = []
        for file in files where file.pathExtension == "json" {
            guard let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? JSON else { continue }
            switch json["resourceType"] as? String {
            case "MeasureReport": if expected.isEmpty { expect(json) }
            case "Patient":
                patient.birth = day(json["birthDate"])
                patient.sex = (json["gender"] as? String).flatMap { Patient.Sex(word: $0) }
            case "Medication": medications["Medication/\(json["id"] ?? "")"] = json["code"] as? JSON
            case "Task": tasks.append(json)
            default: resources.append(json)
            }
        }
        let rejected = tasks.filter { $0["status"] as? String == "rejected" }.compactMap { ($0["focus"] as? JSON)?["reference"] as? String }
        for (number, json) in resources.enumerated() {
            let reference = "\(json["resourceType"] ?? "")/\(json["id"] ?? "")"
            var resource = json
            if let medication = (json["medicationReference"] as? JSON)?["reference"] as? String {
                resource["medicationCodeableConcept"] = medications[medication]
            }
            take(resource, number: number, rejected: rejected.contains(reference), codes: &codes)
        }
    }

    private mutating func expect(_ report: JSON) {
        for (index, group) in ((report["group"] as? [JSON]) ?? []).enumerated() {
            let id = (group["id"] as? String) ?? ""
            let digits = id.reversed().prefix { $0.isNumber }.reversed()
            let key = digits.isEmpty ? "\(index + 1)" : String(digits)
            expected[key] = counts(group)
            for (at, stratifier) in ((group["stratifier"] as? [JSON]) ?? []).enumerated() {
                for stratum in (stratifier["stratum"] as? [JSON]) ?? [] where (stratum["value"] as? JSON)?["text"] as? String == "true" {
                    expectedStrata[key, default: [:]][at + 1] = counts(stratum)
                }
            }
        }
    }

    private func counts(_ group: JSON) -> [String: Int] {
        var counts: [String: Int] = [:]
        for population in (group["population"] as? [JSON]) ?? [] {
            guard let code = (((population["code"] as? JSON)?["coding"] as? [JSON])?.first)?["code"] as? String else { continue }
            if counts[code] == nil { counts[code] = population["count"] as? Int ?? 0 }
        }
        return counts
    }
}

func day(_ value: Any?) -> Int32 {
    (value as? String).flatMap { Day(iso: $0.prefix(10)) }?.number ?? HistoryFact.noDay
}

func second(_ value: Any?) -> Int32 {
    guard let text = value as? String, text.count >= 19 else { return -1 }
    let parts = text.dropFirst(11).prefix(8).split(separator: ":").compactMap { Int32($0) }
    return parts.count == 3 ? parts[0] * 3600 + parts[1] * 60 + parts[2] : -1
}

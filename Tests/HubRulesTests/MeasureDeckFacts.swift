import Foundation
import HubCore
import HubRules

/// FHIR resources of the decks as facts.
extension DeckCase {
    mutating func take(_ json: JSON, number: Int, rejected: Bool, codes: inout CodeTable) {
        switch json["resourceType"] as? String {
        case "Encounter":
            var fact = HistoryFact(.encounter)
            (fact.start, fact.end) = span(json["period"])
            fact.category = ((json["class"] as? JSON)?["code"] as? String).flatMap { Fact.Category(word: $0) }
            fact.qualifier = id((json["hospitalization"] as? JSON)?["dischargeDisposition"], &codes)
            add(fact, json, (json["type"] as? [JSON]) ?? [], number, &codes)
        case "Condition":
            var fact = HistoryFact(.condition)
            fact.start = json["onsetDateTime"] != nil ? day(json["onsetDateTime"]) : span(json["onsetPeriod"]).0
            fact.end = json["abatementDateTime"] != nil ? day(json["abatementDateTime"]) : span(json["abatementPeriod"]).1
            fact.authored = day(json["recordedDate"])
            fact.status = word((json["clinicalStatus"] as? JSON)).flatMap { Fact.Status(word: $0) }
            fact.verification = word(json["verificationStatus"] as? JSON).flatMap { Fact.Verification(word: $0) }
            fact.qualifier = id((json["bodySite"] as? [JSON])?.first, &codes)
            let category = ((json["category"] as? [JSON])?.first).flatMap { word($0) }
            fact.category = category == "encounter-diagnosis" ? .encounterDiagnosis : .problem
            add(fact, json, [json["code"] as? JSON].compactMap { $0 }, number, &codes, keepsStatus: true)
        case "Observation": observation(json, number, &codes)
        case "MedicationRequest":
            var fact = HistoryFact(.medication)
            fact.authored = day(json["authoredOn"])
            let timing = ((json["dosageInstruction"] as? [JSON])?.first)?["timing"] as? JSON
            (fact.start, fact.end) = span((timing?["repeat"] as? JSON)?["boundsPeriod"])
            let supply = ((json["dispenseRequest"] as? JSON)?["expectedSupplyDuration"] as? JSON)?["value"] as? Double
            if let supply { fact.supplyDays = Int32(supply) }
            // A rejected task voids the order and not that the patient takes it.
            fact.category = rejected ? .list : .order
            var json = json
            if rejected { json["intent"] = nil }
            add(fact, json, [json["medicationCodeableConcept"] as? JSON].compactMap { $0 }, number, &codes)
        case "Immunization":
            var fact = HistoryFact(.immunization)
            fact.start = day(json["occurrenceDateTime"])
            add(fact, json, [json["vaccineCode"] as? JSON].compactMap { $0 }, number, &codes)
        case "Procedure":
            var fact = HistoryFact(.procedure)
            if json["performedDateTime"] != nil {
                fact.start = day(json["performedDateTime"])
            } else {
                (fact.start, fact.end) = span(json["performedPeriod"])
            }
            add(fact, json, [json["code"] as? JSON].compactMap { $0 }, number, &codes)
        case "ServiceRequest":
            var fact = HistoryFact(.order)
            fact.authored = day(json["authoredOn"])
            add(fact, json, [json["code"] as? JSON].compactMap { $0 }, number, &codes)
        case "DeviceRequest":
            var fact = HistoryFact(.deviceOrder)
            fact.authored = day(json["authoredOn"])
            add(fact, json, [json["codeCodeableConcept"] as? JSON].compactMap { $0 }, number, &codes)
        case "AllergyIntolerance":
            var fact = HistoryFact(.allergy)
            fact.start = span(json["onsetPeriod"]).0
            fact.status = word(json["clinicalStatus"] as? JSON).flatMap { Fact.Status(word: $0) }
            add(fact, json, [json["code"] as? JSON].compactMap { $0 }, number, &codes, keepsStatus: true)
        case "AdverseEvent":
            var fact = HistoryFact(.adverseEvent)
            fact.start = json["recordedDate"] != nil ? day(json["recordedDate"]) : day(json["date"])
            add(fact, json, [json["event"] as? JSON].compactMap { $0 }, number, &codes)
        default: break
        }
    }

    private mutating func observation(_ json: JSON, _ number: Int, _ codes: inout CodeTable) {
        var fact = HistoryFact(.observation)
        if json["effectiveDateTime"] != nil {
            (fact.start, fact.startSecond) = (day(json["effectiveDateTime"]), second(json["effectiveDateTime"]))
        } else {
            (fact.start, fact.end) = span(json["effectivePeriod"])
            fact.startSecond = second((json["effectivePeriod"] as? JSON)?["start"])
        }
        fact.authored = day(json["issued"])
        if (json["dataAbsentReason"] as? JSON).flatMap({ word($0) }) == "not-performed" { fact.negated = true }
        if json["extension"] != nil, json["valueQuantity"] == nil, json["valueCodeableConcept"] == nil, reason(json, &codes) >= 0 {
            fact.negated = true
        }
        set(&fact, json, &codes)
        add(fact, json, [json["code"] as? JSON].compactMap { $0 }, number, &codes)
        for component in (json["component"] as? [JSON]) ?? [] {
            var part = fact
            set(&part, component, &codes)
            add(part, json, [component["code"] as? JSON].compactMap { $0 }, number, &codes)
        }
    }

    private func set(_ fact: inout HistoryFact, _ json: JSON, _ codes: inout CodeTable) {
        if let quantity = json["valueQuantity"] as? JSON, let value = quantity["value"] as? Double {
            fact.value = value
            var unit = quantity["code"] as? String ?? quantity["unit"] as? String ?? ""
            if unit == "mmHg" { unit = "mm[Hg]" }
            fact.unit = codes.intern(Coding(.ucum, unit))
        }
        if let value = json["valueInteger"] as? Int { fact.value = Double(value) }
        fact.valueCode = id(json["valueCodeableConcept"], &codes)
        fact.hasTextValue = json["valueString"] != nil || json["valueBoolean"] != nil
    }

    private mutating func add(
        _ template: HistoryFact, _ json: JSON, _ concepts: [JSON], _ number: Int, _ codes: inout CodeTable, keepsStatus: Bool = false
    ) {
        var fact = template
        fact.number = Int32(number)
        if !keepsStatus { fact.status = (json["status"] as? String).flatMap { Fact.Status(word: $0) } }
        if template.intent == nil { fact.intent = (json["intent"] as? String).flatMap { Fact.Intent(word: $0) } }
        if json["doNotPerform"] as? Bool == true { fact.negated = true }
        for item in (json["modifierExtension"] as? [JSON]) ?? [] where item["valueBoolean"] as? Bool == true { fact.negated = true }
        fact.reason = reason(json, &codes)
        fact.ownKey = SourceKey.hash("\(json["resourceType"] ?? "")/\(json["id"] ?? "")")
        if let encounter = (json["encounter"] as? JSON)?["reference"] as? String { fact.encounterKey = SourceKey.hash(encounter) }
        for coding in concepts.flatMap({ ($0["coding"] as? [JSON]) ?? [] }) {
            guard let found = self.coding(coding) else { continue }
            fact.code = codes.intern(found)
            facts.append(fact)
        }
        for item in concepts.flatMap({ ($0["extension"] as? [JSON]) ?? [] }) {
            guard let url = item["valueCanonical"] as? String, let oid = url.split(separator: "/").last else { continue }
            fact.code = codes.intern(Coding(.valueSet, String(oid)))
            facts.append(fact)
        }
    }

    private func reason(_ json: JSON, _ codes: inout CodeTable) -> Int32 {
        for key in ["reasonCode", "statusReason"] {
            if let list = json[key] as? [JSON], let first = list.first, id(first, &codes) >= 0 { return id(first, &codes) }
            if json[key] is JSON, id(json[key], &codes) >= 0 { return id(json[key], &codes) }
        }
        for item in (json["extension"] as? [JSON]) ?? [] where (item["url"] as? String ?? "").lowercased().contains("reason") {
            if id(item["valueCodeableConcept"], &codes) >= 0 { return id(item["valueCodeableConcept"], &codes) }
        }
        return -1
    }

    private func word(_ concept: JSON?) -> String? { ((concept?["coding"] as? [JSON])?.first)?["code"] as? String }

    private func span(_ period: Any?) -> (Int32, Int32) { (day((period as? JSON)?["start"]), day((period as? JSON)?["end"])) }

    private func coding(_ json: JSON) -> Coding? {
        guard let code = json["code"] as? String, let system = json["system"] as? String else { return nil }
        return Coding(CodeSystem.named(system) ?? CodeSystem(system), code).normalized
    }

    private func id(_ concept: Any?, _ codes: inout CodeTable) -> Int32 {
        guard let first = ((concept as? JSON)?["coding"] as? [JSON])?.first, let coding = coding(first) else { return -1 }
        return codes.intern(coding)
    }
}

package import HubCore

/// Keeps facts in memory as the judge sees them, patient by patient: what a check without a database judges from.
///
/// `keep` decides which facts are worth keeping (those whose code some measure asks for), so that memory follows the need and not the file.
package final class HistoryCollector {
    package private(set) var codes = CodeTable()
    package private(set) var patients: [HistoryPatient] = []
    /// By patient id, which is the index into `patients`.
    package private(set) var facts: [[HistoryFact]] = []
    package private(set) var keys: [PatientKey] = []
    /// By patient id: a patient's row or a document's header was there, and not only a fact about them.
    package private(set) var isDescribed: [Bool] = []
    /// Where the fact with that number came from; numbers count from 0.
    package private(set) var origins: [Origin] = []
    private var ids: [PatientKey: Int32] = [:]
    private let keep: (Fact) -> Bool
    package var file = SourceFile("") { didSet { fileNumber += 1 } }
    private var fileNumber: Int32 = 0

    package init(keep: @escaping (Fact) -> Bool = { _ in true }) { self.keep = keep }

    private func id(of key: PatientKey) -> Int32 {
        if let id = ids[key] { return id }
        let id = Int32(patients.count)
        ids[key] = id
        patients.append(HistoryPatient(id: id))
        facts.append([])
        keys.append(key)
        isDescribed.append(false)
        return id
    }

    /// Within a submission the first word about a person stands, and a later one fills what is missing: the same as in the store.
    package func add(_ patient: Patient) {
        let id = Int(id(of: patient.key))
        isDescribed[id] = true
        if let birth = patient.birth, patients[id].birth == HistoryFact.noDay {
            patients[id].birth = birth.number
            patients[id].birthPrecision = patient.birthPrecision ?? .day
        }
        patients[id].sex = patients[id].sex ?? patient.sex
        if let deceased = patient.deceased, patients[id].deceased == HistoryFact.noDay { patients[id].deceased = deceased.number }
    }

    package func add(_ fact: Fact) {
        let patient = Int(id(of: fact.patient))
        guard keep(fact) else { return }
        var compact = HistoryFact(fact, codes: &codes)
        (compact.number, compact.file) = (Int32(clamping: origins.count), fileNumber)
        origins.append(Origin(file, fact.position, path: fact.path))
        let before = facts[patient].count
        facts[patient].append(compact)
        for code in fact.moreCodes {
            compact.code = codes.intern(code)
            facts[patient].append(compact)
        }
        let after = facts[patient].count
        for code in fact.moreValueCodes {
            for at in before..<after {
                var further = facts[patient][at]
                further.valueCode = codes.intern(code)
                facts[patient].append(further)
            }
        }
    }
}

extension HistoryFact {
    /// The fact under its first code; further codes are further `HistoryFact`s with the same number.
    package init(_ fact: Fact, codes: inout CodeTable) {
        self.init(fact.kind)
        status = fact.status
        verification = fact.verification
        category = fact.category
        intent = fact.intent
        negated = fact.negated
        comparator = fact.comparator
        if let coding = fact.code { code = codes.intern(coding) }
        start = fact.start?.number ?? Self.noDay
        end = fact.end?.number ?? Self.noDay
        authored = fact.authored?.number ?? Self.noDay
        startSecond = fact.startSecond ?? -1
        switch fact.value {
        case .quantity(let number, let written):
            value = number
            if let written { unit = codes.intern(Coding(.ucum, written)) }
        case .coded(let coding): valueCode = codes.intern(coding)
        case .text: hasTextValue = true
        case nil: break
        }
        if let coding = fact.reason { reason = codes.intern(coding) }
        if let coding = fact.qualifier { qualifier = codes.intern(coding) }
        supplyDays = fact.supplyDays ?? -1
        ownKey = fact.ownKey ?? 0
        encounterKey = fact.encounterKey ?? 0
        panelKey = fact.panelKey ?? 0
    }
}

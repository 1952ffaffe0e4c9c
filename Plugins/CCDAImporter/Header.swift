internal import HubCore
internal import HubXML

/// The header's recordTarget: who the patient is. Addresses and telephone numbers are not looked at; of a name only a hash is made.
enum Header {
    static func patient(
        _ target: XMLElement, document: PatientKey?, _ reader: EntryReader
    ) throws(HubError) -> Patient {
        guard let role = target.child(.patientRole), let (key, notice) = key(role, document) else {
            throw nobody(reader.file, target)
        }
        if let notice { try reader.note(notice, target) }
        var patient = Patient(key: key, at: target.position)
        patient.path = EntryReader.path(target)
        patient.zip3 = zip3(role)
        guard let person = role.child(.patient) else { return patient }
        if let birth = try reader.time(person.child(.birthTime)).low {
            patient.birth = birth.first
            let isYear = birth.last - birth.first > 40
            patient.birthPrecision = !birth.isPartial ? .day : isYear ? .year : .month
        }
        patient.identity = identity(person, patient.birth)
        patient.testName = testName(person)
        // Without a number of the practice's own, name and birth date are all that tells the same person in two documents.
        if notice != nil, let identity = patient.identity {
            patient.key = PatientKey("person-" + String(UInt64(bitPattern: identity), radix: 16))
        }
        patient.sex = sex(person.child(.administrativeGenderCode))
        for race in person.children(.raceCode) {
            if let code = raceCode(race), !patient.races.contains(code) { patient.races.append(code) }
        }
        patient.ethnicity = person.children(.ethnicGroupCode).lazy.compactMap { raceCode($0) }.first
        patient.language = language(person)
        if let death = try reader.time(person.child(.deceasedTime)).low, !death.isPartial { patient.deceased = death.first }
        return patient
    }

    /// The first id with a number that is the source's own. A number of the state (social security, Medicare, driver's licence) names a person
    /// everywhere and is never taken, only told. Without a number, name and birth date make one (see ``identity``); without these the document
    /// stands for itself: two persons are never taken for one, though one may be taken for two, which is told.
    static func key(_ role: XMLElement, _ document: PatientKey?) -> (key: PatientKey, notice: Notice?)? {
        var fallback: PatientKey?
        var hasNumberOfTheState = false
        for id in role.children(.id) where !id.isNull {
            let number = id.string(.extension).flatMap { isPlaceholder($0) ? nil : $0 }
            switch (id.string(.root), number) {
            case (let root?, let number?):
                if !isNumberOfTheState(root) { return (PatientKey(number, namespace: root), nil) }
                hasNumberOfTheState = true
            case (let root?, nil):
                if !isNumberOfTheState(root), !id.has(.extension) { fallback = fallback ?? PatientKey(root) }
            case (nil, let number?): fallback = fallback ?? PatientKey(number)
            case (nil, nil): break
            }
        }
        if let fallback { return (fallback, nil) }
        return document.map { ($0, hasNumberOfTheState ? .numberOfTheState : .noPatientNumber) }
    }

    /// `UNK` and the like: taking one for a number would make all such patients one person.
    private static func isPlaceholder(_ number: String) -> Bool {
        ["UNK", "UNKNOWN", "NA", "N/A", "NI", "NONE", "NULL", "0", "-"].contains(number.uppercased())
    }

    private static func isNumberOfTheState(_ root: String) -> Bool {
        root == "2.16.840.1.113883.4.1" || root == "2.16.840.1.113883.4.572" || root == "2.16.840.1.113883.4.927"
            || root == "2.16.840.1.113883.4.6" || root.hasPrefix("2.16.840.1.113883.4.3.")
    }

    private static func testName(_ person: XMLElement) -> TestPatient? {
        let names = person.children(.name).flatMap { Array($0.children(.family)) + Array($0.children(.given)) }
        let found = names.compactMap { TestPatient.found(in: $0.text(limit: 200)) }
        return found.first { $0 == .surely } ?? found.first
    }

    /// Family name, first given name and birth day; nil when one of them is missing.
    private static func identity(_ person: XMLElement, _ birth: Day?) -> Int64? {
        guard let birth, let name = person.child(.name) else { return nil }
        func letters(_ part: Name) -> String { (name.child(part)?.text(limit: 200) ?? "").lowercased().filter(\.isLetter) }
        let (family, given) = (letters(.family), letters(.given))
        guard !family.isEmpty, !given.isEmpty else { return nil }
        return SourceKey.hash("\(family)|\(given)|\(birth)")
    }

    /// - Parameter element: the recordTarget; nil when there is none.
    static func nobody(_ file: SourceFile, _ element: XMLElement?) -> HubError {
        guard let element else {
            return HubError(
                .malformed, "the document does not say whose it is (no recordTarget in its header), so nothing can be said to be anybody's",
                at: Origin(file), hint: "Export whole documents; a part of one, as in an example or a cut file, cannot be taken.")
        }
        return HubError(
            .malformed, "the document's header has no usable number for the patient, so nothing can be said to be anybody's",
            at: Origin(file, element.position, path: "recordTarget"),
            hint: "The recordTarget needs an id of the practice's own.")
    }

    private static func sex(_ code: XMLElement?) -> Patient.Sex? {
        guard let code else { return nil }
        switch code.string(.code)?.uppercased() {
        case "F": return .female
        case "M": return .male
        case "UN", "O": return .other
        case nil: return code.isNull ? .unknown : nil
        default: return .unknown
        }
    }

    /// Only CDC's codes: `UNK` and the like say nothing about race.
    private static func raceCode(_ element: XMLElement) -> String? {
        guard !element.isNull, let code = element.string(.code) else { return nil }
        if let system = element.string(.codeSystem), CodeSystem.named(system) != .cdcRaceEthnicity { return nil }
        return code.utf8.allSatisfy { $0 >= 48 && $0 <= 57 || $0 == 45 } ? code : nil
    }

    private static func language(_ person: XMLElement) -> String? {
        var first: String?
        for communication in person.children(.languageCommunication) {
            guard let code = communication.child(.languageCode)?.string(.code) else { continue }
            if communication.child(.preferenceInd)?.attribute(.value, is: "true") == true { return code }
            first = first ?? code
        }
        return first
    }

    /// The first three digits. Four digits are a ZIP code whose leading zero was lost.
    private static func zip3(_ role: XMLElement) -> String? {
        for address in role.children(.addr) {
            if let country = address.child(.country)?.text(limit: 20), !country.isEmpty,
                !["US", "USA", "UNITED STATES", "UNITED STATES OF AMERICA"].contains(country.uppercased())
            {
                continue
            }
            let text = address.child(.postalCode)?.text(limit: 20) ?? ""
            let digits = text.prefix { $0.isASCII && $0.isNumber }
            if digits.count == 5 || digits.count == 9 { return String(digits.prefix(3)) }
            if digits.count == 4, digits.count == text.count { return "0" + digits.prefix(2) }
        }
        return nil
    }
}

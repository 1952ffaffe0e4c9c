package import HubCore

/// Writes the extracts, code maps and answer keys of made-up practices into `folder`, a folder a practice.
///
/// Holds one patient at a time, whatever their number. Files of the same name are written over.
package func writeSamples(_ request: SampleRequest, to folder: String) throws(HubError) -> [SamplePractice] {
    guard request.patients > 0 else {
        throw HubError(
            .misconfigured, "a practice needs at least one patient", hint: "Ask for 200 or more, so that every error finds a place.")
    }
    var written: [SamplePractice] = []
    for profile in request.practices {
        let population = Population(seed: request.seed, profile: profile, period: request.period, hasErrors: request.hasErrors)
        let home = "\(folder)/\(profile.code)"
        let key = AnswerKey()
        var practice = SamplePractice(
            code: profile.code, name: profile.name, style: profile.style, folder: home, extract: home + "/extract", codeMap: "",
            answerKey: home + "/planted-errors.json")
        var tally = TruthTally(request.period)
        switch profile.style {
        case .syntheaTables: try writeTables(population, request.patients, key, &tally, &practice)
        case .abcsWide: try writeWide(population, request.patients, key, &tally, &practice)
        case .ccda: try writeDocuments(population, request.patients, key, &tally, &practice)
        case .fhir: try writeBundles(population, request.patients, .usCore, &tally, &practice)
        case .syntheaBundles: try writeBundles(population, request.patients, .synthea, &tally, &practice)
        }
        practice.codeMap = try CodeMapFile.write(profile, in: home)
        practice.planted = key.planted
        practice.truths = tally.truths
        try key.write(practice, in: home)
        written.append(practice)
    }
    return written
}

private func writeTables(
    _ population: Population, _ patients: Int, _ key: AnswerKey, _ tally: inout TruthTally, _ practice: inout SamplePractice
) throws(HubError) {
    let tables = try SyntheaTables(population, key: key, in: practice.folder)
    // Somebody whose chart can carry wrong rows: alive, and born before the data begin.
    var bearer: MadeUpPatient?
    for number in 0..<patients {
        let person = population.patient(number)
        try tables.write(person)
        tally.add(person)
        if bearer == nil, person.death == nil, person.birth < population.start { bearer = person }
    }
    if let bearer, population.hasErrors {
        try tables.writePlants(on: bearer)
        practice.badFiles = [try tables.writeUnclosedQuote(on: bearer)]
    }
    practice.files = try tables.finish()
    practice.patients = patients
    practice.source = "synthea"
}

private func writeWide(
    _ population: Population, _ patients: Int, _ key: AnswerKey, _ tally: inout TruthTally, _ practice: inout SamplePractice
) throws(HubError) {
    let table = try WideTable(population, key: key, in: practice.folder)
    for number in 0..<patients {
        guard let visible = try table.write(population.patient(number)) else { continue }
        tally.add(visible)
        practice.patients += 1
    }
    if population.hasErrors {
        try table.writePlants()
        practice.badFiles = [try table.writeYearToDate(in: practice.folder)]
    }
    practice.files = [try table.finish()]
    practice.extract = practice.folder + "/" + (practice.files.first?.name ?? "")
    practice.source = "abcs-wide"
}

private func writeDocuments(
    _ population: Population, _ patients: Int, _ key: AnswerKey, _ tally: inout TruthTally, _ practice: inout SamplePractice
) throws(HubError) {
    for number in 0..<patients {
        let person = population.patient(number)
        // No document carries more than two errors, so that each can be looked at by itself.
        let open = Plant.inDocuments.filter { key.count($0.plant.id) < $0.most }
        let wanted = population.hasErrors && number % 3 == 1 ? Set(open.shuffledFrom(number).prefix(2).map(\.plant.id)) : []
        let document = CCDADocument(person, population, wanted: wanted)
        let file = try SampleFile("extract/\(person.mrn).xml", in: practice.folder)
        try file.write(document.xml.text)
        file.countDocument()
        try file.finish()
        for plant in document.plants {
            key.add(plant.plant, file: file.name, line: plant.line, column: plant.column, field: plant.field, text: plant.text)
        }
        tally.add(person)
    }
    practice.files = [.init(name: "extract", path: practice.extract, rows: patients)]
    practice.patients = patients
    guard population.hasErrors else { return }
    practice.badFiles = try writeBadDocuments(CCDADocument(population.patient(0), population, wanted: []), key, in: practice.folder)
}

/// Bundles carry no planted errors: FHIR is checked by whoever sends it, and what is wrong there is in the importer's own cases.
private func writeBundles(
    _ population: Population, _ patients: Int, _ style: FHIRBundle.Style, _ tally: inout TruthTally, _ practice: inout SamplePractice
) throws(HubError) {
    for number in 0..<patients {
        let person = population.patient(number)
        let file = try SampleFile("extract/\(person.id).json", in: practice.folder)
        try file.write(FHIRBundle(person, population, style: style).text)
        file.countDocument()
        try file.finish()
        tally.add(person)
    }
    practice.files = [.init(name: "extract", path: practice.extract, rows: patients)]
    practice.patients = patients
}

private func writeBadDocuments(
    _ document: CCDADocument, _ key: AnswerKey, in folder: String
) throws(HubError) -> [SamplePractice.File] {
    let lines = document.xml.text.split(separator: "\n", omittingEmptySubsequences: false)
    let half = try SampleFile("bad/truncated.xml", in: folder)
    for line in lines.prefix(lines.count / 2) { try half.put(line: String(line)) }
    half.countDocument()
    try half.finish()
    key.add(.truncated, file: half.name, line: half.line, text: "")
    let declared = try SampleFile("bad/doctype.xml", in: folder)
    for (at, line) in lines.enumerated() {
        if at == 1 {
            key.add(.doctype, file: declared.name, line: declared.line, text: "<!DOCTYPE ClinicalDocument>")
            try declared.put(line: "<!DOCTYPE ClinicalDocument>")
        }
        try declared.put(line: String(line))
    }
    declared.countDocument()
    try declared.finish()
    return [half.summary, declared.summary]
}

extension Array {
    /// Begins somewhere else for each number, so that every error gets its turn.
    fileprivate func shuffledFrom(_ number: Int) -> [Element] {
        guard !isEmpty else { return [] }
        let cut = number / 3 % count
        return Array(self[cut...] + self[..<cut])
    }
}

internal import HubCore

extension TableKind {
    /// What the rows are, by the names of the columns and of the file; nil when too little speaks for anything.
    static func of(_ columns: [KnownColumn], file: SourceFile, _ aliases: ColumnAliases, rows: Int) -> TableKind? {
        let roles = Set(columns.compactMap(\.role))
        if roles.contains(.numerator), roles.contains(.denominator) { return .aggregates }
        var points: [TableKind: Int] = [:]
        let stem = file.name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? file.name
        for word in Set(aliases.words.words(stem) + stem.lowercased().split { !$0.isLetter }.map(String.init)) {
            if let kind = aliases.files[word] { points[kind, default: 0] += 3 }
        }
        for (role, kind, worth) in hints where roles.contains(role) { points[kind, default: 0] += worth }
        for kind in [TableKind.billing, .reference] where points[kind] != nil && !roles.contains(.birth) { return kind }
        if lists(columns) { points[.problems, default: 0] += 4 }
        let measured = Set(columns.filter { $0.thing != nil && $0.aspect != .date }.map(\.subject))
        let vital = columns.contains { $0.thing?.category == "vital-signs" }
        if measured.count >= 2, vital { points[.vitals, default: 0] += 4 }
        // Doctors have a number and a sex too; a day of birth only patients have.
        if roles.contains(.patient) && roles.contains(.sex) || roles.contains(.birth), roles.contains(.patient) || roles.contains(.id),
            roles.isDisjoint(with: [.value, .icd, .loinc, .rxnorm, .cvx, .drugName, .vaccineName, .onset, .collected])
        {
            points[.patients, default: 0] += 4
        }
        // One row a patient, and more than who it is.
        let patient = columns.first { $0.role == .patient }
        let flags = columns.count { $0.condition != nil || $0.medicine != nil }
        if let patient, patient.profile.isUnique, rows > 1, measured.count + flags >= 2, !points.keys.contains(.labs) || measured.count >= 3
        {
            points[.wide, default: 0] += 8
        }
        let best = points.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }
        return best.flatMap { $0.value >= 3 ? $0.key : nil }
    }

    /// A column says for each row what it is: a problem, an allergy.
    private static func lists(_ columns: [KnownColumn]) -> Bool {
        columns.contains { $0.role == .listType && !Set($0.profile.words.keys).isDisjoint(with: problemWords) }
    }

    static let problemWords: Set<String> = ["medical_problem", "medical problem", "problem", "problems", "diagnosis", "condition"]
    static let allergyWords: Set<String> = ["allergy", "allergies"]

    private static let hints: [(Role, TableKind, Int)] = [
        (.loinc, .labs, 3), (.labName, .labs, 3), (.value, .labs, 2), (.unit, .labs, 1), (.collected, .labs, 2), (.resulted, .labs, 1),
        (.icd, .problems, 2), (.problemName, .problems, 2), (.onset, .problems, 3), (.resolved, .problems, 2), (.dx, .visits, 2),
        (.drugName, .medications, 3), (.rxnorm, .medications, 3), (.ndc, .medications, 3), (.supplyDays, .medications, 2),
        (.vaccineName, .immunizations, 4), (.cvx, .immunizations, 4), (.cpt, .procedures, 2), (.procedureName, .procedures, 4),
        (.allergyName, .allergies, 4), (.visit, .visits, 2), (.visitType, .visits, 3), (.visitClass, .visits, 3),
        (.visitEnd, .visits, 1), (.encounter, .visits, 1),
    ]
}

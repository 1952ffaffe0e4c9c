internal import HubCore

/// Who the files of one submission have described so far: to tell a second person under one number, and to leave out what later files say of
/// somebody who was kept out. Twelve bytes or so a patient.
package final class KnownPeople {
    /// By number; ``HistoryFact/noDay`` when the birth day is not known.
    private var births: [Int64: Int32] = [:]
    private var keptOut: Set<Int64> = []
    /// Kept out by a table that is still to be read.
    private var foretold: Set<Int64> = []

    package init() {}

    private static func hash(_ key: PatientKey) -> Int64 { SourceKey.hash(key.namespace + "\u{1F}" + key.value) }

    /// False when the number came with another day of birth before.
    func take(_ patient: Patient) -> Bool {
        let key = Self.hash(patient.key)
        let isDay = patient.birthPrecision ?? .day == .day
        let birth = isDay ? patient.birth?.number ?? HistoryFact.noDay : HistoryFact.noDay
        guard let before = births[key], before != HistoryFact.noDay else {
            births[key] = birth
            return true
        }
        return birth == HistoryFact.noDay || birth == before
    }

    func keepOut(_ key: PatientKey) { keptOut.insert(Self.hash(key)) }

    /// What a look at a file beforehand has shown: whom it keeps out and nowhere describes.
    package func foretell(_ people: KnownPeople) { foretold.formUnion(people.keptOut.filter { people.births[$0] == nil }) }

    /// A row about somebody who was kept out, and whom no other row describes.
    func isKeptOut(_ key: PatientKey) -> Bool {
        guard !keptOut.isEmpty || !foretold.isEmpty else { return false }
        let key = Self.hash(key)
        return (keptOut.contains(key) || foretold.contains(key)) && births[key] == nil
    }
}

internal import Foundation
package import HubCore
internal import HubRules

/// A roster's file: the columns `patient,provider` or `patient,site`, and where they are needed `practice` (its code in the hub) and `authority` (who gave the patient
/// the number).
package enum RosterFile {
    /// - Throws: ``HubError/Code/misconfigured`` with the line when a row is not whole or names a patient a second time, with somebody else.
    package static func read(_ path: String, of level: MeasureResult.Level = .provider) throws(HubError) -> Roster {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw HubError(.unreadable, "the list `\(path)` cannot be read", hint: "Check that it exists and that you may read it.")
        }
        let file = SourceFile((path as NSString).lastPathComponent)
        let rows = PlainCSV.rows([UInt8](data))
        let header = rows.first?.fields.map { $0.trimmingBlanks().lowercased() } ?? []
        guard let patient = header.firstIndex(of: "patient"), let part = header.firstIndex(of: level.rawValue) else {
            throw HubError(
                .misconfigured, "the header of a roster must name the columns patient and \(level)",
                at: Origin(file, Position(line: 1, column: 1)), hint: "Write the header patient,\(level) or practice,patient,\(level).")
        }
        let (practice, authority) = (header.firstIndex(of: "practice"), header.firstIndex(of: "authority"))
        var list: [Roster.Line: String] = [:]
        for row in rows.dropFirst() {
            func cell(_ at: Int) -> String { at < row.fields.count ? row.fields[at].trimmingBlanks() : "" }
            let who = Roster.Line(
                practice: practice.map(cell) ?? "", authority: authority.map(cell).flatMap { $0.isEmpty ? nil : $0 }, patient: cell(patient)
            )
            let whose = cell(part)
            let place = Origin(file, Position(line: row.line, column: 1))
            if whose.isEmpty, !who.patient.isEmpty { continue }
            guard !who.patient.isEmpty else { throw HubError(.misconfigured, "a row of the roster names no patient", at: place) }
            guard practice == nil || !who.practice.isEmpty else {
                throw HubError(.misconfigured, "a row of the roster names no practice", at: place)
            }
            if let other = list[who], other != whose {
                throw HubError(
                    .misconfigured, "a patient is in the roster twice, with two \(level)s", at: place, hint: "Keep one row a patient.")
            }
            list[who] = whose
        }
        return Roster(list, namesPractices: practice != nil)
    }
}

internal import Foundation
package import HubCore
internal import HubRules

/// `patient,provider`: whom the EMR's primary-care field or a payer's roster names. Patients go by the number of the source.
package enum RosterFile {
    /// - Throws: ``HubError/Code/misconfigured`` with the line when a row is not whole or names a patient a second time, with somebody else.
    package static func read(_ path: String) throws(HubError) -> [String: String] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw HubError(.unreadable, "the list `\(path)` cannot be read", hint: "Check that it exists and that you may read it.")
        }
        let file = SourceFile((path as NSString).lastPathComponent)
        let rows = PlainCSV.rows([UInt8](data))
        let header = rows.first?.fields.map { $0.trimmingBlanks().lowercased() } ?? []
        guard let patient = header.firstIndex(of: "patient"), let provider = header.firstIndex(of: "provider") else {
            throw HubError(
                .misconfigured, "the header of a roster must name the columns patient and provider",
                at: Origin(file, Position(line: 1, column: 1)), hint: "Write the header patient,provider.")
        }
        var list: [String: String] = [:]
        for row in rows.dropFirst() {
            func cell(_ at: Int) -> String { at < row.fields.count ? row.fields[at].trimmingBlanks() : "" }
            let (who, whose) = (cell(patient), cell(provider))
            let place = Origin(file, Position(line: row.line, column: 1))
            if whose.isEmpty, !who.isEmpty { continue }
            guard !who.isEmpty else { throw HubError(.misconfigured, "a row of the roster names no patient", at: place) }
            if let other = list[who], other != whose {
                throw HubError(
                    .misconfigured, "a patient is in the roster twice, with two providers", at: place, hint: "Keep one row a patient.")
            }
            list[who] = whose
        }
        return list
    }
}

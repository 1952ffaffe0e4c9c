internal import HubCore

/// Whose patient somebody is, by the EMR's primary-care field or a payer's panel: a provider's or a site's.
///
/// A practice's number of a patient is nobody's number elsewhere: a line counts for the practice that it names, and a roster without practices is
/// one practice's.
package struct Roster: Sendable {
    package struct Line: Hashable, Sendable {
        /// The practice's code; empty when the roster names no practices.
        package var practice = ""
        /// Who gave the number; nil when the roster does not say.
        package var authority: String?
        package var patient: String

        package init(practice: String = "", authority: String? = nil, patient: String) {
            (self.practice, self.authority, self.patient) = (practice, authority, patient)
        }
    }

    /// Line → provider or site.
    private let lines: [Line: String]
    package let namesPractices: Bool

    package init(_ lines: [Line: String], namesPractices: Bool) { (self.lines, self.namesPractices) = (lines, namesPractices) }

    /// Of one practice.
    package init(_ list: [String: String]) {
        lines = Dictionary(uniqueKeysWithValues: list.map { (Line(patient: $0.key), $0.value) })
        namesPractices = false
    }

    var isEmpty: Bool { lines.isEmpty }

    /// Codes of practices that the roster names and that are not there.
    func unknownPractices(_ codes: [String]) -> [String] {
        namesPractices ? Set(lines.keys.map(\.practice)).subtracting(codes).sorted() : []
    }

    /// Sixteen digits that change with every line about the practice.
    func mark(_ practice: String) -> String {
        let sum = lines.reduce(UInt64(0)) { sum, line in
            guard isAbout(line.key, practice) else { return sum }
            return sum &+ UInt64(bitPattern: SourceKey.hash("\(line.key.authority ?? "")|\(line.key.patient)|\(line.value)"))
        }
        return String(sum, radix: 16)
    }

    private func isAbout(_ line: Line, _ practice: String) -> Bool { !namesPractices || line.practice == practice }

    /// The practice's patients, by their numbers there, and the providers or sites that the roster gives them.
    /// - Throws: ``HubError/Code/misconfigured`` when a number may be one or the other of two patients.
    func parts(_ practice: String, _ keys: [Int32: PatientKey]) throws(HubError) -> [Int32: String] {
        var found: [Int32: String] = [:]
        var without: [String: Int] = [:]
        for (id, key) in keys {
            var line = Line(practice: namesPractices ? practice : "", authority: key.namespace, patient: key.value)
            if let part = lines[line] {
                found[id] = part
                continue
            }
            line.authority = nil
            guard let part = lines[line] else { continue }
            found[id] = part
            without[key.value, default: 0] += 1
        }
        let doubtful = without.values.count { $0 > 1 }
        guard doubtful == 0 else {
            throw HubError(
                .misconfigured, "\(doubtful) numbers of the roster are those of two patients of `\(practice)`, by different authorities",
                hint: "Add a column authority to the roster: who gave the patient the number, as the hub has it.")
        }
        return found
    }
}

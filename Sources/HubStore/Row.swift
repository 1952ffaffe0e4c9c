package import HubCore

/// One row of an answer. Small answers only: large ones come by ``Connection/copyOut(_:row:)``.
package struct Row: Sendable {
    var fields: [String?]

    package func optionalText(_ column: Int) -> String? { fields.indices.contains(column) ? fields[column] : nil }

    package func text(_ column: Int) throws(HubError) -> String {
        guard let text = optionalText(column) else { throw unexpected(column, "text") }
        return text
    }

    package func optionalInt(_ column: Int) throws(HubError) -> Int? {
        guard let text = optionalText(column) else { return nil }
        guard let number = Int(text) else { throw unexpected(column, "an integer") }
        return number
    }

    package func int(_ column: Int) throws(HubError) -> Int {
        guard let number = try optionalInt(column) else { throw unexpected(column, "an integer") }
        return number
    }

    package func int32(_ column: Int) throws(HubError) -> Int32 {
        guard let number = Int32(exactly: try int(column)) else { throw unexpected(column, "a 32-bit integer") }
        return number
    }

    package func bool(_ column: Int) throws(HubError) -> Bool {
        switch optionalText(column) {
        case "t": true
        case "f": false
        default: throw unexpected(column, "true or false")
        }
    }

    package func optionalDouble(_ column: Int) throws(HubError) -> Double? {
        guard let text = optionalText(column) else { return nil }
        guard let number = Double(text) else { throw unexpected(column, "a number") }
        return number
    }

    package func optionalDay(_ column: Int) throws(HubError) -> Day? {
        guard let text = optionalText(column) else { return nil }
        guard let day = Day(iso: text) else { throw unexpected(column, "a day") }
        return day
    }

    /// The value itself is not told: it may be a patient's.
    private func unexpected(_ column: Int, _ what: String) -> HubError {
        HubError(.database, "Column \(column + 1) of an answer is not \(what).")
    }
}

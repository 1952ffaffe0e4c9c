package import HubCore

/// Where and how a text stops being JSON.
package struct JSONTrouble: Error {
    package enum Reason { case unexpected, endsEarly, tooDeep, tooLarge }
    package var reason: Reason
    /// In bytes from 0.
    package var offset: Int

    /// For a document that is lost with it.
    package func hubError(in bytes: [UInt8], of file: SourceFile) -> HubError {
        let before = bytes[..<min(offset, bytes.count)]
        let lineStart = before.lastIndex(of: 10).map { $0 + 1 } ?? 0
        let position = Position(
            offset: offset, line: 1 + before.count { $0 == 10 }, column: 1 + before[lineStart...].count { $0 & 0xC0 != 0x80 })
        let hint = "Export it again, and compare its size."
        return switch reason {
        case .unexpected: HubError(.malformed, "this is not valid JSON", at: Origin(file, position), hint: hint)
        case .endsEarly: HubError(.malformed, "the file ends in the middle", at: Origin(file, position), hint: hint)
        case .tooDeep: HubError(.tooLarge, "the file is nested more deeply than the hub reads", at: Origin(file, position))
        case .tooLarge: HubError(.tooLarge, "the file is larger than the hub reads at once", at: Origin(file, position))
        }
    }
}

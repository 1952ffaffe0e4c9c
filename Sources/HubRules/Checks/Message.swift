import HubCore

/// A rule's sentence with `{placeholders}`.
struct Message {
    /// The names in braces, in their order.
    static func placeholders(in text: String) -> [String] {
        text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { piece in
            piece.firstIndex(of: "}").map { String(piece[..<$0]) }
        }
    }

    static func fill(_ text: String, _ values: [String: String]) -> String {
        var out = ""
        for (at, piece) in text.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
            guard at > 0, let close = piece.firstIndex(of: "}") else {
                out += (at > 0 ? "{" : "") + piece
                continue
            }
            out += values[String(piece[..<close])] ?? "{\(piece[..<close])}"
            out += piece[piece.index(after: close)...]
        }
        return out
    }
}

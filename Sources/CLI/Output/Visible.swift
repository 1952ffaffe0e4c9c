/// What came out of a file must not steer the terminal: move the cursor, colour or hide words, turn their direction.
extension String {
    /// Each control character as `·`, newlines too.
    var visible: String {
        guard unicodeScalars.contains(where: Self.isControl) else { return self }
        var text = ""
        for scalar in unicodeScalars { text.unicodeScalars.append(Self.isControl(scalar) ? "·" : scalar) }
        return text
    }

    /// C0, DEL, C1, line and paragraph separators, and the marks that turn the direction of writing.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

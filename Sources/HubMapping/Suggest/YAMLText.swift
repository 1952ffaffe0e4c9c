/// Text that YAML reads back as it was.
package enum YAMLText {
    /// A scalar, quoted only where it must be.
    package static func scalar(_ text: String) -> String {
        let plain = text.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic || (48...57).contains(scalar.value) || " _-./()+%".unicodeScalars.contains(scalar)
        }
        let first = text.unicodeScalars.first
        let safeStart = first.map { $0.properties.isAlphabetic || (48...57).contains($0.value) } ?? false
        let reserved = ["true", "false", "yes", "no", "on", "off", "null", "y", "n", "~"].contains(text.lowercased())
        if plain, safeStart, !reserved, text.last != " ", !text.contains("  ") { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            default:
                if scalar.value < 32 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0x2028 || scalar.value == 0x2029 {
                    quoted +=
                        "\\u" + String(repeating: "0", count: max(0, 4 - String(scalar.value, radix: 16).count))
                        + String(scalar.value, radix: 16)
                } else {
                    quoted.unicodeScalars.append(scalar)
                }
            }
        }
        return quoted + "\""
    }

    /// For a comment: one line.
    package static func comment(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 32 || (0x7F...0x9F).contains($0.value) ? " " : $0 }))
    }
}

/// What names a person everywhere and stands in cells where none of it may be: social security numbers, telephone numbers, e-mail addresses.
public enum PersonalShape: String, Sendable {
    case socialSecurity = "a social security number"
    case telephone = "a telephone number"
    case email = "an e-mail address"

    /// What the text as a whole looks like, or a social security number among its words. Bare digits may be a chart number and are none of these.
    public static func found(in text: String) -> PersonalShape? {
        // Every one of them has a separator, and most cells have none.
        guard text.utf8.count >= 6, text.utf8.contains(where: { $0 == 45 || $0 == 64 || $0 == 32 || $0 == 46 }) else { return nil }
        if holdsSocialSecurityNumber(Array(text.utf8)) { return .socialSecurity }
        if text.utf8.contains(64), isEmail(text) { return .email }
        return isTelephone(text) ? .telephone : nil
    }

    /// `123-45-6789` or `123 45 6789`, no digit or dash before or behind it.
    private static func holdsSocialSecurityNumber(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 11 else { return false }
        func digit(_ at: Int) -> Bool { bytes.indices.contains(at) && bytes[at] &- 48 < 10 }
        // A dash or a point makes it part of a longer number; a point at the end of a sentence does not.
        func joins(_ at: Int, _ step: Int) -> Bool {
            digit(at) || bytes.indices.contains(at) && (bytes[at] == 45 || bytes[at] == 46 && digit(at + step))
        }
        return (0...bytes.count - 11).contains { at in
            let separator = bytes[at + 3]
            guard separator == 45 || separator == 32, bytes[at + 6] == separator else { return false }
            return (0..<11).allSatisfy { $0 == 3 || $0 == 6 || digit(at + $0) } && !joins(at - 1, -1) && !joins(at + 11, 1)
        }
    }

    private static func isEmail(_ text: String) -> Bool {
        text.wholeMatch(of: /[^\s@]+@[^\s@]+\.[A-Za-z]{2,}/) != nil
    }

    /// (206) 555-0100, 206-555-0100, 206.555.0100, with 1 or +1 before it.
    private static func isTelephone(_ text: String) -> Bool {
        // A regular expression costs microseconds, and this is asked of cells by the million.
        guard (12...18).contains(text.utf8.count) else { return false }
        var digits = 0
        for byte in text.utf8 {
            switch byte {
            case 48...57: digits += 1
            case 32, 40, 41, 43, 45, 46: break
            default: return false
            }
        }
        guard digits == 10 || digits == 11 else { return false }
        return text.wholeMatch(of: /(\+?1[-. ]?)?(\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}/) != nil
    }
}

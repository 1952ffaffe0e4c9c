/// Where one field of a flat record stands, and what may be in it.
public struct FlatField: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// Anything, from the left.
        case text
        /// Digits only, as many as the field is long.
        case digits
        /// Letters and digits without a blank between them, from the left.
        case code
        /// From the right, with so many decimals behind a point that is not written.
        case number(decimals: Int)
        case date(FlatDate)
    }

    public var name: String
    /// Counted from 0.
    public var range: Range<Int>
    public var kind = Kind.text
    /// What fills the field up, beside blanks.
    public var pad: UInt8?
    public var isRightAligned: Bool
    /// A record that ends before it is not usable.
    public var isRequired = false
    /// Only looked at to see that the record fits; never handed on.
    public var isUnread = false

    public init(_ name: String, _ range: Range<Int>, _ kind: Kind = .text) {
        (self.name, self.range, self.kind) = (name, range, kind)
        if case .number = kind { isRightAligned = true } else { isRightAligned = false }
    }

    /// Reads `33-42 date yyyy-mm-dd required`: place (`start-end` or `start+length`, from 1), kind, then words in any order: `required`, `unread`, `left`,
    /// `right`, `pad=0`.
    /// - Throws: ``HubError/Code/misconfigured``; the message has no place.
    public init(_ name: String, reading text: String) throws(HubError) {
        var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard !words.isEmpty, let range = FlatField.range(words.removeFirst()) else {
            throw HubError(
                .misconfigured, "field `\(name)`: a place is written `33-42` or `33+10`, counted from 1",
                hint: "For example `\(name): 33-42 date yyyy-mm-dd`.")
        }
        var kind = Kind.text
        if let word = words.first, let (found, taken) = try Self.kind(word, words.dropFirst().first, name) {
            kind = found
            words.removeFirst(taken)
        }
        self.init(name, range, kind)
        for word in words { try set(word) }
    }

    private mutating func set(_ word: String) throws(HubError) {
        switch word {
        case "required": isRequired = true
        case "unread": isUnread = true
        case "left": isRightAligned = false
        case "right": isRightAligned = true
        default:
            guard word.hasPrefix("pad="), word.utf8.count == 5, let byte = word.utf8.last else {
                let known = ["required", "unread", "left", "right", "pad=0", "text", "digits", "code", "number", "date"]
                throw HubError(
                    .misconfigured, "field `\(name)`: `\(word)` is not understood" + Suggestion.words(for: word, among: known),
                    hint: "After the place and the kind stand: required, unread, left, right, pad=0.")
            }
            pad = byte
        }
    }

    private static func kind(_ word: String, _ next: String?, _ name: String) throws(HubError) -> (Kind, Int)? {
        switch word {
        case "text": return (.text, 1)
        case "digits": return (.digits, 1)
        case "code": return (.code, 1)
        case "number": return (.number(decimals: 0), 1)
        case "date":
            guard let next, let date = FlatDate(next) else {
                throw HubError(
                    .misconfigured, "field `\(name)`: a date says how it is written",
                    hint: "For example `date yyyymmdd`, `date mm/dd/yyyy`, `date yymmdd`.")
            }
            return (.date(date), 2)
        default:
            guard word.hasPrefix("number("), word.hasSuffix(")"), let decimals = Int(word.dropFirst(7).dropLast()),
                (0...9).contains(decimals)
            else { return nil }
            return (.number(decimals: decimals), 1)
        }
    }

    /// `33-42` and `33+10` and `7`, counted from 1.
    public static func range(_ text: String) -> Range<Int>? {
        let parts = text.split(whereSeparator: { $0 == "-" || $0 == "+" }).map { Int($0) }
        switch parts.count {
        case 1: return parts[0].flatMap { $0 >= 1 ? ($0 - 1)..<$0 : nil }
        case 2:
            guard let start = parts[0], let second = parts[1], start >= 1 else { return nil }
            let end = text.contains("+") ? start - 1 + second : second
            return end >= start ? (start - 1)..<end : nil
        default: return nil
        }
    }
}

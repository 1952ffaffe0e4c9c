internal import HubCore
internal import HubXML

/// The texts of a workbook, each once, in one run of bytes: a large extract has a million of them.
struct SharedTexts {
    /// More than any extract's; they are held in memory.
    static let limit = 512 << 20

    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    var count: Int { ends.count }

    subscript(_ number: Int) -> String? {
        guard ends.indices.contains(number) else { return nil }
        return String(decoding: bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]], as: UTF8.self)
    }

    mutating func append(_ text: String) throws(HubError) {
        bytes += text.utf8
        ends.append(bytes.count)
        guard bytes.count <= Self.limit else {
            throw HubError(
                .tooLarge, "the workbook holds more text than the hub reads from one", hint: "Send it in parts, or as CSV.")
        }
    }

    /// The text of an `si` or `is`: its own, or that of its runs; how it is pronounced (`rPh`) is left out.
    static func text(_ element: XMLElement) -> String {
        var text = ""
        for child in element.children {
            if child.isNamed(.t) { text += child.ownText }
            if child.isNamed(.r), let run = child.first(.t) { text += run.ownText }
        }
        return unescaped(text)
    }

    /// `_x000D_` is how a workbook writes a character that XML cannot hold.
    static func unescaped(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        var (result, rest) = ("", Substring(text))
        while let at = rest.range(of: "_x") {
            result += rest[..<at.lowerBound]
            let code = rest[at.upperBound...].prefix(5)
            if code.count == 5, code.hasSuffix("_"), let number = UInt32(code.dropLast(), radix: 16), let scalar = UnicodeScalar(number) {
                result.unicodeScalars.append(scalar)
                rest = rest[code.endIndex...]
            } else {
                result += "_x"
                rest = rest[at.upperBound...]
            }
        }
        return result + rest
    }
}

final class SharedTextReader: XMLHandler {
    private(set) var texts = SharedTexts()
    private let tree = XMLTree()

    func begin(_ element: XMLElement, depth: Int) throws(HubError) -> XMLChoice {
        depth == 1 ? .enter : element.isNamed(.si) ? .capture(tree) : .skip
    }
    func captured(_ element: XMLElement, depth: Int) throws(HubError) { try texts.append(SharedTexts.text(element)) }
    func end(depth: Int) {}
}

extension Substring {
    /// Where the text stands first.
    fileprivate func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}

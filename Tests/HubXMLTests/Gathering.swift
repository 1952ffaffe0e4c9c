import HubCore
import HubXML

enum Word: UInt16, CaseIterable { case root, item, text, name, type }

/// Captures every `item` and writes down what it holds.
final class Gathering: XMLHandler {
    var lines: [String] = []
    let tree = XMLTree()

    func begin(_ element: XMLElement, depth: Int) throws(HubError) -> XMLChoice {
        if element.name == Word.item.rawValue { return .capture(tree) }
        return element.name == Word.text.rawValue ? .skip : .enter
    }

    func captured(_ element: XMLElement, depth: Int) throws(HubError) {
        let name = element.attribute(Word.name.rawValue) ?? "-"
        lines.append("\(element.line) \(element.path) \(name) [\(element.text())]")
    }

    func end(depth: Int) throws(HubError) {}

    static func read(_ bytes: [UInt8], pieces: Int = 65_536) throws -> [String] {
        let handler = Gathering()
        let stream = try XMLStream(
            file: SourceFile("x.xml"), vocabulary: XMLVocabulary(Word.self, namespaces: [("urn:main", .main)]),
            handler: handler)
        var at = 0
        while at < bytes.count {
            let end = min(bytes.count, at + pieces)
            try stream.feed(bytes.span.extracting(at..<end))
            at = end
        }
        try stream.finish()
        return handler.lines
    }

    static func read(_ text: String, pieces: Int = 65_536) throws -> [String] { try read(Array(text.utf8), pieces: pieces) }

    /// What the reading is refused with.
    static func refusal(_ bytes: [UInt8], pieces: Int = 65_536) -> HubError? {
        do {
            _ = try read(bytes, pieces: pieces)
            return nil
        } catch { return error as? HubError }
    }

    static func refusal(_ text: String, pieces: Int = 65_536) -> HubError? { refusal(Array(text.utf8), pieces: pieces) }
}

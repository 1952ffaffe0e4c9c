/// A part of a JSON document, asked for by name. What is not there, or of another type, is simply absent.
package struct JSONValue {
    private let document: JSONDocument?
    private let index: Int

    package static let absent = JSONValue(nil, 0)

    package init(_ document: JSONDocument?, _ index: Int) {
        self.document = document
        self.index = index
    }

    private var node: JSONDocument.Node? { document?.nodes[index] }

    package subscript(name: String) -> JSONValue {
        guard let document, document.nodes[index].kind == .object else { return .absent }
        var at = index + 1
        while at < Int(document.nodes[index].next) {
            if Self.is(document, at, name) { return JSONValue(document, at + 1) }
            at = Int(document.nodes[at + 1].next)
        }
        return .absent
    }

    private static func `is`(_ document: JSONDocument, _ at: Int, _ name: String) -> Bool {
        let node = document.nodes[at]
        if node.kind == .escapedString { return JSONValue(document, at).text == name }
        guard Int(node.end - node.start) == name.utf8.count else { return false }
        return document.bytes[Int(node.start)..<Int(node.end)].elementsEqual(name.utf8)
    }

    package var exists: Bool { node.map { $0.kind != .null } ?? false }
    package var isObject: Bool { node?.kind == .object }
    package var isList: Bool { node?.kind == .array }

    package var items: [JSONValue] {
        guard let document, document.nodes[index].kind == .array else { return [] }
        var (found, at): ([JSONValue], Int) = ([], index + 1)
        while at < Int(document.nodes[index].next) {
            found.append(JSONValue(document, at))
            at = Int(document.nodes[at].next)
        }
        return found
    }

    /// An object's names in their order.
    package var names: [String] {
        guard let document, document.nodes[index].kind == .object else { return [] }
        var (found, at): ([String], Int) = ([], index + 1)
        while at < Int(document.nodes[index].next) {
            found.append(JSONValue(document, at).text ?? "")
            at = Int(document.nodes[at + 1].next)
        }
        return found
    }

    /// Lends the bytes of a string that holds no escape; nil for anything else.
    package func withPlainBytes<R, E: Error>(_ body: (Span<UInt8>) throws(E) -> R) throws(E) -> R? {
        guard let document, let node, node.kind == .string else { return nil }
        let bytes = document.bytes
        return try body(bytes.span.extracting(Int(node.start)..<Int(node.end)))
    }

    /// Calls `body` for each item of a list, without making the list.
    package func forEachItem<E: Error>(_ body: (JSONValue) throws(E) -> Void) throws(E) {
        guard let document, document.nodes[index].kind == .array else { return }
        var at = index + 1
        while at < Int(document.nodes[index].next) {
            try body(JSONValue(document, at))
            at = Int(document.nodes[at].next)
        }
    }

    /// A list's items, or the one thing that stands where a list may stand.
    package var itemsOrSelf: [JSONValue] { node?.kind == .array ? items : exists ? [self] : [] }

    package var text: String? {
        guard let document, let node else { return nil }
        let bytes = document.bytes[Int(node.start)..<Int(node.end)]
        switch node.kind {
        case .string: return String(decoding: bytes, as: UTF8.self)
        case .escapedString: return Self.unescaped(bytes)
        default: return nil
        }
    }

    /// The digits as they were written: FHIR's decimals mean their precision.
    package var digits: String? {
        guard let document, let node, node.kind == .number else { return nil }
        return String(decoding: document.bytes[Int(node.start)..<Int(node.end)], as: UTF8.self)
    }

    /// Nil also for a number that is too large to be one.
    package var number: Double? { digits.flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil } }
    package var flag: Bool? { node?.kind == .yes ? true : node?.kind == .no ? false : nil }

    /// Where it begins, in bytes from the start of the document.
    package var offset: Int { Int(node?.start ?? 0) }

    static func hex(_ byte: UInt8) -> UInt16? {
        switch byte {
        case 48...57: UInt16(byte - 48)
        case 65...70: UInt16(byte - 55)
        case 97...102: UInt16(byte - 87)
        default: nil
        }
    }

    /// The parser has seen that every escape is whole. Half a surrogate pair becomes U+FFFD.
    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
        var (units, rest): ([UInt16], ArraySlice<UInt8>) = ([], bytes)
        while let cut = rest.firstIndex(of: UInt8(ascii: "\\")), cut + 1 < rest.endIndex {
            units += String(decoding: rest[..<cut], as: UTF8.self).utf16
            var after = cut + 2
            switch rest[cut + 1] {
            case UInt8(ascii: "b"): units.append(8)
            case UInt8(ascii: "f"): units.append(12)
            case UInt8(ascii: "n"): units.append(10)
            case UInt8(ascii: "r"): units.append(13)
            case UInt8(ascii: "t"): units.append(9)
            case UInt8(ascii: "u"):
                units.append(rest[after...].prefix(4).reduce(0) { $0 << 4 | (hex($1) ?? 0) })
                after = min(after + 4, rest.endIndex)
            case let same: units.append(UInt16(same))
            }
            rest = rest[after...]
        }
        units += String(decoding: rest, as: UTF8.self).utf16
        return String(decoding: units, as: UTF16.self)
    }
}

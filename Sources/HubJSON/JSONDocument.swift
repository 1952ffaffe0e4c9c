/// A JSON text and where each of its values lies in it. Nothing is decoded before somebody asks: numbers keep their digits, strings their bytes.
package final class JSONDocument: Sendable {
    /// One value. An object's members are a string and a value in turn; an array's items follow it.
    struct Node {
        enum Kind: UInt8 { case object, array, string, escapedString, number, yes, no, null }
        var kind: Kind
        /// Bytes, half open; strings without their quotes.
        var start: Int32
        var end: Int32
        /// The node after this one and all that is in it.
        var next: Int32 = 0
    }

    package let bytes: [UInt8]
    let nodes: [Node]
    /// An object somewhere has one name twice: which of the two is meant, nobody knows.
    package let repeatsName: Bool
    /// Some string is not UTF-8, and will be read with U+FFFD in it.
    package let isDamaged: Bool

    /// - Throws: ``JSONTrouble`` where the text is not JSON (RFC 8259).
    package init(_ bytes: [UInt8]) throws(JSONTrouble) {
        var parser = JSONParser(bytes)
        try parser.parse()
        (self.bytes, nodes) = (bytes, parser.nodes)
        (repeatsName, isDamaged) = (parser.repeatsName, parser.isDamaged)
    }

    package var root: JSONValue { JSONValue(self, 0) }
}

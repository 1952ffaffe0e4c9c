/// Strings, numbers and the three words.
extension JSONParser {
    private mutating func leaf(_ kind: JSONDocument.Node.Kind, _ start: Int, _ end: Int) {
        nodes.append(JSONDocument.Node(kind: kind, start: Int32(start), end: Int32(end), next: Int32(nodes.count + 1)))
    }

    mutating func word(_ word: StaticString, _ kind: JSONDocument.Node.Kind) throws(JSONTrouble) {
        let start = at
        for offset in 0..<word.utf8CodeUnitCount {
            guard at < bytes.count, bytes[at] == word.utf8Start[offset] else { throw unexpected() }
            at += 1
        }
        leaf(kind, start, at)
    }

    mutating func string() throws(JSONTrouble) {
        let start = at + 1
        var (escaped, foreign) = (false, false)
        at = start
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
            let byte = bytes[at]
            if byte < 32 { throw unexpected() }
            if byte >= 128 { foreign = true }
            if byte == UInt8(ascii: "\\") {
                escaped = true
                try escape()
            } else {
                at += 1
            }
        }
        guard at < bytes.count else { throw unexpected() }
        if foreign, !isDamaged { isDamaged = String(validating: bytes[start..<at], as: UTF8.self) == nil }
        leaf(escaped ? .escapedString : .string, start, at)
        at += 1
    }

    private mutating func escape() throws(JSONTrouble) {
        at += 1
        guard at < bytes.count else { throw unexpected() }
        switch bytes[at] {
        case UInt8(ascii: "u"):
            for _ in 0..<4 {
                at += 1
                guard at < bytes.count, JSONValue.hex(bytes[at]) != nil else { throw unexpected() }
            }
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            break
        default: throw unexpected()
        }
        at += 1
    }

    mutating func number() throws(JSONTrouble) {
        let start = at
        if at < bytes.count, bytes[at] == UInt8(ascii: "-") { at += 1 }
        if at < bytes.count, bytes[at] == UInt8(ascii: "0") { at += 1 } else { try digits() }
        if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
            at += 1
            try digits()
        }
        if at < bytes.count, bytes[at] | 32 == UInt8(ascii: "e") {
            at += 1
            if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
            try digits()
        }
        leaf(.number, start, at)
    }

    private mutating func digits() throws(JSONTrouble) {
        guard at < bytes.count, bytes[at] &- 48 < 10 else { throw unexpected() }
        while at < bytes.count, bytes[at] &- 48 < 10 { at += 1 }
    }
}

/// Finds the values of a JSON text (RFC 8259, nothing beyond it) in one pass.
struct JSONParser {
    /// FHIR resources nest a dozen levels deep; bundles of bundles some more.
    static let depthLimit = 100
    /// Names are compared with each other in objects up to this size.
    private static let comparedMembers = 64

    let bytes: [UInt8]
    var at = 0
    var nodes: [JSONDocument.Node] = []
    private(set) var repeatsName = false
    var isDamaged = false

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        nodes.reserveCapacity(bytes.count / 16)
    }

    mutating func parse() throws(JSONTrouble) {
        guard bytes.count < Int32.max else { throw JSONTrouble(reason: .tooLarge, offset: 0) }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
        try value(depth: 0)
        skipBlanks()
        if at < bytes.count { throw unexpected() }
    }

    private mutating func value(depth: Int) throws(JSONTrouble) {
        guard depth < Self.depthLimit else { throw JSONTrouble(reason: .tooDeep, offset: at) }
        skipBlanks()
        guard at < bytes.count else { throw unexpected() }
        switch bytes[at] {
        case UInt8(ascii: "{"): try members(depth: depth)
        case UInt8(ascii: "["): try items(depth: depth)
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "t"): try word("true", .yes)
        case UInt8(ascii: "f"): try word("false", .no)
        case UInt8(ascii: "n"): try word("null", .null)
        default: try number()
        }
    }

    private mutating func members(depth: Int) throws(JSONTrouble) {
        let index = open(.object)
        var names: [Int] = []
        if !closes(UInt8(ascii: "}")) {
            repeat {
                skipBlanks()
                guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { throw unexpected() }
                let name = nodes.count
                try string()
                if !repeatsName, names.count < Self.comparedMembers {
                    repeatsName = names.contains { isSame($0, name) }
                    names.append(name)
                }
                skipBlanks()
                guard at < bytes.count, bytes[at] == UInt8(ascii: ":") else { throw unexpected() }
                at += 1
                try value(depth: depth + 1)
            } while try goesOn(until: UInt8(ascii: "}"))
        }
        close(index)
    }

    private mutating func items(depth: Int) throws(JSONTrouble) {
        let index = open(.array)
        if !closes(UInt8(ascii: "]")) {
            repeat { try value(depth: depth + 1) } while try goesOn(until: UInt8(ascii: "]"))
        }
        close(index)
    }

    private func isSame(_ a: Int, _ b: Int) -> Bool {
        let (a, b) = (nodes[a], nodes[b])
        guard a.end - a.start == b.end - b.start else { return false }
        return bytes[Int(a.start)..<Int(a.end)].elementsEqual(bytes[Int(b.start)..<Int(b.end)])
    }

    // Brackets and commas

    private mutating func open(_ kind: JSONDocument.Node.Kind) -> Int {
        nodes.append(JSONDocument.Node(kind: kind, start: Int32(at), end: 0))
        at += 1
        return nodes.count - 1
    }

    private mutating func close(_ index: Int) {
        nodes[index].end = Int32(at)
        nodes[index].next = Int32(nodes.count)
    }

    private mutating func closes(_ bracket: UInt8) -> Bool {
        skipBlanks()
        guard at < bytes.count, bytes[at] == bracket else { return false }
        at += 1
        return true
    }

    private mutating func goesOn(until bracket: UInt8) throws(JSONTrouble) -> Bool {
        if closes(bracket) { return false }
        guard at < bytes.count, bytes[at] == UInt8(ascii: ",") else { throw unexpected() }
        at += 1
        return true
    }

    private mutating func skipBlanks() {
        while at < bytes.count, bytes[at] == 32 || bytes[at] == 10 || bytes[at] == 13 || bytes[at] == 9 { at += 1 }
    }

    func unexpected() -> JSONTrouble { JSONTrouble(reason: at < bytes.count ? .unexpected : .endsEarly, offset: at) }
}

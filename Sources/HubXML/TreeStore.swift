/// What a tree is made of.
struct TreeStore {
    var nodes: [XMLTree.Node] = []
    var attributes: [XMLTree.Attribute] = []
    var bytes: [UInt8] = []
    /// Where the root stands in the document: numbers of the names, and which among its siblings of that name each is, from 1.
    var spine: [(name: UInt16, ordinal: Int32)] = []
    /// The words of the numbers.
    var names = NameTable.Words()

    mutating func empty() {
        // A giant is let go of; the usual size is kept and filled again.
        let keep = bytes.capacity < 1 << 20
        nodes.removeAll(keepingCapacity: keep)
        attributes.removeAll(keepingCapacity: keep)
        bytes.removeAll(keepingCapacity: keep)
    }

    mutating func add(_ name: UInt16, _ space: XMLSpace, at place: (line: Int32, column: Int32), under parent: Int32) -> Int32 {
        let index = Int32(truncatingIfNeeded: nodes.count)
        nodes.append(
            XMLTree.Node(
                name: name, space: space, line: place.line, column: place.column, parent: parent,
                start: Int32(truncatingIfNeeded: attributes.count), count: 0))
        link(index, under: parent)
        return index
    }

    mutating func addAttribute(_ name: UInt16, _ value: UnsafeBufferPointer<UInt8>, to node: Int32) {
        let start = bytes.count
        append(value)
        attributes.append(
            XMLTree.Attribute(
                name: name, start: Int32(truncatingIfNeeded: start), count: Int32(truncatingIfNeeded: bytes.count - start)))
        nodes[Int(node)].count += 1
    }

    /// libxml2 leaves one thing undone in an attribute's value: `&` stands as `&#38;` there, however it was written, for a tree builder to
    /// resolve. So every `&` begins such a one.
    private mutating func append(_ value: UnsafeBufferPointer<UInt8>) {
        var rest = value[...]
        while let at = rest.firstIndex(of: UInt8(ascii: "&")) {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: rest[...at]))
            rest = rest[(at + 1)...]
            if rest.starts(with: "#38;".utf8) { rest = rest.dropFirst(4) }
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: rest))
    }

    /// Blank runs between elements are dropped; a run that comes in pieces is joined, up to `limit` bytes.
    mutating func addText(_ piece: UnsafeBufferPointer<UInt8>, under parent: Int32, limit: Int) {
        let last = nodes[Int(parent)].last
        if last >= 0, nodes[Int(last)].name == XMLTree.text {
            let room = limit - Int(nodes[Int(last)].count)
            if piece.count > room { nodes[Int(last)].isCut = true }
            let taken = min(max(0, room), piece.count)
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: piece[..<taken]))
            nodes[Int(last)].count += Int32(truncatingIfNeeded: taken)
            return
        }
        guard piece.contains(where: { $0 > 32 }) else { return }
        let index = Int32(truncatingIfNeeded: nodes.count)
        let taken = min(limit, piece.count)
        nodes.append(
            XMLTree.Node(
                name: XMLTree.text, space: .none, isCut: piece.count > taken, line: 0, column: 0, parent: parent,
                start: Int32(truncatingIfNeeded: bytes.count), count: Int32(truncatingIfNeeded: taken)))
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: piece[..<taken]))
        link(index, under: parent)
    }

    private mutating func link(_ index: Int32, under parent: Int32) {
        guard parent >= 0 else { return }
        let last = nodes[Int(parent)].last
        if last >= 0 { nodes[Int(last)].next = index } else { nodes[Int(parent)].first = index }
        nodes[Int(parent)].last = index
    }
}

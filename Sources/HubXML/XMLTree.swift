/// A part of a document as a tree, in three flat arrays: cheap to fill, cheap to empty, and no object per element.
///
/// A tree is filled again and again; an ``XMLElement`` of it must not be kept past that.
package final class XMLTree {
    struct Node {
        /// 0 and up: a name's number. ``text``: a run of text.
        var name: UInt16
        var space: XMLSpace
        /// Text of a run: part of it was left out because it was too long.
        var isCut = false
        var line: Int32
        /// -1: none.
        var parent: Int32
        var first: Int32 = -1
        var last: Int32 = -1
        var next: Int32 = -1
        /// Elements: attributes. Text: bytes.
        var start: Int32
        var count: Int32
    }
    struct Attribute {
        var name: UInt16
        var start: Int32
        var count: Int32
    }
    static let text = UInt16.max

    var nodes: [Node] = []
    var attributes: [Attribute] = []
    var bytes: [UInt8] = []
    /// Where the root stands in the document: numbers of the names, and which among its siblings of that name each is, from 1.
    var spine: [(name: UInt16, ordinal: Int32)] = []
    /// The words of the numbers.
    var names = NameTable.Words()

    package init() {}

    func empty() {
        // A giant is let go of; the usual size is kept and filled again.
        let keep = bytes.capacity < 1 << 20
        nodes.removeAll(keepingCapacity: keep)
        attributes.removeAll(keepingCapacity: keep)
        bytes.removeAll(keepingCapacity: keep)
    }

    /// The whole of what was captured; nil when nothing was.
    package var root: XMLElement? { nodes.isEmpty ? nil : XMLElement(tree: self, index: 0) }

    func add(_ name: UInt16, _ space: XMLSpace, line: Int32, under parent: Int32) -> Int32 {
        let index = Int32(truncatingIfNeeded: nodes.count)
        nodes.append(
            Node(
                name: name, space: space, line: line, parent: parent,
                start: Int32(truncatingIfNeeded: attributes.count), count: 0))
        link(index, under: parent)
        return index
    }

    func addAttribute(_ name: UInt16, _ value: UnsafeBufferPointer<UInt8>, to node: Int32) {
        attributes.append(
            Attribute(
                name: name, start: Int32(truncatingIfNeeded: bytes.count), count: Int32(truncatingIfNeeded: value.count)))
        bytes.append(contentsOf: value)
        nodes[Int(node)].count += 1
    }

    /// Blank runs between elements are dropped; a run that comes in pieces is joined, up to `limit` bytes.
    func addText(_ piece: UnsafeBufferPointer<UInt8>, line: Int32, under parent: Int32, limit: Int) {
        let last = nodes[Int(parent)].last
        if last >= 0, nodes[Int(last)].name == Self.text {
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
            Node(
                name: Self.text, space: .none, isCut: piece.count > taken, line: line, parent: parent,
                start: Int32(truncatingIfNeeded: bytes.count), count: Int32(truncatingIfNeeded: taken)))
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: piece[..<taken]))
        link(index, under: parent)
    }

    private func link(_ index: Int32, under parent: Int32) {
        guard parent >= 0 else { return }
        let last = nodes[Int(parent)].last
        if last >= 0 { nodes[Int(last)].next = index } else { nodes[Int(parent)].first = index }
        nodes[Int(parent)].last = index
    }
}

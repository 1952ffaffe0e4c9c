internal import HubCore

/// One element of a tree: a cursor, cheap to copy, that must not outlive what its tree holds now.
package struct XMLElement {
    let tree: XMLTree
    let index: Int32

    private var node: XMLTree.Node { tree.store.pointee.nodes[Int(index)] }

    package var name: UInt16 { node.name }
    package var space: XMLSpace { node.space }
    package var nameWords: String { tree.store.pointee.names[node.name] }
    /// The line on which its start tag ends, from 1, and the column there.
    package var line: Int { max(1, Int(node.line)) }
    package var column: Int { max(1, Int(node.column)) }

    package var parent: XMLElement? { node.parent < 0 ? nil : XMLElement(tree: tree, index: node.parent) }

    // Children

    /// The first child of that name; children in a foreign namespace are never found.
    package func child(_ name: UInt16) -> XMLElement? {
        var at = node.first
        while at >= 0 {
            let child = tree.store.pointee.nodes[Int(at)]
            if child.name == name, child.space != .foreign { return XMLElement(tree: tree, index: at) }
            at = child.next
        }
        return nil
    }

    package func children(_ name: UInt16) -> XMLChildren { XMLChildren(tree: tree, first: node.first, name: name) }
    /// All child elements.
    package var children: XMLChildren { XMLChildren(tree: tree, first: node.first, name: nil) }

    // Attributes

    private func find(_ name: UInt16) -> XMLTree.Attribute? {
        let node = node
        for at in Int(node.start)..<Int(node.start) + Int(node.count) where tree.store.pointee.attributes[at].name == name {
            return tree.store.pointee.attributes[at]
        }
        return nil
    }

    package func has(_ name: UInt16) -> Bool { find(name) != nil }

    /// By local name; the prefix does not matter (`xsi:type` is often undeclared).
    package func attribute(_ name: UInt16) -> String? {
        guard let found = find(name) else { return nil }
        return String(decoding: tree.store.pointee.bytes[Int(found.start)..<Int(found.start) + Int(found.count)], as: UTF8.self)
    }

    /// Without making a string.
    package func attribute(_ name: UInt16, is text: StaticString) -> Bool {
        guard let found = find(name), Int(found.count) == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { wanted in
            tree.store.pointee.bytes[Int(found.start)..<Int(found.start) + Int(found.count)].elementsEqual(wanted)
        }
    }

    /// Lends the attribute's bytes.
    package func withAttribute<R>(_ name: UInt16, _ body: (ArraySlice<UInt8>) -> R) -> R? {
        guard let found = find(name) else { return nil }
        return body(tree.store.pointee.bytes[Int(found.start)..<Int(found.start) + Int(found.count)])
    }

    // Text

    /// All text inside, blanks collapsed, in document order; at most `limit` bytes.
    package func text(limit: Int = 4096) -> String {
        var gathered = Gathered(limit: limit)
        gather(index, into: &gathered)
        return String(decoding: gathered.bytes, as: UTF8.self)
    }

    /// Some text inside was too long to keep.
    package var isCut: Bool {
        var at = node.first
        while at >= 0 {
            if tree.store.pointee.nodes[Int(at)].isCut { return true }
            at = tree.store.pointee.nodes[Int(at)].next
        }
        return false
    }

    private func gather(_ at: Int32, into gathered: inout Gathered) {
        var child = tree.store.pointee.nodes[Int(at)].first
        while child >= 0, !gathered.isFull {
            let node = tree.store.pointee.nodes[Int(child)]
            if node.name == XMLTree.text {
                gathered.add(tree.store.pointee.bytes[Int(node.start)..<Int(node.start) + Int(node.count)])
            } else {
                gather(child, into: &gathered)
            }
            child = node.next
        }
    }
}

/// Text with its blanks collapsed. A blank stands between the texts of two elements, so that table cells do not run together.
private struct Gathered {
    var bytes: [UInt8] = []
    let limit: Int
    var pending = false
    init(limit: Int) { self.limit = limit }
    var isFull: Bool { bytes.count >= limit }

    mutating func add(_ text: ArraySlice<UInt8>) {
        pending = !bytes.isEmpty
        for byte in text {
            if byte <= 32 {
                pending = !bytes.isEmpty
            } else {
                // Never cut inside of a character: a new one begins with a byte that is not 10xxxxxx.
                if isFull, byte & 0xC0 != 0x80 { return }
                if pending { bytes.append(32) }
                pending = false
                bytes.append(byte)
            }
        }
    }
}

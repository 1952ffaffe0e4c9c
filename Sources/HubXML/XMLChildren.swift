/// The child elements of an element, all of them or those of one name.
package struct XMLChildren: Sequence, IteratorProtocol {
    let tree: XMLTree
    var at: Int32
    let name: UInt16?

    init(tree: XMLTree, first: Int32, name: UInt16?) {
        self.tree = tree
        self.at = first
        self.name = name
    }

    package mutating func next() -> XMLElement? {
        while at >= 0 {
            let (node, index) = (tree.store.pointee.nodes[Int(at)], at)
            at = node.next
            if node.name == XMLTree.text || node.space == .foreign { continue }
            if let name, node.name != name { continue }
            return XMLElement(tree: tree, index: index)
        }
        return nil
    }
}

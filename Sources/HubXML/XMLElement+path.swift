extension XMLElement {
    /// Where it stands, e.g. `component/structuredBody/component[3]/section/entry[2]/act`: from below the document's element, a number where
    /// it is not the first of its name.
    package var path: String {
        var steps: [String] = []
        var at = index
        while at > 0 {
            let node = tree.store.pointee.nodes[Int(at)]
            steps.append(step(node.name, ordinal(of: at)))
            at = node.parent
        }
        return (tree.store.pointee.spine.dropFirst().map { step($0.name, $0.ordinal) } + steps.reversed()).joined(separator: "/")
    }

    private func step(_ name: UInt16, _ ordinal: Int32) -> String {
        ordinal > 1 ? "\(tree.store.pointee.names[name])[\(ordinal)]" : tree.store.pointee.names[name]
    }

    private func ordinal(of at: Int32) -> Int32 {
        let node = tree.store.pointee.nodes[Int(at)]
        guard node.parent >= 0 else { return 1 }
        var (sibling, count): (Int32, Int32) = (tree.store.pointee.nodes[Int(node.parent)].first, 1)
        while sibling >= 0, sibling != at {
            if tree.store.pointee.nodes[Int(sibling)].name == node.name { count += 1 }
            sibling = tree.store.pointee.nodes[Int(sibling)].next
        }
        return count
    }
}

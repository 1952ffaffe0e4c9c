extension XMLElement {
    /// Where it stands, e.g. `component/structuredBody/component[3]/section/entry[2]/act`: from below the document's element, a number where
    /// it is not the first of its name.
    package var path: String {
        var steps: [(name: UInt16, ordinal: Int32)] = []
        var at = index
        while at > 0 {
            let node = tree.store.pointee.nodes[Int(at)]
            steps.append((node.name, ordinal(of: at)))
            at = node.parent
        }
        var path = ""
        path.reserveCapacity(120)
        for step in tree.store.pointee.spine.dropFirst() { add(step, to: &path) }
        for step in steps.reversed() { add(step, to: &path) }
        return path
    }

    private func add(_ step: (name: UInt16, ordinal: Int32), to path: inout String) {
        if !path.isEmpty { path += "/" }
        path += tree.store.pointee.names[step.name]
        if step.ordinal > 1 { path += "[\(step.ordinal)]" }
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

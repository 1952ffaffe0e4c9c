extension XMLElement {
    /// The text directly inside, exactly as it was sent: for formats in which blanks and line ends are part of a value.
    package var ownText: String {
        var bytes: [UInt8] = []
        var child = tree.store.pointee.nodes[Int(index)].first
        while child >= 0 {
            let node = tree.store.pointee.nodes[Int(child)]
            if node.name == XMLTree.text { bytes += tree.store.pointee.bytes[Int(node.start)..<Int(node.start) + Int(node.count)] }
            child = node.next
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

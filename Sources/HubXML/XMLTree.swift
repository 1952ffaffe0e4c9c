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
        var column: Int32
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

    /// The arrays, behind a pointer that never changes: the parser writes them some hundred thousand times a second, and each time Swift would
    /// check that nobody else writes a class's property. Nobody does: a tree belongs to one stream, which fills it or lends it.
    let store: UnsafeMutablePointer<TreeStore>

    package init() {
        store = .allocate(capacity: 1)
        store.initialize(to: TreeStore())
    }

    deinit {
        store.deinitialize(count: 1)
        store.deallocate()
    }

    /// The whole of what was captured; nil when nothing was.
    package var root: XMLElement? { store.pointee.nodes.isEmpty ? nil : XMLElement(tree: self, index: 0) }
}

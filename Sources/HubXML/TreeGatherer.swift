internal import CLibXML2
internal import HubCore

/// What stands behind the parser's callbacks: walks the open elements, asks the handler about each, and fills the tree it asked for.
///
///     entering ─ skip ─▶ skipping (depth counted) ─ end ─▶ entering
///         └─ capture ─▶ gathering (tree filled)  ─ end ─▶ entering
final class TreeGatherer {
    private let limits: XMLLimits
    private let handler: any XMLHandler
    private var names: NameTable
    private let vocabulary: XMLVocabulary
    private var spaces: [(uri: UnsafePointer<UInt8>, space: XMLSpace)] = []
    var context: xmlParserCtxtPtr?

    /// Our own reason to stop.
    private(set) var failure: HubError?
    /// The parser's first fatal error.
    private(set) var firstError: (code: Int, line: Int, column: Int)?

    private var depth = 0
    private var seen = 0
    private var hadRoot = false
    /// Open elements that were entered, and how many children of each name each had so far.
    private var spine: [(name: UInt16, ordinal: Int32)] = []
    private var counts: [[(name: UInt16, count: Int32)]] = [[]]
    /// Depth of the element that is being skipped, or captured; 0 when none is.
    private var skipping = 0
    private var capturing = 0
    private var tree = XMLTree()
    private var open: Int32 = -1
    /// Holds one start tag for `begin`.
    private let tag = XMLTree()

    init(vocabulary: XMLVocabulary, limits: XMLLimits, handler: any XMLHandler) {
        self.vocabulary = vocabulary
        self.limits = limits
        self.handler = handler
        names = NameTable(vocabulary)
        tag.store.pointee.names = names.words
    }

    var isComplete: Bool { hadRoot && depth == 0 }

    func doctype() { stop(XMLTrouble.refusal(.doctype)) }

    func noteError(_ code: Int, _ line: Int, _ column: Int) {
        if firstError == nil { firstError = (code, line, column) }
    }

    private func stop(_ error: HubError) {
        guard failure == nil else { return }
        failure = error
        if let context { xmlStopParser(context) }
    }

    func start(
        _ name: UnsafePointer<UInt8>, _ uri: UnsafePointer<UInt8>?, _ count: Int,
        _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    ) {
        guard failure == nil else { return }
        depth += 1
        seen += 1
        hadRoot = true
        guard depth <= limits.depth else { return stop(HubError(.tooLarge, "elements are nested too deeply")) }
        guard seen <= limits.elements else { return stop(HubError(.tooLarge, "the document has too many elements")) }
        guard count <= limits.attributes else { return stop(XMLTrouble.refusal(.tooManyAttributes)) }
        if skipping > 0 { return }
        let number = names.number(of: name)
        if capturing > 0 {
            guard tree.store.pointee.nodes.count < limits.treeElements, tree.store.pointee.bytes.count < limits.treeBytes else {
                return stop(HubError(.tooLarge, "one entry of the document is larger than any real one"))
            }
            open = tree.store.pointee.add(number, space(uri), at: place, under: open)
            add(attributes, count, to: open, of: tree)
            if names.isFull { stop(HubError(.tooLarge, "the document has too many different names")) }
            return
        }
        decide(number, space(uri), attributes, count)
    }

    private func decide(
        _ number: UInt16, _ space: XMLSpace, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ count: Int
    ) {
        spine.append((number, tally(number)))
        tag.store.pointee.empty()
        tag.store.pointee.spine = spine
        _ = tag.store.pointee.add(number, space, at: place, under: -1)
        add(attributes, count, to: 0, of: tag)
        guard failure == nil else { return }
        do throws(HubError) {
            switch try handler.begin(XMLElement(tree: tag, index: 0), depth: depth) {
            case .enter: counts.append([])
            case .skip: skipping = depth
            case .capture(let into):
                capturing = depth
                tree = into
                tree.store.pointee.empty()
                tree.store.pointee.names = names.words
                tree.store.pointee.spine = spine
                open = tree.store.pointee.add(number, space, at: place, under: -1)
                add(attributes, count, to: open, of: tree)
            }
        } catch { stop(error) }
        if names.isFull { stop(HubError(.tooLarge, "the document has too many different names")) }
    }

    func end() {
        guard failure == nil else { return }
        defer { depth -= 1 }
        do throws(HubError) {
            if skipping > 0 {
                guard depth == skipping else { return }
                skipping = 0
            } else if capturing > 0 {
                guard depth == capturing else {
                    open = tree.store.pointee.nodes[Int(open)].parent
                    return
                }
                capturing = 0
                try handler.captured(XMLElement(tree: tree, index: 0), depth: depth)
            } else {
                counts.removeLast()
                try handler.end(depth: depth)
            }
            spine.removeLast()
        } catch { stop(error) }
    }

    func characters(_ text: UnsafePointer<UInt8>?, _ count: Int) {
        guard capturing > 0, failure == nil, count > 0, let text else { return }
        guard tree.store.pointee.bytes.count < limits.treeBytes else {
            return stop(HubError(.tooLarge, "one entry of the document is larger than any real one"))
        }
        tree.store.pointee.addText(
            UnsafeBufferPointer(start: text, count: count), under: open, limit: limits.textBytes)
    }

    /// Where the parser stands: behind the tag that begins an element.
    private var place: (line: Int32, column: Int32) {
        guard let input = context?.pointee.input?.pointee else { return (1, 1) }
        return (input.line, input.col)
    }

    /// libxml2 gives five pointers an attribute: name, prefix, namespace, and where the value begins and ends.
    private func add(
        _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ count: Int, to node: Int32, of tree: XMLTree
    ) {
        guard let attributes else { return }
        for at in 0..<count {
            guard let name = attributes[at * 5], let start = attributes[at * 5 + 3], let end = attributes[at * 5 + 4]
            else { continue }
            let value = UnsafeBufferPointer(start: start, count: end - start)
            guard value.count <= limits.attributeBytes else {
                return stop(HubError(.tooLarge, "an attribute is longer than any real document's"))
            }
            tree.store.pointee.addAttribute(names.number(of: name), value, to: node)
        }
    }

    private func space(_ uri: UnsafePointer<UInt8>?) -> XMLSpace {
        guard let uri else { return .none }
        for known in spaces where known.uri == uri { return known.space }
        let text = String(cString: uri)
        let space = vocabulary.spaces.first { $0.uri == text }?.space ?? .foreign
        if spaces.count < 16 { spaces.append((uri, space)) }
        return space
    }

    private func tally(_ name: UInt16) -> Int32 {
        let top = counts.count - 1
        if let at = counts[top].firstIndex(where: { $0.name == name }) {
            counts[top][at].count += 1
            return counts[top][at].count
        }
        if counts[top].count < 256 { counts[top].append((name, 1)) }
        return 1
    }
}

/// A configuration file as a tree in which everything knows where it stands: what mappings, measures and rules are read from.
///
/// `HubMapping` makes it from YAML; the readers of each kind of file take it apart with ``NodeReader``, which tells every
/// unknown key, wrong type and missing value with line and column.
public struct Node: Hashable, Sendable {
    public enum Content: Hashable, Sendable {
        /// A word, number or date as written; `quoted` tells `"5"` from `5`.
        case scalar(String, quoted: Bool)
        case list([Node])
        /// In the order of the file; keys are unique.
        case map([Entry])
        case null
    }
    public struct Entry: Hashable, Sendable {
        public var key: String
        public var keyOrigin: Origin
        public var value: Node
        public init(key: String, keyOrigin: Origin, value: Node) {
            self.key = key
            self.keyOrigin = keyOrigin
            self.value = value
        }
    }

    public var content: Content
    public var origin: Origin

    public init(_ content: Content, at origin: Origin) {
        self.content = content
        self.origin = origin
    }

    public var text: String? { if case .scalar(let text, _) = content { text } else { nil } }
    public var list: [Node]? { if case .list(let nodes) = content { nodes } else { nil } }
    public var entries: [Entry]? { if case .map(let entries) = content { entries } else { nil } }
    public subscript(key: String) -> Node? { entries?.first { $0.key == key }?.value }
    /// "a word", "a list", "a block of keys", "nothing": for messages.
    public var shape: String {
        switch content {
        case .scalar: "a single value"
        case .list: "a list"
        case .map: "a block of keys"
        case .null: "nothing"
        }
    }
}

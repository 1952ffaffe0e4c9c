/// The name a file goes by in everything that a person reads: the member's path for files out of a folder or an archive.
public struct SourceFile: Hashable, Sendable, CustomStringConvertible {
    public var name: String

    public init(_ name: String) { self.name = name }

    public var description: String { name }
}

/// Where something came from. Every fact and every finding keeps one; prints as `labs.csv:12:5 (a1c)`.
public struct Origin: Hashable, Sendable, CustomStringConvertible {
    public var file: SourceFile
    /// Nil when the file as a whole is meant.
    public var position: Position?
    /// A column's header, or the path of an element inside a document.
    public var path: String?

    public init(_ file: SourceFile, _ position: Position? = nil, path: String? = nil) {
        self.file = file
        self.position = position
        self.path = path
    }

    public var description: String {
        var text = file.name
        if let position { text += ":\(position)" }
        if let path { text += " (\(path))" }
        return text
    }
}

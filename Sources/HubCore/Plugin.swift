/// What a plugin is called and what it is for: printed by `measurehub plugins`, by `--help` and by the portal.
public struct PluginInfo: Hashable, Sendable {
    /// Lower case, e.g. `csv`.
    public var id: String
    public var summary: String
    /// File extensions without the dot, lower case.
    public var extensions: [String]
    /// The formats whose mappings read its tables: its own, and others whose tables look the same once they are read.
    public var mappedAs: [String]

    public init(id: String, summary: String, extensions: [String], mappedAs: [String] = []) {
        self.id = id
        self.summary = summary
        self.extensions = extensions
        self.mappedAs = [id] + mappedAs
    }
}

/// Something that can be named on a command line and in a mapping.
public protocol Plugin: Sendable {
    static var about: PluginInfo { get }
    /// Checks the options (strings by name, from a mapping's `options:`). Opens nothing.
    init(options: [String: String]) throws(HubError)
}

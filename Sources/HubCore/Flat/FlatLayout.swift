/// How one kind of fixed-width file is laid out: which records it holds, and where in a record each field stands. Nothing but data; a mapping has it
/// from its YAML, the flat-file importer reads by it.
public struct FlatLayout: Hashable, Sendable {
    /// What a width counts where a character takes more than one byte.
    public enum Width: String, CaseIterable, Hashable, Sendable { case bytes, characters }
    public enum LineEnds: String, CaseIterable, Hashable, Sendable {
        case lines
        /// One record after another, each of the same length.
        case none
    }

    /// The mapping that it belongs to; empty for one that stands for itself.
    public var source = ""
    /// Its own name, unique within the mapping: `cclf8`.
    public var name: String
    /// Patterns of file names, `*` and `?`.
    public var files: [String] = []
    public var records: [FlatRecord] = []
    /// Nil where the file itself shows it.
    public var width: Width?
    public var lineEnds: LineEnds?
    public var encoding: String?
    /// What a summary file calls this one when it says how many records it has: `CCLF8`.
    public var countedAs: String?

    public init(name: String) { self.name = name }

    /// With its mapping: `cms-cclf/cclf8`.
    public var fullName: String { source.isEmpty || source == name ? name : "\(source)/\(name)" }
    /// Length of the longest record.
    public var length: Int { records.map(\.length).max() ?? 0 }

    public func fits(_ file: SourceFile) -> Bool {
        let name = file.name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? file.name
        return files.contains { Glob.matches(name, $0) || Glob.matches(file.name, $0) }
    }
}

/// One kind of record in a flat file.
public struct FlatRecord: Hashable, Sendable {
    public enum Role: Hashable, Sendable {
        /// Its fields are a row for the mapping's table of the record's name.
        case data
        /// Stands before or after the rows and says something about them.
        case header, trailer
        /// Counted as skipped, for this reason.
        case notNeeded(String)
    }
    /// The characters at one place, by which a record is told from others.
    public struct Test: Hashable, Sendable {
        public var range: Range<Int>
        public var values: [String]
        /// - Parameter range: counted from 0.
        public init(_ range: Range<Int>, _ values: [String]) { (self.range, self.values) = (range, values) }
    }
    /// What a header or trailer says of the rows.
    public struct Control: Hashable, Sendable {
        /// The field with the number of records.
        public var count: String?
        /// Which records are counted; empty for every row.
        public var of: [String] = []
        /// Records of the frame that are counted with them: 2 where header and trailer are.
        public var plus = 0
        /// Fields with the first and the last day that the file is for.
        public var period: [String] = []
        public init() {}
    }
    /// A row that says how many records another file has.
    public struct Totals: Hashable, Sendable {
        public var file, count: String
        public var length: String?
        public init(file: String, count: String, length: String? = nil) { (self.file, self.count, self.length) = (file, count, length) }
    }

    public var name: String
    public var role = Role.data
    /// All must hold; with none it takes what no other record of the layout is.
    public var tests: [Test] = []
    public var fields: [FlatField] = []
    public var control: Control?
    public var totals: Totals?
    /// As declared, or where the last field ends.
    public var length = 0

    public init(name: String) { self.name = name }
}

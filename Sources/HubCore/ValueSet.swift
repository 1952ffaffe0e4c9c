/// A list of codes that a measure asks for by OID.
public struct ValueSet: Hashable, Sendable {
    public var oid: String
    public var title: String
    /// The definition's version, as published; empty when unknown.
    public var version: String
    /// How many codes the steward's expansion holds (VSAC); nil when nobody said.
    public var publishedTotal: Int?
    public var codes: [Coding]
    /// E.g. `shipped` (free code systems only) or the name of the file it was imported from.
    public var source: String

    public init(oid: String, title: String, version: String = "", publishedTotal: Int? = nil, codes: [Coding], source: String) {
        self.oid = oid
        self.title = title
        self.version = version
        self.publishedTotal = publishedTotal
        self.codes = codes
        self.source = source
    }

    /// False when codes are known to be missing: numbers that rest on it are provisional.
    public var isComplete: Bool { publishedTotal.map { codes.count >= $0 } ?? !codes.isEmpty }
}

/// What a practice's own codes mean: each gets further codes, or is placed into a value set directly
/// (a ``CodeSystem/valueSet`` coding whose code is the OID).
public struct CodeMap: Sendable {
    public private(set) var targets: [Coding: [Coding]] = [:]

    public init() {}

    public mutating func add(_ code: Coding, means target: Coding) { targets[code, default: []].append(target) }
    public subscript(code: Coding) -> [Coding] { targets[code] ?? [] }
    public var isEmpty: Bool { targets.isEmpty }
}

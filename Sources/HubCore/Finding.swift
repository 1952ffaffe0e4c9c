/// One thing a person should know about the data. The hub goes on.
///
/// `message` must be the same for every row with the same cause, and holds no value out of a patient's record: findings are
/// grouped by id, file, path and message, and shown once with a count and the first places.
public struct Finding: Hashable, Sendable, CustomStringConvertible {
    public enum Severity: String, CaseIterable, Comparable, Sendable, Codable {
        case note, warning, error
        public static func < (a: Severity, b: Severity) -> Bool {
            allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
        }
    }

    /// Who can mend it.
    public enum Owner: String, Sendable, Codable, CaseIterable {
        /// Whoever enters data at the practice.
        case practice
        /// Whoever runs the export at the practice: the report, its dates, its columns.
        case exporter
        /// The EMR's vendor.
        case vendor
        /// The practice facilitator.
        case facilitator
        /// Whoever keeps the hub's mappings, measures and value sets.
        case hub
    }

    public var severity: Severity
    /// Stable and searchable, e.g. `csv.unclosed-quote` or `REC-002`.
    public var id: String
    public var message: String
    public var origin: Origin
    /// What to do about it, in the EMR where possible. One or two sentences.
    public var fix: String?
    public var owner: Owner?

    public init(
        _ severity: Severity, _ id: String, _ message: String, at origin: Origin, fix: String? = nil,
        owner: Owner? = nil
    ) {
        self.severity = severity
        self.id = id
        self.message = message
        self.origin = origin
        self.fix = fix
        self.owner = owner
    }

    public var description: String { "\(origin): \(severity.rawValue): \(message) [\(id)]" }
}

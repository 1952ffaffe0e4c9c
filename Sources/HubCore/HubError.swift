/// Why the hub could not go on.
///
/// Trouble with one row of one file is not an error: it is a ``Finding``, and the hub carries on.
/// The message says what went wrong and what to do about it; it never holds a value out of a patient's record.
public struct HubError: Error, CustomStringConvertible {
    /// What kind of trouble. A struct, so that kinds can be added without breaking a `switch`.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        public var description: String
        public init(_ description: String) { self.description = description }

        /// The file cannot be read as what it claims to be.
        public static let malformed = Code("malformed")
        /// A limit that protects the hub was reached: depth, size, length, time.
        public static let tooLarge = Code("tooLarge")
        /// More findings than anybody could read; nothing of the file was kept.
        public static let tooManyFindings = Code("tooManyFindings")
        /// A mapping, measure or rule file is wrong, or an option is.
        public static let misconfigured = Code("misconfigured")
        /// Something that was named does not exist: a practice, a file, a measure.
        public static let notFound = Code("notFound")
        /// A file or folder could not be opened, read or written.
        public static let unreadable = Code("unreadable")
        /// The database refused or could not be reached.
        public static let database = Code("database")
        /// The state of things forbids it, e.g. the submission was already withdrawn.
        public static let conflict = Code("conflict")
    }

    public var code: Code
    public var message: String
    /// Where, when it is about a file.
    public var origin: Origin?
    /// What a person can do about it, one sentence.
    public var hint: String?

    public init(_ code: Code, _ message: String, at origin: Origin? = nil, hint: String? = nil) {
        self.code = code
        self.message = message
        self.origin = origin
        self.hint = hint
    }

    public var description: String {
        (origin.map { "\($0): " } ?? "") + "error: \(message) [\(code)]" + (hint.map { "\n  \($0)" } ?? "")
    }
}

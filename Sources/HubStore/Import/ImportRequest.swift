package import HubCore

/// One file as the store keeps it.
package struct ImportFile: Hashable, Sendable {
    package var name: String
    /// Lower-case hexadecimal; see ``SHA256``.
    package var sha256: String
    package var bytes: Int
    /// The importer's id, e.g. `csv`.
    package var format: String
    /// The mapping's name and version, for rows.
    package var mapping: String?

    package init(name: String, sha256: String, bytes: Int, format: String, mapping: String? = nil) {
        self.name = name
        self.sha256 = sha256
        self.bytes = bytes
        self.format = format
        self.mapping = mapping
    }
}

/// What a submission stands for.
package enum SubmissionScope: String, Sendable, CaseIterable {
    /// All that the practice has for its period: takes the place of what was there before.
    case full
    /// Comes on top of what is there.
    case delta
    /// Counts that others made; no patients.
    case aggregate
}

/// What is to be imported: one submission of one practice.
package struct ImportRequest: Sendable {
    package var practice: Int32
    package var scope: SubmissionScope
    package var period: Period?
    /// Each file that will be handed over: which of them were seen before is decided for all together, before any is read.
    package var files: [ImportFile]

    package init(practice: Int32, scope: SubmissionScope, period: Period? = nil, files: [ImportFile]) {
        self.practice = practice
        self.scope = scope
        self.period = period
        self.files = files
    }
}

/// The same bytes count already: nothing was written for this file.
package struct SeenBefore: Hashable, Sendable {
    package var submission: Int32
    /// What the file was called then.
    package var name: String
    package var receivedAt: String
}

/// What became of one file.
package struct FileReceipt: Sendable {
    package var file: ImportFile
    package var seenBefore: SeenBefore?
    package var read = 0
    package var accepted = 0
    package var rejected = 0
    package var skipped = 0
    package var facts = 0
    package var coverage: ExtractionCoverage?
}

/// What became of an import.
package struct Receipt: Sendable {
    /// Nil when every file had been seen before: nothing was written.
    package var submission: Int32?
    package var files: [FileReceipt] = []
    package var patients = 0
    package var newPatients = 0
    package var facts: [Fact.Kind: Int] = [:]
    /// Counts that others computed.
    package var results = 0
    package var findings: [Finding.Severity: Int] = [:]
    /// The submissions that no longer count because of this one.
    package var superseded: [Int32] = []
    /// How many reported numbers of those still count, because nothing tells them anew.
    package var standing = 0
}

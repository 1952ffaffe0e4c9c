package import HubCore

/// What was understood of one file, for a person in a hurry: how it is written, which lines are what, what each column holds and who reads it.
package struct FilePreview: Encodable, Sendable {
    package struct Lines: Encodable, Sendable {
        /// `header`, `data`, `rejected`, or the reason for which the lines were skipped.
        package var kind: String
        package var first, last, count: Int
    }
    package struct Fact: Encodable, Sendable {
        package var name, value: String
    }
    package struct Column: Encodable, Sendable {
        package var letter, name, type: String
        /// What the type rests on, for days; a question where nothing tells.
        package var evidence: String?
        package var isUndecided = false
        package var filled, empty: Int
        package var distinct: Int
        /// There are more different values than were counted.
        package var distinctIsAtLeast: Bool
        /// The fields that the mapping reads from it; empty when it is not read.
        package var readAs: [String]
    }
    package struct Table: Encodable, Sendable {
        package var line: Int
        /// The mapping and its name for the table; nil when none knows it.
        package var mapping, table: String?
        package var notNeeded: String?
        package var preamble: [Fact]
        package var rows: Int
        package var columns: [Column]
        /// The first three, letters and digits masked unless values were asked for.
        package var firstRows: [[String]]
    }

    package var file: String
    package var format: String?
    package var layout: TextLayout?
    package var lines: [Lines] = []
    /// There are more changes from one kind of line to another than are shown.
    package var linesAreCut = false
    package var tables: [Table] = []
    package var findings: [ImportReceipt.Cause] = []
    package var groups: [FindingGroup] = []

    init(_ file: InputFile) { self.file = file.name }

    /// Of a file that nobody opens.
    init(_ file: InputFile, _ finding: Finding) {
        self.init(file)
        var book = FindingBook()
        book.add(finding)
        (groups, findings) = (book.sorted, book.sorted.map(ImportReceipt.Cause.init))
    }

    package var hasErrors: Bool { groups.contains { $0.first.severity == .error } }

    private enum CodingKeys: String, CodingKey { case file, format, layout, lines, linesAreCut, tables, findings }
}

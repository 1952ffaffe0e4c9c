/// What was seen and taken of one document (or, added up, of many). Each entry is in exactly one of the four counts after `entries`.
public struct ExtractionCoverage: Hashable, Sendable, Codable {
    public struct Section: Hashable, Sendable, Codable {
        public var title = ""
        public var seen = 0
        /// Sections with text and no entry.
        public var narrativeOnly = 0
        /// Those of them whose text says something that measures may ask for, and so is lost to them.
        public var textOnly = 0
        public var entries = 0
        public var taken = 0
        /// Said to be empty by the document itself: nullFlavor, "no known …".
        public var saidToBeEmpty = 0
        /// Of a template that is not needed for any measure.
        public var notNeeded = 0
        public var notUnderstood = 0
        public init() {}
    }

    public var documents = 0
    /// By LOINC code of the section, or its templateId when it has none.
    public var sections: [String: Section] = [:]

    public init() {}

    public mutating func add(_ other: ExtractionCoverage) {
        documents += other.documents
        for (code, theirs) in other.sections {
            var mine = sections[code] ?? Section()
            if mine.title.isEmpty { mine.title = theirs.title }
            mine.seen += theirs.seen
            mine.narrativeOnly += theirs.narrativeOnly
            mine.textOnly += theirs.textOnly
            mine.entries += theirs.entries
            mine.taken += theirs.taken
            mine.saidToBeEmpty += theirs.saidToBeEmpty
            mine.notNeeded += theirs.notNeeded
            mine.notUnderstood += theirs.notUnderstood
            sections[code] = mine
        }
    }
}

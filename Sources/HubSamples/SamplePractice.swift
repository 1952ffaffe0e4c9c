package import HubCore

/// One practice as it was written, and what is true of it.
package struct SamplePractice: Sendable {
    package struct File: Hashable, Sendable {
        /// Below the practice's folder; `extract` stands for all documents together.
        package var name: String
        package var path: String
        /// Rows of data, without header, title and totals; how many documents.
        package var rows: Int
    }

    package var code: String
    package var name: String
    package var style: SampleStyle
    /// The practice's folder.
    package var folder: String
    /// What to give to `measurehub import`: a folder or a file.
    package var extract: String
    package var files: [File] = []
    /// Files that must be refused or warned of; not part of the extract.
    package var badFiles: [File] = []
    /// The mapping to use; nil for formats that need none.
    package var source: String?
    package var codeMap: String
    package var answerKey: String
    /// The planted errors of the extract and of the bad files.
    package var planted: [PlantedError] = []
    /// Real ones: without those that a planted error consists of.
    package var patients = 0
    /// What a hub must count that reads the extract rightly, for the period and for each rolling year that ends in it.
    package var truths: [SampleTruth] = []
}

/// The true counts of one measure over one period, added up while the patients were made.
package struct SampleTruth: Hashable, Sendable, Codable {
    package var measure: String
    package var group: String
    package var periodStart: String
    package var periodEnd: String
    package var counts: PopulationCounts
}

/// An error that was put in on purpose, with its places.
package struct PlantedError: Hashable, Sendable, Codable {
    package struct Place: Hashable, Sendable, Codable {
        /// Below the practice's folder.
        package var file: String
        /// As the spreadsheet or the editor shows it, from 1.
        package var line: Int
        /// The first character of the cell or element, from 1.
        package var column: Int
        /// The column's header or the element's name; empty when the whole row is meant.
        package var field: String
        /// What stands there.
        package var text: String
    }

    package var id: String
    package var what: String
    /// About which finding it should lead to.
    package var finding: String
    /// What it does to the numbers.
    package var effect: String
    package var rows = 0
    /// The first twenty.
    package var places: [Place] = []
}

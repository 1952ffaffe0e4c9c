package import HubCore

/// What somebody wants checked or imported.
package struct SubmissionRequest: Sendable {
    package var paths: [String]
    /// The files of these paths, when they were looked for already.
    package var inputs: InputFiles?
    /// A mapping's name; nil lets each file find its own.
    package var source: String?
    package var period: Period?
    /// A file with what the practice's own codes mean.
    package var codeMap: String?
    /// For completeness; empty means all.
    package var measures: [String] = []
    /// The code of the practice; for an import.
    package var practice = ""
    package var createPractice = false
    package var practiceName: String?
    /// True when the files come on top of what is there, and do not take its place.
    package var isDelta = false
    /// The day it came in; there is no clock below this.
    package var receivedOn: Day?

    package init(paths: [String]) { self.paths = paths }

    package init(_ inputs: InputFiles, paths: [String]) {
        self.paths = paths
        self.inputs = inputs
    }

    /// The period that measures can be judged over: they are made for twelve months.
    var judgedPeriod: Period? { period.flatMap { $0.isTwelveMonths ? $0 : nil } }
}

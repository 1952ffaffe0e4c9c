/// Knows one report format.
public protocol Exporter: Plugin {
    /// One file for everything, or one for each practice.
    static var layout: ExportLayout { get }
    func makeWriter() throws(HubError) -> any ReportWriter
}

public enum ExportLayout: Sendable { case oneFile, onePerPractice }

/// Writes practice after practice, in the order of their codes, then finishes. With no practice at all it still writes a valid file.
public protocol ReportWriter {
    mutating func write(_ report: PracticeReport, to sink: any ByteSink) throws(HubError)
    mutating func finish(to sink: any ByteSink) throws(HubError)
}

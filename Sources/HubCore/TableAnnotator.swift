/// An importer of text tables that can give a file back with one column more: what was found in each row.
public protocol AnnotatingImporter: RecordImporter {
    /// - Parameter text: what is to be said about the row on these lines of the file; nil when nothing is.
    func makeAnnotator(text: @escaping (ClosedRange<Int>) -> String?) throws(HubError) -> any TableAnnotator
}

/// Copies a file, byte for byte, and adds a cell to each of its rows. The importer knows the column when the file comes back, and does not read it.
public protocol TableAnnotator: AnyObject {
    func feed(_ bytes: Span<UInt8>, into out: any ByteSink) throws(HubError)
    func finish(into out: any ByteSink) throws(HubError)
}

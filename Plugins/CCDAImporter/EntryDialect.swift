package import HubCore
package import HubXML

/// Documents whose entries are those of C-CDA and more: QRDA Category I. The document, its header, its sections and most of what an entry says are
/// read as in C-CDA; the dialect knows what its own templates mean.
package protocol EntryDialect {
    /// What ids of its findings begin with: `qrda1`.
    var prefix: String { get }
    /// The beginning of the templateIds by which a document says that it is one.
    var documentTemplates: String { get }
    /// What is told when a document has none of them.
    var unknownDocument: String { get }
    /// Nil when the statement is of no template of its own.
    func read(_ element: XMLElement, by entries: EntryReader) throws(HubError) -> Outcome?
}

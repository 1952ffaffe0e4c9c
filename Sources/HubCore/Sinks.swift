/// Takes what a table reader finds, one record at a time. `Mapper` is one: it turns records into facts.
public protocol RecordSink: AnyObject {
    func begin(_ table: TableHeader) throws(HubError)
    /// The record is lent for the length of the call.
    func accept(_ record: borrowing Record) throws(HubError)
    func skip(_ reason: SkipReason, at origin: Origin) throws(HubError)
    /// The row at the finding's place was read and cannot be used; it is never handed on.
    func reject(_ finding: Finding) throws(HubError)
    /// Throws ``HubError/Code/tooManyFindings`` once the file is past saving.
    func note(_ finding: Finding) throws(HubError)
}

extension RecordSink {
    /// For a sink that does not count rejected rows by themselves: the finding is noted and the row skipped for the same reason.
    public func reject(_ finding: Finding) throws(HubError) {
        try note(finding)
        try skip(SkipReason(finding.id, finding.message), at: finding.origin)
    }
}

/// Takes facts as they come, from a mapper or straight from a document importer.
///
/// Every unit that was read (a row; an entry of a document) ends in exactly one call of `accepted`, `rejected` or `skipped`,
/// after its facts were handed over: that is what makes `read = accepted + rejected + skipped` hold.
public protocol FactSink: AnyObject {
    func take(_ patient: Patient) throws(HubError)
    func take(_ fact: Fact) throws(HubError)
    /// Counts that the source computed itself.
    func take(_ result: ReportedResult) throws(HubError)
    /// The unit gave facts or a patient (or was looked at and rightly had none to give).
    func accepted() throws(HubError)
    /// So many units gave what was handed over since the last one ended: for a source that tells of many at once.
    func accepted(_ count: Int) throws(HubError)
    /// The unit could not be used; the finding says why.
    func rejected(_ finding: Finding) throws(HubError)
    /// The unit was left out for a reason that is not an error.
    func skipped(_ reason: SkipReason, at origin: Origin) throws(HubError)
    func note(_ finding: Finding) throws(HubError)
    /// What a document importer saw of its document, section by section, at the document's end.
    func covered(_ coverage: ExtractionCoverage) throws(HubError)
    /// This patient was left out on purpose: what files say of them is nobody's mistake.
    func keptOut(_ patient: PatientKey) throws(HubError)
    /// These results of earlier files, taken before, are contradicted: none of them is to be used. Their findings say so.
    func takeBack(_ results: Set<ReportedResult>) throws(HubError)
}

extension FactSink {
    /// Nothing to do for whoever does not judge.
    public func keptOut(_ patient: PatientKey) throws(HubError) {}
    /// Nothing to do for whoever keeps no results.
    public func takeBack(_ results: Set<ReportedResult>) throws(HubError) {}

    public func accepted(_ count: Int) throws(HubError) { for _ in 0..<count { try accepted() } }
}

/// Takes bytes of a report.
public protocol ByteSink: AnyObject {
    func write(_ text: String) throws(HubError)
    func write(bytes: Span<UInt8>) throws(HubError)
}

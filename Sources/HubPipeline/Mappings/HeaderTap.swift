package import HubCore
package import HubMapping
package import HubRules

/// Shows each header to the reports too, as the chooser of tables does.
package final class HeaderTap: RecordSink {
    private let (reports, next): (ReportedSink, Mapper)
    package init(_ reports: ReportedSink, _ next: Mapper) { (self.reports, self.next) = (reports, next) }

    package func begin(_ table: TableHeader) throws(HubError) {
        reports.table(table)
        try next.begin(table)
    }
    package func accept(_ record: borrowing Record) throws(HubError) { try next.accept(record) }
    package func skip(_ reason: SkipReason, at origin: Origin) throws(HubError) { try next.skip(reason, at: origin) }
    package func reject(_ finding: Finding) throws(HubError) { try next.reject(finding) }
    package func note(_ finding: Finding) throws(HubError) { try next.note(finding) }
}

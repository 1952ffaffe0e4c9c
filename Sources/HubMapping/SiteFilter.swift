package import HubCore

/// Takes the rows of one site out of an extract that holds several. Shared by the files of one submission, so that a name that no row has is told.
package final class SiteFilter {
    private let wanted: String
    private let written: String
    private var found = false

    package init(_ site: String) {
        written = site
        wanted = Words.key(site)
    }

    /// Rows without a site, and of tables without such a column, belong to all sites.
    func keeps(_ record: borrowing Record, _ column: Int) -> Bool {
        guard column < record.count else { return true }
        let site = Words.key(CellText.plain(record.string(column)))
        if site == wanted { found = true }
        return site == wanted || site.isEmpty
    }

    static let reason = SkipReason("mapping.other-site", "of another site than the one asked for")

    /// When no row named the site.
    package var finding: Finding? {
        guard !found else { return nil }
        return Finding(
            .error, "identity.no-such-site", "no row names the site `\(written)` that was asked for", at: Origin(SourceFile("submission")),
            fix: "Write the site as the extract does, in its column of sites or locations.", owner: .exporter)
    }
}

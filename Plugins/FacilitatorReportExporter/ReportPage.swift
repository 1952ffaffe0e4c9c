internal import HubCore

/// Everything on the page, in the words in which it is printed. The template only places it.
struct ReportPage {
    let title, practice, code, period, received, facts: String
    /// One sentence on how far the numbers can be trusted.
    let summary: String
    let rows: [MeasureRow]
    let hasRows: Bool
    let hasTrend: Bool
    /// Measures that found no room, by name.
    let unplaced: String?
    let problems: [ProblemItem]
    let hasProblems: Bool
    /// What to say when there is none: nothing found is not the same as nothing looked at.
    let noProblems: String
    let moreProblems: String?
    let provenance: Provenance
    /// Sets the type smaller when there is much to place.
    let density: String

    init(_ report: PracticeReport) {
        let latest = LatestResults(report)
        practice = SafeText.clean(report.practiceName.isEmpty ? report.practiceCode : report.practiceName, upTo: 90)
        code = SafeText.clean(report.practiceCode, upTo: 30)
        period = latest.period.map { PlainWords.period($0.start, $0.end) } ?? "No period yet"
        title = "Quality report: \(practice), \(period)"
        received = report.receivedAt.isEmpty ? "no data received yet" : "data received \(PlainWords.moment(report.receivedAt))"
        let source = latest.commonSource.map { "numbers \(PlainWords.source($0))" }
        facts = ([PlainWords.count(report.patients, "patient", "patients"), received] + [source].compactMap(\.self)).joined(
            separator: " · ")
        summary = latest.summary
        rows = Array(latest.rows.prefix(Self.room))
        hasRows = !rows.isEmpty
        hasTrend = rows.contains { $0.trend != nil }
        unplaced = Self.names(latest.rows.dropFirst(Self.room))
        density = rows.count <= 9 ? "roomy" : rows.count <= 14 ? "medium" : "dense"
        let all = ProblemItem.all(of: report, in: latest, isTight: density == "dense")
        problems = Array(all.prefix(3))
        hasProblems = !problems.isEmpty
        moreProblems =
            all.count > 3 ? PlainWords.count(all.count - 3, "more problem is", "more problems are") + " in the full list of findings." : nil
        noProblems =
            report.completeness.isEmpty
            ? "No problem was reported, and the data were not checked for completeness."
            : "Nothing needs mending: no problem was found in the data."
        provenance = Provenance(report, isTight: density == "dense")
    }

    /// Lines that fit on one page of Letter or A4.
    static let room = 17

    private static func names(_ rows: ArraySlice<MeasureRow>) -> String? {
        guard !rows.isEmpty else { return nil }
        let titles = rows.reduce(into: [String]()) { if !$0.contains($1.title) { $0.append($1.title) } }
        let named = titles.prefix(6).joined(separator: "; ") + (titles.count > 6 ? "; and \(titles.count - 6) more measures" : "")
        return "\(PlainWords.count(rows.count, "line", "lines")) found no room on this page: \(named)."
    }
}

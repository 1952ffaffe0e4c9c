/// Decides which counts may leave the hub, so that nobody outside can tell how many people stand behind a small one.
///
/// CMS's cell size policy (ResDAC): no cell of 1 to 10 people, and nothing from which one follows. Zero may be published.
/// Three steps: mark small cells and small complements; hide further cells until no additive equation gives a small one away;
/// then prove it: for each small cell there must be a second table that would look the same from outside (`CellTable`).
public enum Suppression {
    /// Under which rule. Named and passed along; never a constant hidden in a format.
    public struct Policy: Hashable, Sendable {
        /// The smallest count that may be shown, other than 0. At 1 or less nothing is hidden.
        public var minimumCell: Int
        /// Periods that overlap and end less than a quarter apart are shown only from this denominator on: the difference
        /// between two such periods is itself a small count.
        public var minimumMonthlyDenominator: Int

        public init(minimumCell: Int, minimumMonthlyDenominator: Int) {
            self.minimumCell = minimumCell
            self.minimumMonthlyDenominator = minimumMonthlyDenominator
        }

        /// For whatever leaves the hub.
        public static let cms = Policy(minimumCell: 11, minimumMonthlyDenominator: 50)
        /// For those inside the agreement, who may see everything.
        public static let off = Policy(minimumCell: 0, minimumMonthlyDenominator: 0)

        public var hidesAnything: Bool { minimumCell > 1 }
        func isSmall(_ count: Int) -> Bool { count >= 1 && count < minimumCell }
    }

    /// What may be shown of each result, in the order given. All results must be of one practice, and must be everything that is
    /// published about it: cells are protected against what stands beside them.
    public static func apply(policy: Policy, to results: [MeasureResult]) -> [PublishedCounts] {
        guard policy.hidesAnything else { return results.map { PublishedCounts(all: $0.counts) } }
        let withheld = withheldForOverlap(policy: policy, results)
        var published = results.map { PublishedCounts(all: $0.counts) }
        // One table: whatever is said about one measure over the same days, in all groups, strata, versions and sources.
        let tables = Dictionary(grouping: results.indices) { TableKey(results[$0]) }
        for rows in tables.values {
            var table = CellTable(rows: rows.map { results[$0] }, policy: policy)
            for (at, row) in rows.enumerated() where withheld.contains(row) { table.withhold(row: at) }
            table.protect()
            for (at, row) in rows.enumerated() {
                published[row] = withheld.contains(row) ? PublishedCounts() : table.published(row: at)
            }
        }
        return published
    }

    private struct TableKey: Hashable {
        var measure, start, end: String
        init(_ result: MeasureResult) {
            (measure, start, end) = (result.measure, result.periodStart, result.periodEnd)
        }
    }
}

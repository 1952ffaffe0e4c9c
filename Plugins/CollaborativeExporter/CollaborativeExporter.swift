package import HubCore

/// Writes the table that a collaborative or a funder gets: one row for each practice, period, measure, group, stratum and source.
///
/// Leaves the hub, so small counts are suppressed unless the options say that the reader is inside the agreement.
package struct CollaborativeExporter: Exporter {
    package static let about = PluginInfo(
        id: "collaborative-csv", summary: "results of all practices as one CSV table, small counts suppressed", extensions: ["csv"])
    package static let layout = ExportLayout.oneFile

    /// How practices are named in the table.
    enum Naming: String, CaseIterable { case named, blinded }

    let policy: Suppression.Policy
    let naming: Naming

    package init(options: [String: String]) throws(HubError) {
        for name in options.keys.sorted() where !["min_cell", "practices"].contains(name) {
            let hint = Suggestion.words(for: name, among: ["min_cell", "practices"])
            throw HubError(.misconfigured, "collaborative-csv has no option `\(name)`\(hint)", hint: "It has: min_cell, practices.")
        }
        policy = try Self.policy(options["min_cell"] ?? "11")
        guard let naming = Naming(rawValue: options["practices"] ?? "named") else {
            throw HubError(.misconfigured, "option `practices` must be `named` or `blinded`")
        }
        self.naming = naming
    }

    private static func policy(_ text: String) throws(HubError) -> Suppression.Policy {
        if text == "off" { return .off }
        guard let cell = Int(text), (2...1000).contains(cell) else {
            throw HubError(
                .misconfigured, "option `min_cell` must be a whole number from 2 to 1000, or `off`",
                hint: "11 is CMS's limit. `off` is for readers inside the agreement only.")
        }
        var policy = Suppression.Policy.cms
        policy.minimumCell = cell
        return policy
    }

    package func makeWriter() throws(HubError) -> any ReportWriter { CollaborativeWriter(policy: policy, naming: naming) }
}

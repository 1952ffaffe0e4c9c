internal import HubCore
internal import HubMapping
internal import HubStore

/// What a practice's reports were like, and what reads them. Only the very same layout is read by a remembered mapping; of one that has changed it is said
/// what has changed.
struct RecipeBook: Sendable {
    var recipes: [Recipe]

    func known(_ look: ReportLook) -> Recipe? { recipes.first { $0.fingerprint == look.fingerprint } }

    /// The report that this one most likely is, changed: of the same format, with half of that one's columns still there and a third of all in common;
    /// with the same file name a quarter.
    func before(_ look: ReportLook) -> Recipe? {
        let ranked = recipes.filter { $0.format == look.format }.map { recipe -> (recipe: Recipe, kept: Double, common: Double) in
            let common = recipe.columns.count { name in look.columns.contains { Mapping.isSame(name, $0) } }
            let all = recipe.columns.count + look.columns.count - common
            return (recipe, Double(common) / Double(max(1, recipe.columns.count)), Double(common) / Double(max(1, all)))
        }
        return ranked.filter { $0.recipe.filePattern == look.filePattern ? $0.common >= 0.25 : $0.kept >= 0.5 && $0.common >= 0.33 }
            .max { $0.common < $1.common }?.recipe
    }

    /// FIL-003: what has changed in a layout since a practice's last report of it; nil when only the order or the title is another.
    func drift(_ look: ReportLook, file: SourceFile, mapping: Mapping?) -> Finding? {
        guard let before = before(look) else { return nil }
        let drift = LayoutDrift(before, look)
        guard !drift.isEmpty else { return nil }
        let lost = drift.gone + drift.renamed.map(\.old)
        let needs = lost.map { name in (name, mapping?.loses(name, file: file, header: look.header) ?? .required) }
        let severity: Finding.Severity =
            needs.contains { $0.1 == .required } ? .error : needs.contains { $0.1 == .read } ? .warning : .note
        let needed = needs.filter { $0.1 != .none }.map { "`\($0.0)`" }
        let since = before.lastUsed.map { " since the submission of \($0)" } ?? " since the last submission"
        return Finding(
            severity, "FIL-003",
            drift.summary + since + ": " + drift.words
                + (needed.isEmpty ? "" : ". Needed and not there: \(needed.joined(separator: ", "))"),
            at: Origin(file, look.header.position),
            fix: needed.isEmpty
                ? nil
                : "If a column only has a new name, write it beside the old one in the mapping `\(before.mapping)` (`column: [OLD, NEW]`); if it is gone, put it back into the report.",
            owner: needed.isEmpty ? .hub : .exporter)
    }
}

internal import HubCore
internal import HubMapping
internal import HubStore

/// What differs between two layouts of one report. That a column was renamed is only ever supposed: it stands where the other stood, beside a neighbour
/// that stayed, and its cells look the same.
struct LayoutDrift {
    struct Renaming {
        var old: String
        var new: String
        /// What both columns' cells look like.
        var shape: String
    }
    private(set) var gone: [String] = []
    private(set) var new: [String] = []
    private(set) var renamed: [Renaming] = []

    init(_ before: Recipe, _ now: ReportLook) {
        let lost = before.columns.indices.filter { at in !now.columns.contains { Mapping.isSame($0, before.columns[at]) } }
        var added = now.columns.indices.filter { at in !before.columns.contains { Mapping.isSame($0, now.columns[at]) } }
        for at in lost {
            let shape = at < before.shapes.count ? before.shapes[at] : ""
            let place = added.firstIndex { other in
                shape != "empty" && other < now.shapes.count && now.shapes[other] == shape
                    && Self.isSamePlace(at, before.columns, other, now.columns)
            }
            if let place {
                renamed.append(Renaming(old: before.columns[at], new: now.columns[added[place]], shape: shape))
                added.remove(at: place)
            } else {
                gone.append(before.columns[at])
            }
        }
        new = added.map { now.columns[$0] }
    }

    /// The neighbour on the left stayed, or that on the right, or nothing but names has changed.
    private static func isSamePlace(_ a: Int, _ before: [String], _ b: Int, _ now: [String]) -> Bool {
        func same(_ step: Int) -> Bool {
            let (x, y) = (a + step, b + step)
            guard before.indices.contains(x), now.indices.contains(y) else {
                return !before.indices.contains(x) && !now.indices.contains(y)
            }
            return Mapping.isSame(before[x], now[y])
        }
        return same(-1) || same(1) || a == b && before.count == now.count
    }

    var isEmpty: Bool { gone.isEmpty && new.isEmpty && renamed.isEmpty }

    /// `2 columns perhaps renamed, 1 new, 1 gone`
    var summary: String {
        var parts: [String] = []
        if !renamed.isEmpty { parts.append("\(renamed.count) perhaps renamed") }
        if !new.isEmpty { parts.append("\(new.count) new") }
        if !gone.isEmpty { parts.append("\(gone.count) gone") }
        let first = parts.first?.split(separator: " ", maxSplits: 1).map(String.init) ?? []
        let noun = first.first == "1" ? "column" : "columns"
        return (["\(first.first ?? "") \(noun) \(first.last ?? "")"] + parts.dropFirst()).joined(separator: ", ")
    }

    var words: String {
        func name(_ column: String) -> String { Mapping.mayBeValue(column) ? "one that looks like a value" : "`\(column)`" }
        var parts = renamed.map { "perhaps `\($0.old)` is \(name($0.new)) now (same place, both \($0.shape))" }
        if !new.isEmpty { parts.append("new: " + new.map(name).joined(separator: ", ")) }
        if !gone.isEmpty { parts.append("gone: " + gone.map { "`\($0)`" }.joined(separator: ", ")) }
        return parts.joined(separator: "; ")
    }
}

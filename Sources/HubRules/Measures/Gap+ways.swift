import HubCore

/// Alternatives: which are open, which are begun, and how they are named in one sentence.
extension Gap {
    /// Of alternatives: without those that only another age or sex would open; those that are partly there before the others.
    static func reachable(_ ways: [Evidence]) -> [Evidence] {
        let open = ways.filter { way in
            !(way.isFixed || way.shape == .all && way.children.contains { $0.isFixed && !$0.met || isBarred($0) })
        }
        let begun = open.filter(isBegun)
        // Nobody can be asked for another value: a BMI of 17 opens no plan for overweight.
        let fitting = begun.filter { way in !way.children.contains { !$0.met && $0.nearest?.miss == .otherValue } }
        if !fitting.isEmpty { return fitting }
        return begun.isEmpty ? open.isEmpty ? ways : open : begun
    }

    /// Something that is there must not be: nothing that is done now takes it away.
    private static func isBarred(_ part: Evidence) -> Bool {
        part.shape == .not && !part.met && part.children.contains { $0.met && !$0.claims.isEmpty }
    }

    /// Of alternatives of which one is begun: what that one lacks, where the measure has words for it.
    static func begun(_ evidence: Evidence, _ wanted: Bool) -> [Gap]? {
        guard evidence.shape == .any, wanted else { return nil }
        let ways = reachable(evidence.children)
        guard ways.count == 1, let way = ways.first, way.shape == .all, isBegun(way) else { return nil }
        let missing = way.children.filter { !$0.met }
        return missing.allSatisfy { $0.gap != nil } ? missing.flatMap { all($0, wanted: true) } : nil
    }

    /// Something of it is there already.
    private static func isBegun(_ way: Evidence) -> Bool {
        way.shape == .all && way.children.contains { $0.met && !$0.isFixed && $0.shape != .not }
    }

    /// A text inside a sentence: without the capital, unless it begins with a name.
    static func inner(_ text: String) -> String {
        let isName = text.prefix { $0.isLetter || $0.isNumber }.dropFirst().contains { !$0.isLowercase }
        return isName ? text : text.prefix(1).lowercased() + text.dropFirst()
    }
}

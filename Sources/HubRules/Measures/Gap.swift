package import HubCore

/// One thing to do or to document: one sentence, one fact.
package struct Gap: Sendable {
    package var text: String
    /// The fact that comes nearest, or the one that stands in the way.
    package var claim: Evidence.Claim?
    /// The last day on which something would count; nil: the period's last.
    package var due: Day?

    /// What coaching needs to tell apart.
    package enum Kind: String, Sendable, CaseIterable {
        /// Nothing of the kind is recorded, or it is recorded as not done.
        case notDone = "not-done"
        /// Something of the kind is recorded where the measure cannot see it: another day, status, unit, code, or free text.
        case notSeen = "done-not-counted"
        /// It was done and counts, and the result is not what it should be.
        case notAtGoal = "not-at-goal"
    }

    package var kind: Kind {
        switch claim?.miss {
        case .notDone: .notDone
        case .otherValue: .notAtGoal
        case nil: claim == nil || isTooFew ? .notDone : .notAtGoal
        case .some: .notSeen
        }
    }
    /// There is something that counts, and not enough of it.
    var isTooFew = false
}

extension Gap {
    /// Parts that are not as they should be: the nearest named text on each way down.
    package static func all(_ evidence: Evidence, wanted: Bool) -> [Gap] {
        if evidence.met == wanted { return [] }
        if let text = evidence.gap { return [Gap(text, evidence, wanted)] }
        if evidence.shape == .any, wanted {
            let ways = reachable(evidence.children)
            let below = ways.flatMap { all($0, wanted: true) }
            guard below.count > 1 else { return below.isEmpty ? [Gap(evidence.name, evidence, wanted)] : below }
            var one = Gap(evidence.name, evidence, wanted)
            one.text = "One of: " + below.map(\.text).joined(separator: "; or: ")
            return [one]
        }
        let below = evidence.children.flatMap { all($0, wanted: evidence.shape == .not ? !wanted : wanted) }
        return below.isEmpty ? [Gap(evidence.name, evidence, wanted)] : below
    }

    private init(_ text: String, _ evidence: Evidence, _ wanted: Bool) {
        let best = Gap.leaves(evidence, wanted).min { Gap.rank($0) < Gap.rank($1) }
        self.text = text
        claim = best.flatMap { $0.nearest ?? $0.claims.first }
        isTooFew = wanted && claim?.miss == nil && claim != nil
        due = Gap.leaves(evidence, wanted).compactMap(\.due).max()
    }

    /// Of alternatives: without those that only another age or sex would open; those that are partly there before the others.
    static func reachable(_ ways: [Evidence]) -> [Evidence] {
        let open = ways.filter { way in !(way.isFixed || way.shape == .all && way.children.contains { $0.isFixed && !$0.met }) }
        let begun = open.filter { way in way.shape == .all && way.children.contains { $0.met && !$0.isFixed && $0.shape != .not } }
        return begun.isEmpty ? open.isEmpty ? ways : open : begun
    }

    /// The leaves that keep it from being as wanted.
    private static func leaves(_ evidence: Evidence, _ wanted: Bool) -> [Evidence] {
        if evidence.met == wanted || evidence.isFixed { return [] }
        switch evidence.shape {
        case .leaf: return [evidence]
        case .not: return evidence.children.flatMap { leaves($0, !wanted) }
        case .any where wanted: return reachable(evidence.children).flatMap { leaves($0, true) }
        default: return evidence.children.flatMap { leaves($0, wanted) }
        }
    }

    /// A value that counts and is wrong, then the nearest miss, then what counts but is too little, then nothing.
    private static func rank(_ leaf: Evidence) -> Int {
        if let near = leaf.nearest { return near.miss == .otherValue ? 0 : near.miss == .notDone ? 60 : 10 + (near.miss?.rawValue ?? 0) }
        return leaf.claims.isEmpty ? 100 : 50
    }
}

extension Gap {
    /// Why somebody is excluded or excepted: the met reason and its fact.
    package static func reason(_ evidence: Evidence) -> Gap {
        var (part, name) = (evidence, evidence.name)
        while let met = part.children.first(where: { $0.met && !$0.isFixed && $0.shape != .not }) {
            part = met
            if name == "one of" || name == "all of" { name = met.name }
        }
        var gap = Gap(text: name)
        gap.claim = part.claims.first
        return gap
    }
}

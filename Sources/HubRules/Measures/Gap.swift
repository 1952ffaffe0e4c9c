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
    /// Of what is too few: "on 3 days (…); 4 are needed".
    var soFar = ""
    package var soFarWords: String { soFar.isEmpty ? "" : "so far \(soFar); the latest: " }
}

extension Gap {
    /// Parts that are not as they should be: the nearest named text on each way down.
    package static func all(_ evidence: Evidence, wanted: Bool) -> [Gap] {
        if evidence.met == wanted { return [] }
        if let text = evidence.gap { return begun(evidence, wanted) ?? [Gap(text, evidence, wanted)] }
        if evidence.shape == .any, wanted {
            let ways = reachable(evidence.children).map { all($0, wanted: true) }
            if ways.count == 1 { return ways[0] }
            // What a way needs belongs together; what two ways need in the same words is one.
            var texts: [String] = []
            for text in ways.map({ $0.map { inner($0.text) }.joined(separator: ", and ") }) where !texts.contains(text) {
                texts.append(text)
            }
            let text = texts.count == 1 ? ways.first?.first?.text : "One of: " + texts.joined(separator: "; or: ")
            return [Gap(text ?? evidence.name, evidence, wanted)]
        }
        let below = evidence.children.flatMap { all($0, wanted: evidence.shape == .not ? !wanted : wanted) }
        return below.isEmpty ? [Gap(evidence.name, evidence, wanted)] : below
    }

    private init(_ text: String, _ evidence: Evidence, _ wanted: Bool) {
        let best = Gap.leaves(evidence, wanted).min { Gap.rank($0) < Gap.rank($1) }
        self.text = text
        claim = best.flatMap { $0.nearest ?? $0.claims.first }
        isTooFew = wanted && claim?.miss == nil && claim != nil
        if isTooFew { soFar = best?.finding ?? "" }
        due = Gap.leaves(evidence, wanted).compactMap(\.due).max()
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

import HubCore

/// The answer in short: of the population that decides, what puts the patient there or keeps the patient out.
extension EvidenceText {
    /// One sentence a reason; of open numerators nothing, for their gaps say it.
    func reasons(_ group: GroupEvidence) -> [String] {
        func evidence(_ name: String) -> Evidence? { group.populations.first { $0.name == name }?.evidence }
        if !group.isIn("initial-population") { return evidence("initial-population").map { reasons($0, wanted: true) } ?? [] }
        if !group.isIn("denominator") { return evidence("denominator").map { reasons($0, wanted: true) } ?? [] }
        for name in ["denominator-exclusion", "denominator-exception"] where group.isIn(name) {
            return evidence(name).map { reasons($0, wanted: false) } ?? []
        }
        return evidence("numerator").map { reasons($0, wanted: !group.isIn("numerator")) } ?? []
    }

    /// The leaves that make a part what it is: those that are not as wanted.
    private func reasons(_ evidence: Evidence, wanted: Bool) -> [String] {
        guard evidence.met != wanted else { return [] }
        switch evidence.shape {
        case .leaf: return [says(evidence)]
        case .not:
            guard let part = evidence.children.first else { return [] }
            let below = reasons(part, wanted: !wanted)
            if !wanted { return below }
            let name = part.shape == .leaf ? "" : "\(Self.label(part)): "
            return below.map { "there must be no \(name)\($0)" }
        case .all:
            if !evidence.met { return Self.missing(evidence).flatMap { reasons($0, wanted: wanted) } }
            // What must not be there, age and sex are no reason for being in, unless they are the only one.
            let told = evidence.children.filter { $0.shape != .not && !$0.isFixed }
            return (told.isEmpty ? evidence.children : told).flatMap { reasons($0, wanted: wanted) }
        case .any:
            if evidence.met { return evidence.children.filter(\.met).prefix(1).flatMap { reasons($0, wanted: wanted) } }
            let ways = Gap.reachable(evidence.children)
            if ways.count == 1 { return reasons(ways[0], wanted: wanted) }
            let near = Self.near(evidence).first.map { "; nearest: \(sentence($0.claim))" } ?? ""
            return ["missing: \(Self.label(evidence))\(near)"]
        }
    }
}

internal import HubCore
internal import HubRules
internal import HubStore

/// Codes and places of everything that a practice's evidence names, fetched once.
struct EvidenceWords {
    private var claims: Set<Evidence.Claim> = []

    mutating func collect(_ groups: [GroupEvidence]) {
        for group in groups {
            for population in group.populations { if let evidence = population.evidence { collect(evidence) } }
            for gap in group.gaps { if let claim = gap.claim { collect(claim) } }
        }
    }

    mutating func collect(_ claim: Evidence.Claim) {
        claims.insert(claim)
        for other in claim.others { claims.insert(other) }
    }

    private mutating func collect(_ evidence: Evidence) {
        for claim in evidence.claims { collect(claim) }
        if let nearest = evidence.nearest { collect(nearest) }
        for child in evidence.children { collect(child) }
    }

    func text(_ practice: Practice, _ database: Database, _ terminology: Terminology, today: Day) async throws(HubError) -> EvidenceText {
        let ids = Set(claims.flatMap { [$0.code, $0.sourceCode, $0.unit, $0.valueCode, $0.reason] }.filter { $0 >= 0 })
        let codes = try await database.codeTable(ids: Array(ids))
        let facts = Set(claims.map { Int64($0.submission) << 32 | Int64($0.number) }).sorted()
        let places = try await database.origins(
            practice: practice.id, facts.map { (Int32(truncatingIfNeeded: $0 >> 32), Int32(truncatingIfNeeded: $0)) })
        return EvidenceText(
            today: today,
            code: { id in
                guard let coding = codes[id] else { return "no code" }
                if coding.system == .ucum { return coding.code }
                if coding.system == .valueSet { return "the value set “\(terminology[coding.code]?.title ?? coding.code)”" }
                return (EvidenceText.display(coding).map { "\($0) " } ?? "") + "(\(coding.system) \(coding.code))"
            },
            origin: { places[Int64($0) << 32 | Int64($1)]?.description ?? "place unknown" })
    }
}

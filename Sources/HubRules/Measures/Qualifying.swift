import HubCore

/// Which facts count at all: the statuses of the eCQM "Status" library, by what a leaf looks at. A leaf's own `status:` replaces them.
enum Qualifying {
    static func statuses(_ source: EventSource) -> Set<Fact.Status?> {
        switch source {
        case .encounter: [.finished]
        // Any clinical status; what it means for the end is in `Interval`.
        case .condition, .allergy, .adverseEvent: Set(Fact.Status.allCases.map { $0 } + [nil]).subtracting([.enteredInError])
        case .observation, .assessment: [.final, .amended, .corrected]
        case .immunization, .procedure: [.completed]
        case .medication, .order, .deviceOrder: [.active, .completed]
        case .medicationActive: [.active]
        }
    }

    static func verifications(_ source: EventSource) -> Set<Fact.Verification?> {
        source == .condition || source == .allergy
            ? [nil, .confirmed, .unconfirmed, .provisional, .differential] : Set(Fact.Verification.allCases.map { $0 } + [nil])
    }

    /// Orders need an intent to order; see ``withoutIntent(_:)`` for facts that say none.
    static func intents(_ source: EventSource) -> Set<Fact.Intent?> {
        let ordering: Set<Fact.Intent?> = [.order, .originalOrder, .reflexOrder, .fillerOrder, .instanceOrder]
        switch source {
        case .order, .deviceOrder, .medication, .medicationActive: return ordering.union([nil])
        default: return Set(Fact.Intent.allCases.map { $0 } + [nil])
        }
    }

    /// The categories of which a fact may leave its intent open. A line of a medication list shows that the patient takes something,
    /// not that it was ordered.
    static func withoutIntent(_ source: EventSource) -> Set<Fact.Category?> {
        switch source {
        case .medication: [nil, .order]
        case .medicationActive: [nil, .order, .list, .dispense, .reported]
        default: Set(Fact.Category.allCases.map { $0 } + [nil])
        }
    }
}

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

    /// Orders need an intent to order. A line of a medication list or a dispense has none and shows that the patient takes it.
    static func intents(_ source: EventSource) -> Set<Fact.Intent?> {
        let ordering: Set<Fact.Intent?> = [.order, .originalOrder, .reflexOrder, .fillerOrder, .instanceOrder]
        switch source {
        case .order, .deviceOrder, .medication, .medicationActive: return ordering.union([nil])
        default: return Set(Fact.Intent.allCases.map { $0 } + [nil])
        }
    }
}

package import HubCore

/// Codes that a leaf asks for: whole value sets by OID, and single codes.
package struct CodeList: Hashable, Sendable {
    package var valueSets: [String] = []
    package var codings: [Coding] = []
    package var isEmpty: Bool { valueSets.isEmpty && codings.isEmpty }
}

/// A set of a patient's events.
package indirect enum Events: Hashable, Sendable {
    case filter(EventFilter)
    case union([Events])
    /// The latest of them; several when they tie to the second.
    case latest(Events, by: DateChoice)
    /// The encounter that is judged, in a measure that counts encounters.
    case thisEncounter
}

/// A day found in the data: the latest or the first day of the events; the day on which one ends, unless another is meant.
package indirect enum DayValue: Hashable, Sendable {
    case latest(Events, by: DateChoice?)
    case first(Events, by: DateChoice?)
}

/// What `from` can say, and the kind of fact it means. Medications are looked at in two ways: as ordered, and as taken.
package enum EventSource: String, Hashable, Sendable, CaseIterable {
    case encounter, condition, observation, assessment, medication, immunization, procedure, order, allergy
    case medicationActive = "medication_active"
    case deviceOrder = "device_order"
    case adverseEvent = "adverse_event"

    package var kind: Fact.Kind {
        switch self {
        case .encounter: .encounter
        case .condition: .condition
        case .observation, .assessment: .observation
        case .medication, .medicationActive: .medication
        case .immunization: .immunization
        case .procedure: .procedure
        case .order: .order
        case .allergy: .allergy
        case .deviceOrder: .deviceOrder
        case .adverseEvent: .adverseEvent
        }
    }
}

/// A test of an event's number in `unit`. A value such as ">14" passes only what it proves.
package struct Comparison: Hashable, Sendable {
    package enum Sign: String, Hashable, Sendable, CaseIterable { case lt, le, gt, ge }
    package var sign: Sign
    package var limit: Double
}

/// One `from:` leaf. Everything but `timings`, `with` and `without` is judged once a patient, whatever the period.
package struct EventFilter: Hashable, Sendable {
    package var source: EventSource
    /// Nil: any code.
    package var codes: CodeList?
    /// Nil: the qualifying statuses of the source (``Qualifying``).
    package var statuses: [Fact.Status]?
    /// Nil: the intents that make an order of it, and none where that says enough.
    package var intents: [Fact.Intent]?
    package var notDone = false
    package var reason: CodeList?
    package var valueCodes: CodeList?
    package var hasValue: Bool?
    package var comparisons: [Comparison] = []
    package var unit: String?
    package var classes: [Fact.Category]?
    package var classesNot: [Fact.Category]?
    package var disposition: CodeList?
    package var bodySite: CodeList?
    package var ageMin: Int?
    package var ageMax: Int?
    package var timings: [Timing] = []
    package var with: [Relation] = []
    package var without: [Relation] = []

    package init(_ source: EventSource) { self.source = source }

    /// A second event set and how the first must lie to one of its members.
    package struct Relation: Hashable, Sendable {
        package var events: Events
        package var timings: [Timing] = []
        /// The event belongs to that encounter by the source's own key; or it is an encounter, and the other its principal diagnosis.
        package var linked = false
        package init(events: Events) { self.events = events }
    }
}

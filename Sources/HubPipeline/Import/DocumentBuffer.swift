package import HubCore

/// Holds back what one document says until all of it was read, so that a document that breaks in the middle leaves nothing behind.
package final class DocumentBuffer: FactSink {
    private enum Event {
        case patient(Patient), fact(Fact), result(ReportedResult), accepted(Int), rejected(Finding), skipped(SkipReason, Origin), note(
            Finding)
        case covered(ExtractionCoverage), keptOut(PatientKey)
    }
    private var events: [Event] = []

    package init() {}

    package func take(_ patient: Patient) { events.append(.patient(patient)) }
    package func take(_ fact: Fact) { events.append(.fact(fact)) }
    package func take(_ result: ReportedResult) { events.append(.result(result)) }
    package func accepted() { events.append(.accepted(1)) }
    package func accepted(_ count: Int) { events.append(.accepted(count)) }
    package func rejected(_ finding: Finding) { events.append(.rejected(finding)) }
    package func skipped(_ reason: SkipReason, at origin: Origin) { events.append(.skipped(reason, origin)) }
    package func note(_ finding: Finding) { events.append(.note(finding)) }
    package func covered(_ coverage: ExtractionCoverage) { events.append(.covered(coverage)) }
    package func keptOut(_ patient: PatientKey) { events.append(.keptOut(patient)) }

    /// Hands everything on, in order; but what is said of a test patient only after it is known to be one.
    /// - Parameter isWhole: the document was read to its end.
    package func release(to sink: any FactSink, isWhole: Bool = true) throws(HubError) {
        for event in isWhole ? testPatientsFirst() : events {
            switch event {
            case .patient(let patient): try sink.take(patient)
            case .fact(let fact): try sink.take(fact)
            case .result(let result): try sink.take(result)
            case .accepted(let count): try sink.accepted(count)
            case .rejected(let finding): try sink.rejected(finding)
            case .skipped(let reason, let origin): try sink.skipped(reason, at: origin)
            case .note(let finding): try sink.note(finding)
            case .covered(let coverage): try sink.covered(coverage)
            case .keptOut(let patient): try sink.keptOut(patient)
            }
        }
        events.removeAll(keepingCapacity: true)
    }

    /// Whole units: what closes one closes the same one afterwards.
    private func testPatientsFirst() -> [Event] {
        func isTest(_ event: Event) -> Bool {
            if case .patient(let patient) = event { patient.testName == .surely } else { false }
        }
        guard events.contains(where: isTest) else { return events }
        var (first, rest, unit): ([Event], [Event], [Event]) = ([], [], [])
        for event in events {
            unit.append(event)
            switch event {
            case .accepted, .rejected, .skipped:
                if unit.contains(where: isTest) { first += unit } else { rest += unit }
                unit = []
            default: break
            }
        }
        return first + rest + unit
    }
}

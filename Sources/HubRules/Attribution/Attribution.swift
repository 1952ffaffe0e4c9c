package import HubCore

/// Finds the providers, or the sites, of a patient for each period, by one method. Numbers only; nobody is asked twice.
package struct Attribution: Sendable {
    /// One provider or site and the periods (a bit each) in which the patient counts as theirs. ``nobody`` when the method names no one.
    package struct Share: Sendable, Hashable {
        package var part: Int32
        package var periods: UInt64
    }
    package static let nobody: Int32 = -1

    private let method: AttributionMethod
    private let level: MeasureResult.Level
    private let periods: [Period]
    private let visits: Set<Int32>
    /// By the patient's number.
    private let list: [Int32: Int32]

    /// - Parameters:
    ///   - visits: ids of the codes that are visits.
    ///   - list: patients' numbers and those of their providers or sites, for methods that ask a list.
    package init(
        _ method: AttributionMethod, by level: MeasureResult.Level = .provider, periods: [Period], visits: Set<Int32>,
        list: [Int32: Int32] = [:]
    ) {
        (self.method, self.level, self.periods, self.visits, self.list) = (method, level, periods, visits, list)
    }

    private func part(of fact: HistoryFact) -> Int32 {
        switch level {
        case .provider: fact.provider
        case .site: fact.site
        }
    }

    package func shares(_ patient: HistoryPatient, _ facts: [HistoryFact]) -> [Share] {
        var days: [(part: Int32, day: Int32)] = []
        for fact in facts
        where fact.kind == .encounter && part(of: fact) >= 0 && fact.start != HistoryFact.noDay && visits.contains(fact.code) {
            if (fact.status == nil || fact.status == .finished) && !fact.negated { days.append((part(of: fact), fact.start)) }
        }
        // One visit a day and provider or site, however many codes and rows it has.
        days.sort { ($0.part, $0.day) < ($1.part, $1.day) }
        days = days.enumerated().filter { $0.offset == 0 || days[$0.offset - 1] != $0.element }.map(\.element)
        var masks: [Int32: UInt64] = [:]
        for (at, period) in periods.enumerated() {
            let found = parts(method.way, patient, days, period)
            for part in found.isEmpty ? [Self.nobody] : found { masks[part, default: 0] |= 1 << UInt64(at) }
        }
        return masks.map { Share(part: $0.key, periods: $0.value) }.sorted { $0.part < $1.part }
    }

    private func parts(
        _ way: AttributionMethod.Way, _ patient: HistoryPatient, _ days: [(part: Int32, day: Int32)], _ period: Period
    ) -> [Int32] {
        switch way {
        case .list: return list[patient.id].map { [$0] } ?? []
        case .record:
            // A list says it anew.
            if let listed = list[patient.id] { return [listed] }
            return level == .provider && patient.provider >= 0 ? [patient.provider] : []
        case .first(let ways):
            for way in ways {
                let found = parts(way, patient, days, period)
                if !found.isEmpty { return found }
            }
            return []
        case .anyVisit:
            return Array(Set(days.filter { period.start.number <= $0.day && $0.day <= period.end.number }.map(\.part))).sorted()
        case .visits(let months):
            let first = period.end.adding(days: 1).adding(months: -months).number
            var best: (part: Int32, count: Int, last: Int32)?
            var tally: [Int32: (count: Int, last: Int32)] = [:]
            for (part, day) in days where first <= day && day <= period.end.number {
                let (count, last) = tally[part] ?? (0, day)
                tally[part] = (count + 1, max(last, day))
            }
            for (part, mine) in tally.sorted(by: { $0.key < $1.key }) {
                if let best, (best.count, best.last) >= (mine.count, mine.last) { continue }
                best = (part, mine.count, mine.last)
            }
            return best.map { [$0.part] } ?? []
        }
    }
}

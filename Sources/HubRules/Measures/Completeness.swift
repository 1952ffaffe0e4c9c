package import HubCore

/// Counts, in the same pass as the judge, how many patients have the data elements that measures rest on, and what stands in the way
/// for the others: nothing there, or there without a date, value, unit, under a local code, or outside the window.
package struct CompletenessTally: Sendable {
    /// One required element of one measure in one period.
    struct Cell: Sendable {
        var have = 0
        var of = 0
        /// Patients without it, by the nearest fact: index is `Miss.rawValue`, the last is "no such fact at all".
        var misses = Array(repeating: 0, count: Miss.allCases.count + 1)
    }
    struct Element: Sendable {
        var measure: Int
        var requirement: Int
        var among: Int
        var need: Need
        var periods: Plan.Mask
        enum Need: Sendable { case birthDate, sex, events([(events: Int, filter: Plan.FilterStep)]) }
    }

    private(set) var elements: [Element] = []
    private(set) var cells: [[Cell]] = []
    let missingValueSets: Set<String>
    let incompleteValueSets: Set<String>
    private var isLocal: [Bool] = []

    /// - Parameter judge: made with `completeness: true`.
    package init(_ judge: Judge, terminology: Terminology, codes: CodeTable) {
        missingValueSets = Set(judge.missingValueSets)
        incompleteValueSets = Set(terminology.incomplete(for: judge.measures))
        for (id, coding) in codes.codings where coding.system == .local && id >= 0 {
            while isLocal.count <= Int(id) { isLocal.append(false) }
            isLocal[Int(id)] = true
        }
        for (index, measure) in judge.measures.enumerated() {
            let periods = judge.plan.groups.first { $0.measure == index }?.periods ?? 0
            for (at, requirement) in measure.requires.enumerated() {
                let among = requirement.among.map { judge.numbering.criteria[$0] ?? -2 } ?? -1
                guard among != -2 else { continue }
                let need: Element.Need
                switch requirement.need {
                case .birthDate: need = .birthDate
                case .sex: need = .sex
                case .events(let events):
                    guard let step = judge.numbering.events[events] else { continue }
                    need = .events(judge.plan.filters(step))
                }
                elements.append(Element(measure: index, requirement: at, among: among, need: need, periods: periods))
                cells.append(Array(repeating: Cell(), count: judge.periods.count))
            }
        }
    }

    /// Adds the patient that was judged last.
    package mutating func add(_ judge: inout Judge, _ patient: HistoryPatient, _ facts: Span<HistoryFact>) {
        let plan = judge.plan
        for (index, element) in elements.enumerated() {
            let everybody = element.among < 0 ? plan.everyPeriod : judge.scratch.mask(plan, element.among)
            let population = everybody & element.periods
            if population == 0 { continue }
            var have: Plan.Mask = 0
            var miss: Miss?
            switch element.need {
            case .birthDate:
                if patient.birth != HistoryFact.noDay, patient.birthPrecision ?? .day == .day { have = population }
            case .sex: if patient.sex == .female || patient.sex == .male { have = population }
            case .events(let filters):
                for (events, filter) in filters { have |= judge.scratch.usable(plan, events, unit: plan.leaves[filter.leaf].unit) }
                if population & ~have != 0 { miss = nearest(judge.scratch, plan, filters, facts) }
            }
            count(index, population, have, miss)
        }
    }

    package mutating func add(_ judge: inout Judge, _ patient: HistoryPatient, _ facts: [HistoryFact]) {
        add(&judge, patient, facts.span)
    }

    private mutating func count(_ index: Int, _ population: Plan.Mask, _ have: Plan.Mask, _ miss: Miss?) {
        var mask = population
        while mask != 0 {
            let at = mask.trailingZeroBitCount
            cells[index][at].of += 1
            if have & (1 << Plan.Mask(at)) != 0 {
                cells[index][at].have += 1
            } else {
                cells[index][at].misses[miss?.rawValue ?? Miss.allCases.count] += 1
            }
            mask &= mask - 1
        }
    }

    /// The nearest of the patient's facts to what is asked.
    private func nearest(
        _ scratch: JudgeScratch, _ plan: Plan, _ filters: [(events: Int, filter: Plan.FilterStep)], _ facts: Span<HistoryFact>
    ) -> Miss? {
        var best: Miss?
        for at in facts.indices {
            for (_, filter) in filters {
                if let miss = scratch.miss(plan, filter, facts[at]), miss < best ?? .localCode {
                    best = miss
                }
            }
        }
        if best != nil { return best }
        return hasLocalOnly(Set(filters.map { plan.leaves[$0.filter.leaf].kind }), facts) ? .localCode : nil
    }

    /// Whether there is a statement of one of these kinds that has only codes of the practice. (No closure over the span: the
    /// optimiser of Swift 6.3 crashes on it.)
    private func hasLocalOnly(_ kinds: Set<Fact.Kind>, _ facts: Span<HistoryFact>) -> Bool {
        for at in facts.indices {
            let fact = facts[at]
            if !isLocal(fact.code) || !kinds.contains(fact.kind) { continue }
            var alone = true
            for index in facts.indices {
                let other = facts[index]
                if other.number == fact.number, other.submission == fact.submission, !isLocal(other.code) { alone = false }
            }
            if alone { return true }
        }
        return false
    }

    private func isLocal(_ code: Int32) -> Bool { code >= 0 && Int(code) < isLocal.count && isLocal[Int(code)] }

    /// Adds what another thread counted with a copy of the same judge.
    package mutating func add(_ other: CompletenessTally) {
        for index in cells.indices {
            for at in cells[index].indices {
                cells[index][at].have += other.cells[index][at].have
                cells[index][at].of += other.cells[index][at].of
                for miss in cells[index][at].misses.indices { cells[index][at].misses[miss] += other.cells[index][at].misses[miss] }
            }
        }
    }
}

extension JudgeScratch {
    /// The periods in which an event set holds an event that can be used: with a number in the unit, where the leaf names one.
    mutating func usable(_ plan: Plan, _ index: Int, unit: Int32) -> Plan.Mask {
        var mask: Plan.Mask = 0
        for at in events(plan, index) {
            let row = rows[Int(members[at].row)]
            if unit == -1 || (!row.value.isNaN && row.unit == unit) { mask |= members[at].mask }
        }
        return mask
    }
}

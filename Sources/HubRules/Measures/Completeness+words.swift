package import HubCore

/// What the counts say, in sentences.
extension CompletenessTally {
    package func results(_ judge: Judge) -> [ElementCompleteness] {
        var results: [ElementCompleteness] = []
        for (at, period) in judge.periods.enumerated() {
            for (element, cells) in zip(elements, cells) where element.periods & (1 << UInt64(at)) != 0 {
                results.append(result(judge.measures[element.measure], element, cells[at], period))
            }
        }
        return results
    }

    private func result(_ measure: Measure, _ element: Element, _ cell: Cell, _ period: Period) -> ElementCompleteness {
        let requirement = measure.requires[element.requirement]
        var walk = LeafWalk()
        if let among = requirement.among { walk.visit(among) }
        if case .events(let events) = requirement.need { walk.visit(events) }
        let sets = Set(walk.codeLists.flatMap(\.valueSets))
        let missing = sets.intersection(missingValueSets).count
        var result = ElementCompleteness(
            measure: measure.id, periodStart: period.start.description, periodEnd: period.end.description, element: requirement.element,
            population: requirement.population, have: cell.have, of: cell.of, minimum: requirement.minimum, state: .pass, words: "", fix: ""
        )
        if missing > 0 {
            result.state = .couldNotRun
            result.words = "\(requirement.element): could not be counted, because \(missing) of the value sets it needs are not here."
            result.fix = "Import the value sets of \(measure.id)."
            return result
        }
        let share = cell.of == 0 ? 0 : 100 * Double(cell.have) / Double(cell.of)
        result.state =
            cell.of == 0 ? .notApplicable : share < requirement.minimum ? .fail : cell.have < cell.of ? .passWithFailures : .pass
        result.words = sentence(requirement, cell, share)
        if !sets.isDisjoint(with: incompleteValueSets) { result.words += " Counted with incomplete value sets." }
        if result.state == .fail || result.state == .passWithFailures { result.fix = fix(requirement, cell) }
        return result
    }

    /// `Blood pressure: 91 % of patients with hypertension have one in the period (182 of 200); 6 have one only without a date.`
    private func sentence(_ requirement: Measure.Requirement, _ cell: Cell, _ share: Double) -> String {
        guard cell.of > 0 else { return "\(requirement.element): nobody is among the \(requirement.population) in the period." }
        let found = Miss.allCases.filter { cell.misses[$0.rawValue] > 0 }
        if cell.have == 0, let only = found.first, found.count == 1, cell.misses[only.rawValue] == cell.of {
            return "\(requirement.element): present, but only \(only.words), for all \(cell.of) \(requirement.population)."
        }
        var words = "\(requirement.element): \(Self.percent(share, cell)) of \(requirement.population) have it in the period"
        words += " (\(cell.have) of \(cell.of))"
        let lacking = found.map { "\(cell.misses[$0.rawValue]) only \($0.words)" }
        if !lacking.isEmpty { words += "; of the others " + lacking.joined(separator: ", ") }
        let nothing = cell.misses[Miss.allCases.count]
        if nothing > 0, !lacking.isEmpty { words += ", \(nothing) not at all" }
        return words + "."
    }

    /// Never rounds up to 100 nor down to 0.
    static func percent(_ share: Double, _ cell: Cell) -> String {
        if cell.have > 0, share < 1 { return "less than 1 %" }
        if cell.have < cell.of, share > 99 { return "more than 99 %" }
        return "\(Int(share.rounded())) %"
    }

    private func fix(_ requirement: Measure.Requirement, _ cell: Cell) -> String {
        let worst = Miss.allCases.max { cell.misses[$0.rawValue] < cell.misses[$1.rawValue] }
        guard let worst, cell.misses[worst.rawValue] * 2 >= cell.of - cell.have else { return requirement.fix }
        switch worst {
        case .withoutDate: return "Export the date of each \(requirement.element.lowercased())."
        case .withoutValue: return "Export the result itself, as a number or code: \(requirement.element) comes without one."
        case .withoutUnit: return "Export the unit beside the number: \(requirement.element) comes without a usable one."
        case .otherStatus:
            return "Export the status, and finish what is still open: \(requirement.element) comes with one that does not count."
        case .localCode: return "Map the practice's own codes to standard ones, or export standard codes. " + requirement.fix
        case .withoutReason: return "Export the coded reason of each \(requirement.element.lowercased()) that was ordered or not done."
        case .outsideWindow, .notRelated, .ruledOut, .otherValue, .notDone: return requirement.fix
        }
    }
}

internal import HubCore
internal import HubRules
internal import HubStore

/// Results by measure version and period: what is stored, compared and put together.
extension JudgeRun {
    func name(_ measure: Int, _ period: Int) -> JudgedUnit.Name {
        let (measure, period) = (judging.choice.measures[measure], judging.choice.periods[period])
        return JudgedUnit.Name(
            measure: measure.id, version: measure.version, start: period.start.description, end: period.end.description)
    }

    func key(_ measure: Int, _ practice: Practice, data: String) -> JudgedKey {
        JudgedKey(
            data: data, measure: judging.choice.measures[measure].contentHash, terminology: marks[measure].mark, engine: Judge.engine,
            attribution: attribution(practice))
    }

    /// One unit a measure and period of what was judged.
    /// - Parameter before: what was stored. Numbers of other parts of the practice stay where they rest on the same.
    func units(
        _ outcome: Judging.PracticeOutcome, _ part: MeasureChoice, _ before: [JudgedUnit.Name: JudgedUnit], _ practice: Practice
    ) throws(HubError) -> [JudgedUnit] {
        let results = Dictionary(grouping: outcome.results + outcome.parts, by: Self.name)
        var units: [JudgedUnit] = []
        for (measure, asked) in zip(part.measures, part.askedPeriods) {
            guard let at = judging.choice.measures.firstIndex(where: { $0.id == measure.id && $0.version == measure.version }) else {
                continue
            }
            for period in asked.map({ part.periods[$0] }) {
                let (start, end) = (period.start.description, period.end.description)
                let name = JudgedUnit.Name(measure: measure.id, version: measure.version, start: start, end: end)
                let complete = outcome.completeness.filter { $0.measure == measure.id && $0.periodStart == start && $0.periodEnd == end }
                var unit = JudgedUnit(
                    name: name, key: key(at, practice, data: outcome.dataVersion), patients: outcome.patients,
                    completeness: try JSONText.of(complete), results: results[name] ?? [])
                if let stored = before[name]?.key, stored.isSame(as: unit.key) {
                    let others = stored.attribution.filter { $0.key != level?.level }
                    unit.keeps = Set(others.keys)
                    unit.key.attribution.merge(others) { mine, _ in mine }
                }
                units.append(unit)
            }
        }
        return units
    }

    /// What was judged now and what is stored and current, in the order in which one pass over all would give it.
    func whole(
        _ start: Line, _ fresh: [JudgedUnit], _ before: [JudgedUnit.Name: JudgedUnit], _ practice: Practice, _ database: Database
    ) async throws(HubError) -> Line {
        var line = start
        let now = Dictionary(fresh.map { ($0.name, $0) }) { first, _ in first }
        var stored: [JudgedUnit.Name: [MeasureResult]] = [:]
        if line.current > 0 {
            var all = try await database.results(practice: practice.id)
            if let level { all += try await database.results(practice: practice.id, level: level.level) }
            stored = Dictionary(grouping: all.map(\.result).filter { $0.source == .computed }, by: Self.name)
        }
        var parts: [MeasureResult] = []
        for period in judging.choice.periods.indices {
            for (index, measure) in judging.choice.measures.enumerated() where judging.choice.askedPeriods[index].contains(period) {
                let name = name(index, period)
                let unit = now[name] ?? before[name]
                let results = now[name]?.results ?? (stored[name] ?? []).sorted { Self.order($0, measure) < Self.order($1, measure) }
                line.results += results.filter { $0.levelKey == nil }
                parts += results.filter { $0.levelKey != nil }
                line.patients = unit?.patients ?? line.patients
                if let unit { line.completeness += try JSONText.read([ElementCompleteness].self, unit.completeness) }
            }
        }
        switch level?.level {
        case .provider?: line.providers = parts
        case .site?: line.sites = parts
        case nil: break
        }
        return line
    }

    private static func name(_ result: MeasureResult) -> JudgedUnit.Name {
        JudgedUnit.Name(measure: result.measure, version: result.version, start: result.periodStart, end: result.periodEnd)
    }

    /// Providers or sites by name, rates as the measure has them, strata after their whole; a combined rate last.
    private static func order(_ result: MeasureResult, _ measure: Measure) -> (String, Int, Int) {
        let group = measure.groups.firstIndex { $0.id == result.group } ?? measure.groups.count
        let stratum = measure.strata.firstIndex { $0.id == result.stratum } ?? -1
        return (result.levelKey ?? "", group, stratum)
    }
}

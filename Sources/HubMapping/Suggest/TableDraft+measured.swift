internal import HubCore

/// Columns of numbers and of yes or no, each a statement of its own.
extension TableDraft {
    /// The day of a value: its own date column, else the day of the row when the row is of one day.
    private func day(of subject: String, _ thing: Bool) -> KnownColumn? {
        if let own = columns.first(where: { $0.subject == subject && $0.aspect == .date && $0.profile.filled > 0 }) { return own }
        guard thing, kind != .wide, kind != .patients else { return nil }
        return first(.visit, .date, .collected, .start)
    }

    /// `BP Date` is the day of `Systolic` and `Diastolic` too.
    private func dayOfPressure(_ thing: ColumnAliases.Thing) -> KnownColumn? {
        guard thing.unit == "mm[Hg]" else { return nil }
        return columns.first { $0.thing?.unit == "mm[Hg]" && $0.aspect == .date && $0.profile.filled > 0 }
    }

    mutating func measurements() {
        var seen: Set<String> = []
        for column in columns {
            guard let thing = column.thing, column.aspect == .whole || column.aspect == .value, column.profile.filled > 0 else { continue }
            guard seen.insert(column.subject).inserted else {
                maybe.append("      # `\(column.name)` holds the same as another column does, and is not read")
                continue
            }
            guard let day = day(of: column.subject, true) ?? dayOfPressure(thing) else {
                let why = "no column says on which day `\(column.name)` was taken; name one"
                maybe(.observation, observation(column, thing, thing.code, "{ column: DAY, required: true }", ""), why)
                used.insert(column.profile.index)
                continue
            }
            let start = field(day, "required: true")
            if thing.isPair {
                add(.observation, observation(column, thing, "LOINC|8480-6", start, "part: first"))
                add(.observation, observation(column, thing, "LOINC|8462-4", start, "part: second"))
            } else {
                add(.observation, observation(column, thing, thing.code, start, ""))
            }
        }
    }

    private mutating func observation(
        _ column: KnownColumn, _ thing: ColumnAliases.Thing, _ code: String, _ start: String, _ part: String
    ) -> [(String, String)] {
        let parts = code.split(separator: "|").map(String.init)
        var fields = [("code", "{ constant: \(parts.last ?? ""), system: \(parts.first ?? "") }"), ("start", start)]
        fields += [("status", "{ constant: final }"), ("category", "{ constant: \(thing.category) }")]
        if let list = thing.words {
            fields.append(("value", field(column, "as: code", codeTable(list, of: column, meanings: list))))
            let refused = Self.refusals.filter {
                column.profile.words[$0] != nil
            }
            if !refused.isEmpty {
                let words = refused.joined(separator: ", ")
                fields.append(
                    ("not-done", "{ when: { column: \(YAMLText.scalar(column.name)), is: [\(words)] }, reason: \"SNOMEDCT|105480006\" }"))
            }
        } else {
            let (unit, note) = unit(of: column, thing, code)
            fields.append(("value", field(column, part, "as: quantity", unit).noted(note)))
        }
        if thing.isPair || thing.unit == "mm[Hg]" { fields.append(("panel", "row")) }
        if kind != .wide, let encounter = first(.encounter) { fields.append(("encounter", field(encounter))) }
        return fields
    }

    /// The unit: a column of its own, the cells themselves, the column's name, or what every number can only be.
    private mutating func unit(of column: KnownColumn, _ thing: ColumnAliases.Thing, _ code: String) -> (String, note: String) {
        let p = column.profile
        if let own = columns.first(where: { $0.subject == column.subject && $0.aspect == .unit }) {
            return ("unit: \(field(own, "optional: true"))", "")
        }
        if p.withUnit * 10 >= p.numbers.count * 9, p.withUnit > 0 { return ("", "") }
        let parts = code.split(separator: "|").map(String.init)
        let coding = Coding(CodeSystem(parts.first ?? ""), parts.last ?? "")
        if thing.code == "LOINC|8310-5" {
            for (unit, range) in [("[degF]", 90.0...112.0), ("Cel", 30.0...45.0)] where !p.numbers.isEmpty {
                guard p.numbers.allSatisfy({ range.contains($0) }) else { continue }
                let note = "# no unit in the file; \(p.numbers.count) of \(p.numbers.count) numbers can only be \(unit)"
                return ("unit: { constant: \(YAMLText.scalar(unit)) }", note)
            }
        }
        guard let unit = thing.unit else {
            return ("", "# no unit: say `unit: { constant: … }`, or no measure can use it")
        }
        // Which unit a bare number has, the hub knows for what measures compare; a number outside of what is possible stays without.
        let bare = Units.conversion(unit: nil, code: coding)
        guard bare.isKnownAnalyte, !thing.isPair else { return ("unit: { constant: \(YAMLText.scalar(unit)) }", "") }
        let fit = p.numbers.count { bare($0).imputed }
        if fit * 100 >= p.numbers.count * 95 {
            return (
                "unit: { constant: \(YAMLText.scalar(unit)) }", "# no unit in the file; \(fit) of \(p.numbers.count) numbers can be \(unit)"
            )
        }
        if Self.saysUnit(column.name, unit) { return ("unit: { constant: \(YAMLText.scalar(unit)) }", "") }
        return ("", "# maybe with unit: { constant: \(YAMLText.scalar(unit)) }; only \(fit) of \(p.numbers.count) numbers can be that")
    }

    /// `PESO_KG`, `Height (in)`: the name says the unit.
    private static func saysUnit(_ name: String, _ unit: String) -> Bool {
        let words = Set(name.lowercased().split { !$0.isLetter }.map(String.init))
        let names: [String: Set<String>] = [
            "kg": ["kg", "kgs"], "[lb_av]": ["lb", "lbs", "pounds"], "cm": ["cm"], "[in_i]": ["in", "inches", "inch"],
        ]
        return !(names[unit] ?? []).isDisjoint(with: words)
    }

    /// "HTN Dx Date" and "Aspirin Y/N": the practice says that the patient has it; into which value set that places the patient is a person's decision.
    mutating func flags() {
        for column in columns where column.profile.filled > 0 {
            guard let flag = column.condition ?? column.medicine else { continue }
            let isDrug = column.medicine != nil
            let list = isDrug ? "medicines" : "diagnoses"
            let title = flag.word == "HTN" ? "Essential Hypertension" : flag.word
            let marks = column.profile.words.filter { !Words.no.contains($0.key) }.values.reduce(0) { $0 + $1.rows }
            let line = "    # \(flag.word): VALUESET|\(flag.set)  # maybe: `\(column.name)` says so in \(marks) rows (\(title))"
            let name = YAMLText.scalar(column.name)
            let isDay = column.profile.share(column.profile.days) >= 0.8
            if let at = codes.firstIndex(where: { $0.name == list }) {
                if !codes[at].lines.contains(where: { $0.hasPrefix("    # \(flag.word):") }) { codes[at].lines.append(line) }
            } else {
                codes.append((list, [line]))
            }
            let code = "{ constant: \(flag.word), codes: \(list) }"
            used.insert(column.profile.index)
            let kind: Fact.Kind = isDrug ? .medication : .condition
            let rest =
                isDrug
                ? [("status", "{ constant: active }"), ("category", "{ constant: list }")]
                : [
                    ("status", "{ constant: active }"), ("verification", "{ constant: confirmed }"),
                    ("category", "{ constant: problem-list-item }"),
                ]
            if isDay {
                let start = "{ column: \(name), partial: first-day, required: true }"
                add(kind, [("when", "{ column: \(name), filled: true }"), ("code", code), ("start", start)] + rest)
            } else {
                let visit = first(.visit, .date)?.name ?? "DAY"
                maybe(
                    kind,
                    [
                        ("when", "{ column: \(name), yes: true }"), ("code", code),
                        ("start", "{ column: \(YAMLText.scalar(visit)), required: true }"),
                    ] + rest,
                    "`\(column.name)` says yes or no; since when, no column says, and the day of the visit would stand for it")
            }
        }
    }
}

internal import HubCore
internal import HubJSON

extension ResourceReader {
    /// An observation with components is a panel: each component is a fact of its own, and so is the panel if it has a value itself.
    func observations(_ resource: JSONValue, _ begun: Fact) throws(HubError) -> [Fact] {
        var whole = begun
        whole.category = Self.category(resource["category"], 20..<40)
        put(moment: try times(resource, "effective", "Observation"), on: &whole)
        whole.authored = try exactDay(resource["issued"], "Observation") ?? whole.authored
        try setValue(resource, &whole)
        let components = resource["component"].items
        guard !components.isEmpty else { return [whole] }
        var facts = whole.value == nil && !whole.negated ? [] : [whole]
        for component in components {
            var part = whole
            (part.value, part.sentValue, part.sentUnit, part.comparator) = (nil, nil, nil, nil)
            (part.ownKey, part.panelKey) = (nil, begun.ownKey ?? SourceKey.hash("\(file.name):\(position)"))
            set(codes: Self.codings(component["code"]), of: &part)
            if part.code == nil {
                try note("fhir.no-code", "a component of an Observation has no code: it counts for no measure", "Observation")
            }
            try setValue(component, &part)
            facts.append(part)
        }
        return facts
    }

    private func setValue(_ holder: JSONValue, _ fact: inout Fact) throws(HubError) {
        let quantity = holder["valueQuantity"]
        if let digits = quantity["value"].digits ?? holder["valueInteger"].digits {
            fact.sentValue = digits
            fact.sentUnit = quantity["code"].text ?? quantity["unit"].text
            fact.comparator = quantity["comparator"].text.flatMap { Self.comparators[$0] }
            if let number = quantity["value"].number ?? holder["valueInteger"].number {
                let canonical = Units.canonical(value: number, unit: fact.sentUnit, code: fact.code)
                fact.value = .quantity(canonical.value, unit: canonical.unit.isEmpty ? nil : canonical.unit)
            }
        } else if let coding = Self.oneCoding(holder["valueCodeableConcept"]) {
            fact.value = .coded(coding)
        } else if let text = holder["valueString"].text ?? holder["valueCodeableConcept"]["text"].text, !text.isEmpty {
            (fact.value, fact.sentValue) = (.text(text), text)
        } else if let flag = holder["valueBoolean"].flag {
            (fact.value, fact.sentValue) = (.text(flag ? "true" : "false"), flag ? "true" : "false")
        } else if let at = try moment(holder["valueDateTime"], "Observation") {
            (fact.value, fact.sentValue) = (.text(at.day.description), holder["valueDateTime"].text)
        }
        if fact.value == nil, Self.valueNames.contains(where: { holder[$0].exists }) {
            try note(
                "fhir.value-not-read", "the value of an Observation is damaged, or of a type that no measure needs", "Observation",
                fix: "Numbers are written without quotes, in valueQuantity, with their unit.")
        }
    }

    private static let valueNames = [
        "Quantity", "Integer", "CodeableConcept", "String", "Boolean", "DateTime", "Range", "Ratio", "SampledData", "Time", "Period",
    ].map { "value" + $0 }

    private static let comparators: [String: Fact.Comparator] = [
        "<": .less, "<=": .lessOrEqual, ">": .greater, ">=": .greaterOrEqual,
    ]
}

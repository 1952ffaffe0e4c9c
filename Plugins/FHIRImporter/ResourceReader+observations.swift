internal import HubCore

extension ResourceReader {
    /// An observation with components is a panel: each component is a fact of its own, and so is the panel if it has a value itself.
    func observations(_ resource: JSONValue, _ base: Fact) -> [Fact] {
        var whole = base
        whole.category = resource["category"].items.compactMap { Self.code($0).flatMap { Fact.Category(word: $0) } }.first {
            $0.rawValue >= 20
        }
        whole.authored = Self.moment(resource["issued"])?.day
        if let reason = resource.extension(ending: "notDoneReason") {
            whole.negated = true
            whole.reason = Self.codings(reason["valueCodeableConcept"]).first
        }
        setValue(resource, &whole)
        let components = resource["component"].items
        guard !components.isEmpty else { return [whole] }
        var facts = whole.value == nil ? [] : [whole]
        for component in components {
            var part = whole
            part.value = nil
            (part.sentValue, part.sentUnit, part.comparator) = (nil, nil, nil)
            part.panelKey = base.ownKey
            part.ownKey = nil
            set(codes: Self.codings(component["code"]), of: &part)
            setValue(component, &part)
            facts.append(part)
        }
        return facts
    }

    private func setValue(_ holder: JSONValue, _ fact: inout Fact) {
        if let number = holder["valueQuantity"]["value"].number {
            let quantity = holder["valueQuantity"]
            setQuantity(number, unit: quantity["code"].text ?? quantity["unit"].text, &fact)
            fact.comparator = quantity["comparator"].text.flatMap { Self.comparators[$0] }
        } else if let number = holder["valueInteger"].number {
            setQuantity(number, unit: nil, &fact)
        } else if let coding = Self.codings(holder["valueCodeableConcept"]).first {
            fact.value = .coded(coding)
        } else if let text = holder["valueString"].text ?? holder["valueCodeableConcept"]["text"].text, !text.isEmpty {
            (fact.value, fact.sentValue) = (.text(text), text)
        } else if let flag = holder["valueBoolean"].flag {
            (fact.value, fact.sentValue) = (.text(flag ? "true" : "false"), flag ? "true" : "false")
        } else if let at = Self.moment(holder["valueDateTime"]) {
            fact.value = .text(at.day.description)
        }
    }

    private func setQuantity(_ number: Double, unit: String?, _ fact: inout Fact) {
        let canonical = Units.canonical(value: number, unit: unit, code: fact.code)
        fact.value = .quantity(canonical.value, unit: canonical.unit.isEmpty ? nil : canonical.unit)
        (fact.sentValue, fact.sentUnit) = (number.description, unit)
    }

    private static let comparators: [String: Fact.Comparator] = [
        "<": .less, "<=": .lessOrEqual, ">": .greater, ">=": .greaterOrEqual,
    ]
}

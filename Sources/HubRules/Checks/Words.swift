import HubCore

/// Numbers and lists as people read them; no Foundation.
enum Words {
    /// 1234567 → `1,234,567`.
    static func count(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var text = number < 0 ? "-" : ""
        for (at, digit) in digits.enumerated() {
            if at > 0, (digits.count - at) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return text
    }

    /// One decimal, none when it is zero; a share that is not nothing never reads `0`, nor one short of all `100`.
    static func percent(_ value: Double) -> String {
        guard value.isFinite else { return "?" }
        if value > 0, value < 0.1 { return "less than 0.1" }
        if value > 99.9, value < 100 { return "more than 99.9" }
        return number(value)
    }

    /// At most one decimal.
    static func number(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "?" }
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let (whole, rest) = (Int(tenths.magnitude / 10), Int(tenths.magnitude % 10))
        return sign + String(whole) + (rest == 0 ? "" : ".\(rest)")
    }

    static func percent(_ part: Int, of all: Int) -> String { percent(all > 0 ? Double(part) * 100 / Double(all) : .nan) }

    /// `a, b and c`.
    static func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }

    /// `2026-03`.
    static func month(_ index: Int) -> String {
        let month = index % 12 + 1
        return "\(index / 12)-" + (month < 10 ? "0\(month)" : "\(month)")
    }
}

extension Fact.Kind {
    /// What people call several of them.
    var plural: String {
        switch self {
        case .encounter: "visits"
        case .condition: "diagnoses"
        case .observation: "observations"
        case .medication: "medications"
        case .immunization: "vaccinations"
        case .procedure: "procedures"
        case .order: "orders"
        case .deviceOrder: "device orders"
        case .allergy: "allergies"
        case .adverseEvent: "adverse events"
        case .coverage: "coverages"
        }
    }
}

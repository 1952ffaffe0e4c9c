internal import HubCore
internal import HubXML

extension EntryReader {
    /// Days that an order lasts with all its fills: quantity ÷ (dose × times a day) × fills. Nil unless every part is given as a plain
    /// count: a quantity in millilitres and a dose in tablets say nothing together.
    func supplyDays(_ element: XMLElement, _ order: XMLElement?) throws(HubError) -> Int32? {
        guard let order, let quantity = count(order.child(.quantity)), let dose = count(element.child(.doseQuantity)),
            quantity.unit == dose.unit || quantity.unit.isEmpty || dose.unit.isEmpty,
            let each = element.children(.effectiveTime).lazy.compactMap({ Self.hours($0.child(.period)) }).first
        else { return nil }
        let fills = order.child(.repeatNumber)?.string(.value).flatMap { Double($0) } ?? 1
        guard (1...100).contains(fills) else { return nil }
        let days = quantity.value / dose.value * each / 24 * fills
        return days >= 1 && days <= 3660 ? Int32(days.rounded(.down)) : nil
    }

    private func count(_ element: XMLElement?) -> (value: Double, unit: String)? {
        guard let element, !element.isNull, let value = element.string(.value).flatMap({ Double($0) }), value > 0,
            value.isFinite
        else { return nil }
        let unit = element.string(.unit) ?? ""
        return (value, unit == "1" ? "" : unit.lowercased())
    }

    private static func hours(_ period: XMLElement?) -> Double? {
        guard let period, let value = period.string(.value).flatMap({ Double($0) }), value > 0, value < 10_000
        else { return nil }
        switch period.string(.unit)?.lowercased() {
        case "h": return value
        case "d": return value * 24
        case "wk": return value * 168
        case "min": return value / 60
        default: return nil
        }
    }
}

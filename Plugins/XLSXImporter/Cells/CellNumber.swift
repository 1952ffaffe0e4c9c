internal import Foundation

/// A number as a cell stores it, written out.
///
/// A spreadsheet computes with 15 digits and stores 17: `7.1` lies there as `7.0999999999999996`. Fifteen give back what was typed.
struct CellNumber {
    let value: Double

    init?(_ text: String) {
        guard let value = Double(text), value.isFinite else { return nil }
        self.value = value
    }

    /// Fifteen digits were not enough for it: the spreadsheet has rounded it, as it does with long identifiers.
    var isRounded: Bool { abs(value) >= 1e15 }

    /// Without an exponent, without digits that say nothing: `123000000000`, `7.1`, `-0.05`.
    var text: String { Self.written(value, shift: 0) }

    /// A hundred times as much, by moving the point: `0.07` → `7`.
    var percent: String { Self.written(value, shift: 2) + "%" }

    private static func written(_ value: Double, shift: Int) -> String {
        guard value != 0 else { return "0" }
        // d.dddde±xx with fifteen digits.
        let parts = String(format: "%.14e", abs(value)).split(separator: "e")
        var digits = String(parts[0].filter { $0 != "." })
        while digits.count > 1, digits.hasSuffix("0") { digits.removeLast() }
        let point = (Int(parts[1]) ?? 0) + 1 + shift
        let text: String
        if point <= 0 {
            text = "0." + String(repeating: "0", count: -point) + digits
        } else if point >= digits.count {
            text = digits + String(repeating: "0", count: point - digits.count)
        } else {
            text = digits.prefix(point) + "." + digits.dropFirst(point)
        }
        return (value < 0 ? "-" : "") + text
    }

    /// In a mask of zeros: `00000` makes `01234` of 1234. Nil when the number is no whole one or longer than the mask.
    func masked(_ mask: String) -> String? {
        guard value >= 0, value == value.rounded(), value < 1e15 else { return nil }
        var digits = Array(text)
        let places = mask.count { $0 == "0" }
        guard digits.count <= places else { return nil }
        digits = Array(repeating: "0", count: places - digits.count) + digits
        var rest = digits[...]
        return String(mask.map { $0 == "0" ? rest.removeFirst() : $0 })
    }
}

internal import HubCore

/// A value that can stand for `$1` in a statement. Goes over the wire as text, whose type the server infers from its place.
package protocol Parameter {
    var parameterText: String { get }
}

extension Int: Parameter { package var parameterText: String { String(self) } }
extension Int16: Parameter { package var parameterText: String { String(self) } }
extension Int32: Parameter { package var parameterText: String { String(self) } }
extension Int64: Parameter { package var parameterText: String { String(self) } }
extension Bool: Parameter { package var parameterText: String { self ? "t" : "f" } }
extension Day: Parameter { package var parameterText: String { description } }

extension Double: Parameter {
    package var parameterText: String { isNaN ? "NaN" : isInfinite ? (self < 0 ? "-Infinity" : "Infinity") : description }
}

/// PostgreSQL's text has no NUL; it is kept visible rather than cutting the text short.
extension String: Parameter {
    package var parameterText: String { utf8.contains(0) ? withoutNUL : self }

    var withoutNUL: String { String(String.UnicodeScalarView(unicodeScalars.map { $0.value == 0 ? "\u{FFFD}" : $0 })) }
}

/// One-dimensional arrays in PostgreSQL's array syntax, each element quoted.
extension Array: Parameter where Element: Parameter {
    package var parameterText: String {
        let items = map { item in
            var text = "\""
            for scalar in item.parameterText.unicodeScalars {
                if scalar == "\"" || scalar == "\\" { text.unicodeScalars.append("\\") }
                text.unicodeScalars.append(scalar)
            }
            return text + "\""
        }
        return "{" + items.joined(separator: ",") + "}"
    }
}

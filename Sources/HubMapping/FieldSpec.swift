internal import HubCore

/// Where one field of a fact comes from, as a mapping says it: a column, a constant, several columns joined.
package struct FieldSpec: Sendable {
    package enum Source: Sendable {
        /// Names that the column goes by; the first that the file has is taken.
        case column([String])
        case constant(String)
        /// Several columns, one after another, with a separator.
        case joined([[String]], separator: String)
    }
    enum Partial: Sendable { case refuse, firstDay, lastDay }
    enum System: Sendable {
        case fixed(CodeSystem)
        /// Named by each row; what is no known name is `otherwise`.
        case column([String], map: [String: CodeSystem], otherwise: CodeSystem?)
        /// The first of these that the code has the shape of.
        case guess([CodeSystem])
    }
    enum Shape: Sendable { case any, quantity, code, text }
    enum Part: Sendable { case first, second }

    /// `encounter.start`: for findings.
    package var name: String
    package var source: Source
    package var isRequired = false
    /// The file may lack the column.
    package var isOptional = false
    var map: [String: String] = [:]
    /// What an empty cell means, and any word that the map does not have.
    var empty: String?
    var otherwise: String?
    var pad: Int?

    // Days.
    var written: DateFormat?
    var shortYearsFrom: Int?
    var partial = Partial.refuse
    /// Read in its place when the cell is empty or holds a yes.
    var instead: [FieldSpec] = []

    // Codes.
    var system = System.fixed(.local)
    var codes: [String: [Coding]]?
    var display: [String] = []

    // Values.
    var shape = Shape.any
    var part: Part?
    var unit: [FieldSpec] = []
    var decimalComma = false

    init(_ name: String, _ source: Source) {
        self.name = name
        self.source = source
    }

    /// All columns that it reads, each with the names it goes by.
    var columns: [[String]] {
        var all: [[String]]
        switch source {
        case .column(let names): all = [names]
        case .constant: all = []
        case .joined(let parts, _): all = parts
        }
        return all
    }
}

/// A test of one cell.
package struct Condition: Sendable {
    enum Test: Sendable {
        case isOne(Set<String>), isNone(Set<String>), filled(Bool), matches([String])
        /// Y, Yes, X, 1 or a date; N, No, 0.
        case yes(Bool)
    }
    var column: [String]
    var test: Test
    var isOptional = false
}

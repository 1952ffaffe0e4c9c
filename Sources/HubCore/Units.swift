/// Units of measure: what sources write, and the canonical UCUM unit that the hub keeps beside it. Filled by `Units+table.swift`.
public enum Units {
    /// A value in its analyte's canonical unit.
    public struct Canonical: Hashable, Sendable {
        public var value: Double
        public var unit: String
        /// The source gave no unit, and the analyte's usual one was taken.
        public var imputed: Bool
        public init(value: Double, unit: String, imputed: Bool) {
            self.value = value
            self.unit = unit
            self.imputed = imputed
        }
    }
}

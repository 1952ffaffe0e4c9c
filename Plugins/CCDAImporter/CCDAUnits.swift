internal import HubCore

/// The one place that asks what a unit means.
enum CCDAUnits {
    static func canonical(value: Double, unit: String?, code: Coding?) -> (value: Double, unit: String?) {
        let canonical = Units.canonical(value: value, unit: unit, code: code)
        return (canonical.value, canonical.unit.isEmpty ? nil : canonical.unit)
    }
}

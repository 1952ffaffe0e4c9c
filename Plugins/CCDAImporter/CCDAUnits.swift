internal import HubCore

/// The one place that asks what a unit means.
enum CCDAUnits {
    static func canonical(value: Double, unit: String?, code: Coding?) -> (value: Double, unit: String?) {
        (value, unit.map { $0.trimmingBlanks() })
    }
}

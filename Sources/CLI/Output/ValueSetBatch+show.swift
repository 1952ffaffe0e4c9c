internal import HubCore
internal import HubPipeline

/// What an import of value sets came to, for a person or as JSON.
extension ValueSetBatch {
    func show(json: Bool, verb: String) throws {
        let console = Console.standard
        if json {
            return try console.print(
                json: Printed(
                    sets: Dictionary(sets.map { ($0.oid, $0.codes.count) }) { $1 }, causes: findings.sorted.map(ImportReceipt.Cause.init)))
        }
        FindingPrinter().print(findings.sorted)
        console.print("\(sets.count) value sets with \(sets.reduce(0) { $0 + $1.codes.count }) codes \(verb)")
    }
}

private struct Printed: Encodable {
    var sets: [String: Int]
    var causes: [ImportReceipt.Cause]
}

/// The ranges of patients whose facts fit into memory together.
///
/// The first is as wide as all facts of the practice allow. Most facts are often asked for by nobody and are not kept: a pass that kept less than it
/// might have makes the next one wider, one that kept more makes it narrower.
struct ScanPasses {
    private let patients: Int
    private let atOnce: Int
    private var width: Int
    private var begin = 0
    private var isFirst = true

    /// - Parameter only: the one patient to read; nil: everybody.
    init(patients: Int, facts: Int, atOnce: Int, only: Int32?) {
        self.atOnce = max(1, atOnce)
        let share = Double(self.atOnce) / Double(max(1, facts))
        width = max(1, share >= 1 ? patients : Int(Double(patients) * share))
        self.patients = only.map { min(Int($0) + 1, patients) } ?? patients
        if let only { (begin, width) = (Int(only), 1) }
    }

    /// - Parameter kept: how many facts the last pass kept.
    /// - Returns: nil when everybody was read.
    mutating func next(after kept: Int) -> Range<Int>? {
        guard begin < patients else { return nil }
        if !isFirst {
            // A tenth is left free, for patients differ; and no pass is more than four times the one before.
            let fitting = Double(width) * 0.9 * Double(atOnce) / Double(max(1, kept))
            width = max(1, min(Int(fitting), 4 * width))
        }
        isFirst = false
        let range = begin..<min(begin + width, patients)
        begin = range.upperBound
        return range
    }
}

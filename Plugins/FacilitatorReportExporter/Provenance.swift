internal import HubCore

/// Where the numbers come from, so that anybody can walk back: files and rows, submission, run.
struct Provenance {
    struct FileLine { let name, format, read, accepted, rejected, skipped: String }

    let files: [FileLine]
    let hasFiles: Bool
    let more: String?
    let total: FileLine?
    /// Set when rows read are not accepted + rejected + skipped.
    let imbalance: String?
    let submissions: String
    let run: String
    let generated: String?

    init(_ report: PracticeReport, isTight: Bool) {
        let room = isTight ? 3 : Self.room
        let sums = report.files.reduce(into: (read: 0, accepted: 0, rejected: 0, skipped: 0)) { sum, file in
            sum.read &+= file.read
            sum.accepted &+= file.accepted
            sum.rejected &+= file.rejected
            sum.skipped &+= file.skipped
        }
        // Where rows were lost comes first, in case not all find room.
        files = report.files.enumerated().sorted { ($1.element.rejected, $0.offset) < ($0.element.rejected, $1.offset) }.map(\.element)
            .prefix(room).map { file in
                FileLine(
                    name: SafeText.clean(file.name, keepingEnd: isTight ? 24 : 30), format: SafeText.clean(file.format, upTo: 14),
                    read: PlainWords.number(file.read),
                    accepted: PlainWords.number(file.accepted), rejected: PlainWords.number(file.rejected),
                    skipped: PlainWords.number(file.skipped))
            }
        hasFiles = !files.isEmpty
        more = report.files.count > room ? "and \(PlainWords.count(report.files.count - room, "more file", "more files"))" : nil
        total =
            report.files.count < 2
            ? nil
            : FileLine(
                name: "All \(PlainWords.number(report.files.count)) files", format: "", read: PlainWords.number(sums.read),
                accepted: PlainWords.number(sums.accepted), rejected: PlainWords.number(sums.rejected),
                skipped: PlainWords.number(sums.skipped))
        let broken = report.files.filter { $0.read != $0.accepted &+ $0.rejected &+ $0.skipped }.count
        imbalance = broken == 0 ? nil : "In \(PlainWords.count(broken, "file", "files")) the rows do not add up: do not use these numbers."
        let numbers = report.submissions.map(String.init).joined(separator: ", ")
        submissions = report.submissions.isEmpty ? "none" : SafeText.clean(numbers, upTo: 60)
        run = report.runID.isEmpty ? "none" : SafeText.clean(report.runID, upTo: 70)
        generated = report.generatedAt.isEmpty ? nil : PlainWords.moment(report.generatedAt)
    }

    static let room = 4
}

internal import HubCore
internal import HubText

/// Whether the widths of a layout count bytes or characters in this file: what most lines with accents fit by.
struct WidthVote {
    private(set) var bytes = 0
    private(set) var characters = 0
    private let plan: LayoutPlan
    private var ruler = Ruler()

    init(_ plan: LayoutPlan) { self.plan = plan }

    init(_ plan: LayoutPlan, _ sample: LineSample) {
        self.init(plan)
        // In any other encoding a character has the same width throughout.
        guard plan.layout.width == nil, sample.encoding == .utf8 else { return }
        for width in FlatLayout.Width.allCases {
            for line in plan.layout.lineEnds == .lines ? sample.lines : sample.cut(plan.layout.length, width) {
                if sample.isOneLine { add(line.span, only: width) } else if width == .bytes { add(line.span) }
            }
        }
    }

    /// Nil when nothing tells.
    var width: FlatLayout.Width? {
        if let declared = plan.layout.width { return declared }
        return bytes == characters ? nil : bytes > characters ? .bytes : .characters
    }

    /// A line with accents votes for the width by which it fits.
    mutating func add(_ line: Span<UInt8>) {
        guard Self.hasAccents(line) else { return }
        let (asBytes, asCharacters) = (points(line, .bytes), points(line, .characters))
        if asBytes > asCharacters { bytes += 1 }
        if asCharacters > asBytes { characters += 1 }
    }

    private mutating func add(_ line: Span<UInt8>, only width: FlatLayout.Width) {
        let points = points(line, width)
        if width == .bytes { bytes += points } else { characters += points }
    }

    private mutating func points(_ line: Span<UInt8>, _ width: FlatLayout.Width) -> Int {
        ruler.measure(line, width)
        guard let at = plan.record(of: line, ruler) else { return -100 }
        let judged = LineJudgement(plan.records[at], line, ruler)
        // The length settles it; the types do where blanks at the end were cut off.
        let length = if case .right = judged.length { 10 } else { 0 }
        return length + judged.filled - 2 * judged.misfits.count
    }

    static func hasAccents(_ line: Span<UInt8>) -> Bool {
        for at in line.indices where line[at] >= 0x80 { return true }
        return false
    }
}

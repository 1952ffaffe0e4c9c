internal import HubCore

/// Which layout a file has, by its name and its first lines. What fits twice is asked about.
struct LayoutChoice {
    enum Verdict {
        case one(Int, byName: Bool)
        /// The name says this layout, and not one of the first lines fits any.
        case unfit(Int)
        /// The name says the first, the lines say the second.
        case misnamed(Int, Int)
        case asked([Int])
        case none
    }

    private(set) var verdict = Verdict.none
    /// Of each layout, how large a part of the first lines fits it.
    private(set) var shares: [Double]
    private let plans: [LayoutPlan]

    init(_ shelf: LayoutShelf, _ file: SourceFile, _ sample: LineSample) {
        plans = shelf.plans
        shares = plans.map { Self.share($0, sample) }
        var fitting = shares.indices.filter { shares[$0] >= 0.8 && Self.tells(plans[$0]) }
        // Lines of just the right length say more than lines that may have lost blanks at their ends.
        let whole = fitting.filter { Self.share(plans[$0], sample, onlyWhole: true) >= 0.8 }
        if !whole.isEmpty { fitting = whole }
        let named = plans.indices.filter { plans[$0].layout.fits(file) }
        let best = fitting.filter { named.contains($0) }
        if best.count == 1 {
            verdict = .one(best[0], byName: true)
        } else if best.count > 1 {
            verdict = .asked(best)
        } else if let said = named.first {
            // Lines that nearly fit are read and told one by one; lines of another layout mean another file.
            if named.count == 1, shares[said] < 0.2, let other = fitting.first, fitting.count == 1, !sample.saysEmpty {
                verdict = .misnamed(said, other)
            } else if named.count == 1 {
                verdict = shares[said] > 0 || sample.saysEmpty || sample.isEmpty ? .one(said, byName: true) : .unfit(said)
            } else {
                let near = named.filter { shares[$0] > 0 }
                verdict = near.count == 1 ? .one(near[0], byName: true) : .asked(near.isEmpty ? named : near)
            }
        } else if shelf.isNamed, plans.count == 1 {
            verdict = .one(0, byName: true)
        } else if !fitting.isEmpty {
            verdict = fitting.count == 1 ? .one(fitting[0], byName: false) : .asked(fitting)
        }
    }

    /// Whether fitting means anything: a layout of nothing but text fits every line.
    private static func tells(_ plan: LayoutPlan) -> Bool {
        plan.records.contains { $0.typed.count >= 2 || !$0.tests.isEmpty && !$0.typed.isEmpty }
    }

    private static func share(_ plan: LayoutPlan, _ sample: LineSample, onlyWhole: Bool = false) -> Double {
        let widths = plan.layout.width.map { [$0] } ?? FlatLayout.Width.allCases
        return widths.map { width in
            let lines = plan.layout.lineEnds == .lines ? sample.lines : sample.cut(plan.layout.length, width)
            guard !lines.isEmpty else { return 0 }
            var ruler = Ruler()
            let fitting = lines.count { line in
                ruler.measure(line.span, width)
                guard let record = plan.record(of: line.span, ruler) else { return false }
                let judged = LineJudgement(plan.records[record], line.span, ruler)
                if onlyWhole, case .trimmed = judged.length { return false }
                return judged.isGood
            }
            return Double(fitting) / Double(lines.count)
        }.max() ?? 0
    }

    /// Why no layout is taken, for a person.
    func error(_ file: SourceFile, _ sample: LineSample) -> HubError? {
        func name(_ at: Int) -> String { "`\(plans[at].layout.fullName)`" }
        let at = Origin(file)
        switch verdict {
        case .one, .unfit: return nil
        case .asked(let fitting):
            return HubError(
                .malformed, "more than one layout fits this file: \(fitting.map(name).joined(separator: ", "))", at: at,
                hint: "Name the mapping with --source, or give the file the name that its layout expects.")
        case .misnamed(let said, let found):
            return HubError(
                .malformed, "by its name this file is \(name(said)), and its lines are those of \(name(found))", at: at,
                hint: "Give it the name that its content has, or send the file that belongs to this name.")
        case .none:
            return HubError(.malformed, Self.looks(sample) + "; no layout fits it", at: at, hint: hint(sample))
        }
    }

    private static func looks(_ sample: LineSample) -> String {
        guard let usual = sample.lengths.first else { return "this file is empty" }
        if sample.isOneLine { return "this file has no line ends; it has \(usual) characters or more in one line" }
        if sample.looksFixed { return "this looks like a fixed-width file: its lines have \(usual) characters" }
        return
            "this does not look like a fixed-width file: its lines have between \(sample.lengths.min() ?? 0) and \(sample.lengths.max() ?? 0) characters"
    }

    /// The layouts of nearly this length, nearest first.
    private func hint(_ sample: LineSample) -> String {
        let describe = "Describe the file in a `layout.yaml` (Mappings/README.md), or name a mapping with --source."
        guard let usual = sample.lengths.first, !plans.isEmpty else { return describe }
        let near = plans.indices.sorted {
            (-shares[$0], abs(plans[$0].layout.length - usual), $0) < (-shares[$1], abs(plans[$1].layout.length - usual), $1)
        }.prefix(3)
        return "Nearest layouts: " + near.map { "\(name($0)) (\(plans[$0].layout.length) characters)" }.joined(separator: ", ") + ". "
            + describe
    }

    private func name(_ at: Int) -> String { "`\(plans[at].layout.fullName)`" }
}

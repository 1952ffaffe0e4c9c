internal import HubCore

/// Whether the data that a measure needs are there: a shape, a word and a share, so that no colour is needed to read it.
struct CompletenessCell {
    let word: String
    let detail: String?
    let isGood, isPartial, isBad, isUnknown: Bool
    /// Nothing of what the measure needs applies here: neither good nor bad.
    let isNotApplicable: Bool

    /// By the worst of the measure's elements.
    init(_ elements: [ElementCompleteness]) {
        let worst = elements.min { a, b in
            (Self.rank(a.state), Self.share(a) ?? 1, a.element) < (Self.rank(b.state), Self.share(b) ?? 1, b.element)
        }
        switch worst?.state {
        case .pass: word = "Complete"
        case .passWithFailures: word = "Partly complete"
        case .fail: word = "Not enough"
        case .notApplicable: word = "Not applicable"
        case .couldNotRun: word = "Could not be checked"
        case nil: word = "Not checked"
        }
        (isGood, isPartial, isBad) = (worst?.state == .pass, worst?.state == .passWithFailures, worst?.state == .fail)
        isNotApplicable = worst?.state == .notApplicable
        isUnknown = !isGood && !isPartial && !isBad
        let share = worst.flatMap(Self.share).map { "\(Int(($0 * 100).rounded(.down)))\u{A0}%" }
        let element = worst.map { SafeText.clean($0.element, upTo: 30) }
        let parts = [share, element].compactMap(\.self)
        detail = parts.isEmpty || worst?.state == .notApplicable ? nil : parts.joined(separator: " · ")
    }

    static func rank(_ state: CheckState) -> Int {
        switch state {
        case .fail: 0
        case .couldNotRun: 1
        case .passWithFailures: 2
        case .pass: 3
        case .notApplicable: 4
        }
    }

    /// Rounded down where shown: 99.6 % is not all.
    static func share(_ element: ElementCompleteness) -> Double? {
        element.of > 0 && element.have >= 0 && element.have <= element.of ? Double(element.have) / Double(element.of) : nil
    }
}

internal import HubCore

/// The words of the page: days, periods, shares and people, as one would say them.
enum PlainWords {
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]

    static func day(_ day: Day) -> String {
        let (year, month, number) = day.parts
        return "\(number) \(months[month - 1]) \(year)"
    }

    /// `2026-03-02T14:05:00Z` → `2 March 2026, 14:05 UTC`; what is not of that form stays as it is.
    static func moment(_ text: String) -> String {
        guard let date = Day(iso: text.prefix(10)) else { return SafeText.clean(text, upTo: 40) }
        let time = text.dropFirst(10)
        guard time.count == 10, time.hasPrefix("T"), time.hasSuffix("Z") else { return day(date) }
        return "\(day(date)), \(SafeText.clean(String(time.dropFirst().prefix(5)))) UTC"
    }

    static func period(_ start: String, _ end: String) -> String {
        guard let first = Day(iso: start), let last = Day(iso: end) else { return SafeText.clean("\(start) to \(end)", upTo: 40) }
        let period = Period(first, last)
        if period.isTwelveMonths, first.parts.month == 1, first.parts.day == 1 { return "Calendar year \(first.parts.year)" }
        if period.isTwelveMonths { return "12 months to \(day(last))" }
        return "\(day(first)) to \(day(last))"
    }

    /// Whole percents; what is neither none nor all is never shown as 0 or 100.
    static func percent(_ share: Double) -> String {
        let whole = Int((share * 100).rounded())
        if whole == 0, share > 0 { return "under 1\u{A0}%" }
        if whole == 100, share < 1 { return "over 99\u{A0}%" }
        return "\(whole)\u{A0}%"
    }

    /// `4,212`.
    static func number(_ count: Int) -> String {
        let digits = Array(String(count.magnitude))
        let grouped = digits.enumerated().map { at, digit in
            (at > 0 && (digits.count - at) % 3 == 0 ? "," : "") + String(digit)
        }
        return (count < 0 ? "−" : "") + grouped.joined()
    }

    static func count(_ n: Int, _ one: String, _ many: String) -> String { "\(number(n)) \(n == 1 ? one : many)" }

    static func source(_ source: ResultSource) -> String {
        switch source {
        case .computed: "computed from the practice’s files"
        case .reportedCSV, .reportedQRDA3, .reportedFHIR: "as reported by the EMR"
        case .manual: "entered by hand"
        case .chartSample: "from a sample of charts"
        }
    }

    static func owner(_ owner: Finding.Owner?) -> String {
        switch owner {
        case .practice: "whoever enters the data at the practice"
        case .exporter: "whoever runs the export at the practice"
        case .vendor: "the EMR’s vendor"
        case .facilitator: "your practice facilitator"
        case .hub: "those who run MeasureHub"
        case nil: "not settled yet; ask your practice facilitator"
        }
    }
}

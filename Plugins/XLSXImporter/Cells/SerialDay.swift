internal import HubCore

/// Days as spreadsheets count them, and the time of day as a fraction of one.
enum SerialDay {
    /// `2026-02-03`, `2026-02-03 14:30:00`, `14:30:00`. Nil for what is no day in a spreadsheet either.
    static func text(_ value: Double, _ format: CellFormat, from1904: Bool) -> String? {
        guard value >= 0, value < 2_958_466 else { return nil }
        // Seconds first: 0.99999999 of a day is the next one's midnight.
        let seconds = Int((value * 86_400).rounded())
        let (days, second) = (seconds / 86_400, seconds % 86_400)
        if format == .duration { return "\(seconds / 3600):" + two(seconds / 60 % 60) + ":" + two(seconds % 60) }
        let time = two(second / 3600) + ":" + two(second / 60 % 60) + ":" + two(second % 60)
        if days == 0, !from1904, second > 0 || format == .time { return time }
        guard let day = day(days, from1904: from1904) else { return nil }
        return second == 0 ? day : "\(day) \(time)"
    }

    /// 1 is 1 January 1900. The count holds a 29 February 1900 that never was (60), so what lies before it is a day later than it seems.
    private static func day(_ serial: Int, from1904: Bool) -> String? {
        if from1904 { return Day(year: 1904, month: 1, day: 1).map { "\($0.adding(days: serial))" } }
        guard serial > 0, serial != 60 else { return nil }
        return Day(year: 1899, month: 12, day: 30).map { "\($0.adding(days: serial < 60 ? serial + 1 : serial))" }
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// How a flat file writes its days: `yyyymmdd`, `mm/dd/yyyy`, `yymmdd`, `yyyymm` and the like. Every letter and separator has its place.
public struct FlatDate: Hashable, Sendable {
    /// As declared, lower case.
    public let written: String
    private let pattern: [UInt8]

    /// Nil when it names no year, or anything but years, months, days and separators.
    public init?(_ written: String) {
        let lower = written.lowercased()
        pattern = Array(lower.utf8)
        self.written = lower
        let years = lower.count { $0 == "y" }
        let (months, days) = (lower.count { $0 == "m" }, lower.count { $0 == "d" })
        guard years == 4 || years == 2, months == 2, days == 2 || (days == 0 && years == 4) else { return nil }
        guard lower.allSatisfy({ "ymd-/. ".contains($0) }) else { return nil }
    }

    public var length: Int { pattern.count }
    public var hasShortYear: Bool { pattern.count { $0 == 121 } == 2 }

    /// What the trimmed cell says: `2015-03-04`, `2015-03`, or `03/04/15` where the year has two digits. Nil when it is not written so.
    /// Zeros and nines, which stand for no day, come back as they are.
    public func read(_ bytes: Span<UInt8>) -> [UInt8]? {
        guard bytes.count == pattern.count else { return nil }
        var (year, month, day) = (0, 0, 0)
        var (hasDay, allSame) = (false, true)
        for at in bytes.indices {
            let digit = Int(bytes[at]) - 48
            switch pattern[at] {
            case 121, 109, 100:
                guard (0...9).contains(digit) else { return nil }
                if digit != 0, digit != 9 { allSame = false }
                if pattern[at] == 121 { year = year * 10 + digit } else if pattern[at] == 109 { month = month * 10 + digit }
                if pattern[at] == 100 { (day, hasDay) = (day * 10 + digit, true) }
            default: guard bytes[at] == pattern[at] else { return nil }
            }
        }
        if allSame, year == 0 || year == 9999 || year == 99 && hasShortYear { return bytes.withUnsafeBufferPointer { Array($0) } }
        if hasShortYear {
            guard Day(year: 2000 + year, month: month, day: day) != nil || Day(year: 1900 + year, month: month, day: day) != nil else {
                return nil
            }
            return Self.two(month) + [47] + Self.two(day) + [47] + Self.two(year)
        }
        // The lowest day of IBM's Db2 and of CMS's files: none is meant.
        if (year, month, day) == (1000, 1, 1) || (year, month, day) == (1, 1, 1) { return Array("00000000".utf8) }
        guard (1800...2199).contains(year) || year == 9999, Day(year: year, month: month, day: hasDay ? day : 1) != nil else { return nil }
        let start = Self.two(year / 100) + Self.two(year % 100) + [45] + Self.two(month)
        return hasDay ? start + [45] + Self.two(day) : start
    }

    private static func two(_ number: Int) -> [UInt8] { [UInt8(48 + number / 10), UInt8(48 + number % 10)] }
}

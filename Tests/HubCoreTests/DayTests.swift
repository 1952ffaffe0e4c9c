import HubCore
import Testing

/// The calendar as one learns it at school, day after day: nothing shared with `Day`'s arithmetic.
private struct WallCalendar: Sequence, IteratorProtocol {
    private var (year, month, day) = (1, 1, 0)
    static func isLeap(_ year: Int) -> Bool { year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) }
    static func length(_ month: Int, _ year: Int) -> Int {
        month == 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }
    mutating func next() -> (year: Int, month: Int, day: Int)? {
        day += 1
        if day > Self.length(month, year) { (month, day) = (month + 1, 1) }
        if month > 12 { (year, month) = (year + 1, 1) }
        return year > 9999 ? nil : (year, month, day)
    }
}

@Suite struct DayTests {
    private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

    @Test("counts every day of the years 1 to 801 as a calendar on the wall does") func everyDay() throws {
        var number = try day("0001-01-01").number
        #expect(number == -719_162)
        var wrong = 0
        for (year, month, date) in WallCalendar() {
            guard year <= 801 else { break }
            let parts = Day(number: number).parts
            if Day(year: year, month: month, day: date)?.number != number || parts != (year, month, date) { wrong += 1 }
            number += 1
        }
        #expect(wrong == 0)
        #expect(Day(number: number - 1).description == "0801-12-31")
    }

    @Test("knows the epoch, the ends of its range and the century rule") func landmarks() throws {
        #expect(try day("1970-01-01").number == 0)
        #expect(try day("1969-12-31").number == -1)
        #expect(try day("2000-02-29").number == 11_016)
        #expect(try day("9999-12-31").number == 2_932_896)
        #expect(Day(iso: "1900-02-29") == nil && Day(iso: "2100-02-29") == nil && Day(iso: "2024-02-29") != nil)
    }

    @Test(
        "reads year-month-day in digits and nothing else",
        arguments: [
            "2026-13-01", "2026-00-10", "2026-02-30", "2026-04-31", "2026-01-00", "2026-01-32", "0000-01-01", "20260131", "2026-1-31",
            "2026/01/31",
            " 2026-01-31", "2026-01-31 ", "2026-01-31T00:00", "-026-01-31", "+026-01-31", "２０２６-01-31", "", "2026-01-3a", "2026–01–31",
            "26-01-2031",
        ]) func refused(text: String)
    { #expect(Day(iso: text) == nil) }

    @Test("prints what it reads") func roundTrip() throws {
        var dice = Dice(seed: 1)
        for _ in 0..<5000 {
            let one = Day(number: Int32.random(in: -719_162...2_932_896, using: &dice))
            #expect(Day(iso: one.description) == one)
        }
    }

    @Test(
        "adding months keeps the day, or takes the month's last",
        arguments: [
            ("2024-01-31", 1, "2024-02-29"), ("2023-01-31", 1, "2023-02-28"), ("2024-02-29", 12, "2025-02-28"),
            ("2024-02-29", 48, "2028-02-29"),
            ("2024-02-29", -12, "2023-02-28"), ("2026-03-31", -1, "2026-02-28"), ("2026-12-15", 1, "2027-01-15"),
            ("2026-01-15", -1, "2025-12-15"),
            ("2026-05-31", 1, "2026-06-30"), ("2026-01-01", 0, "2026-01-01"), ("2026-08-31", -18, "2025-02-28"),
            ("1999-11-30", 3, "2000-02-29"),
        ]) func months(from: String, count: Int, to: String) throws
    {
        #expect(try day(from).adding(months: count) == day(to))
    }

    @Test("adding months and days agrees with the calendar on the wall, over random days") func arithmetic() throws {
        var dice = Dice(seed: 2)
        for _ in 0..<3000 {
            let start = Day(number: Int32.random(in: -200_000...200_000, using: &dice))
            let months = Int.random(in: -600...600, using: &dice)
            let (moved, from) = (start.adding(months: months).parts, start.parts)
            var (year, month) = (from.year, from.month)
            for _ in 0..<abs(months) {
                month += months > 0 ? 1 : -1
                if month == 13 { (year, month) = (year + 1, 1) }
                if month == 0 { (year, month) = (year - 1, 12) }
            }
            #expect(moved == (year, month, min(from.day, WallCalendar.length(month, year))))
            let days = Int.random(in: -100_000...100_000, using: &dice)
            #expect(start.adding(days: days) - start == days)
            #expect((start < start.adding(days: days)) == (days > 0))
        }
    }

    @Test(
        "one born on 29 February ages on 1 March in common years, on 29 February in leap years",
        arguments: [
            ("2004-02-29", "2005-02-28", 0), ("2004-02-29", "2005-03-01", 1), ("2004-02-29", "2008-02-28", 3),
            ("2004-02-29", "2008-02-29", 4),
            ("2004-02-29", "2004-02-29", 0), ("2004-02-29", "2100-02-28", 95), ("2004-02-29", "2100-03-01", 96),
            ("1960-06-15", "2026-06-14", 65), ("1960-06-15", "2026-06-15", 66), ("2026-06-15", "2026-06-14", -1),
            ("1926-12-31", "2026-12-31", 100), ("1927-01-01", "2026-12-31", 99), ("2007-12-31", "2026-01-01", 18),
        ]) func ages(born: String, on: String, age: Int) throws
    {
        #expect(try day(born).age(at: day(on)) == age)
    }

    @Test("an age is how many birthdays have been, counted one by one") func birthdays() throws {
        var dice = Dice(seed: 3)
        for _ in 0..<1500 {
            let born = Day(number: Int32.random(in: -30_000...20_000, using: &dice))
            let then = born.adding(days: Int.random(in: 0...40_000, using: &dice))
            let (year, month, date) = born.parts
            var count = 0
            while true {
                let next = year + count + 1
                let isMissing = month == 2 && date == 29 && !WallCalendar.isLeap(next)
                guard let birthday = isMissing ? Day(year: next, month: 3, day: 1) : Day(year: next, month: month, day: date),
                    birthday <= then
                else { break }
                count += 1
            }
            #expect(born.age(at: then) == count)
        }
    }
}

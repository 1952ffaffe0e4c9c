import HubCore

extension PatientState {
    /// A patient row. Two rows may disagree; what is kept does not depend on their order.
    mutating func take(_ patient: Patient, at place: Place) {
        flags.insert(.known)
        row = min(row, place)
        if let birth = patient.birth {
            take(birth: Self.first(birth, patient.birthPrecision).number, isDay: patient.birthPrecision ?? .day == .day)
        }
        if let sex = patient.sex, sex != .unknown {
            if let mine = self.sex, mine != sex { flags.insert(.twoPeople) }
            self.sex = self.sex.map { $0.rawValue < sex.rawValue ? $0 : sex } ?? sex
        }
        if let deceased = patient.deceased { self.deceased = max(self.deceased, deceased.number) }
        if patient.races.contains(where: Self.isKnown) { flags.insert(.race) }
        if let ethnicity = patient.ethnicity, Self.isKnown(ethnicity) { flags.insert(.ethnicity) }
    }

    /// A birth date that is a month or a year only contradicts none that is a day.
    private mutating func take(birth: Int32, isDay: Bool) {
        if self.birth == HistoryFact.noDay || (isDay && !flags.contains(.birthIsDay)) {
            self.birth = birth
        } else if isDay == flags.contains(.birthIsDay) {
            if isDay, self.birth != birth { flags.insert(.twoPeople) }
            self.birth = min(self.birth, birth)
        }
        if isDay { flags.insert(.birthIsDay) }
    }

    /// The first day that it can be.
    private static func first(_ day: Day, _ precision: Patient.BirthPrecision?) -> Day {
        let (year, month, _) = day.parts
        switch precision {
        case .year: return Day(year: year, month: 1, day: 1) ?? day
        case .month: return Day(year: year, month: month, day: 1) ?? day
        default: return day
        }
    }

    /// Asked and declined (`ASKU`) is an answer; these are none.
    private static func isKnown(_ code: String) -> Bool { !["", "UNK", "NI", "NASK", "NAV"].contains(code) }

    mutating func take(_ fact: Fact, _ seen: Seen, _ more: Flags) {
        flags.formUnion(more)
        facts &+= 1
        self.fact = min(self.fact, seen.place)
        // Coverage may begin with the family's, and what was entered in error or is planned says nothing.
        guard seen.day != HistoryFact.noDay, fact.kind != .coverage, !seen.isVoid, fact.status != .planned else { return }
        if seen.day < first { first = seen.day }
        if seen.day > last { last = seen.day }
    }
}

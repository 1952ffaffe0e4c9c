import HubCore

/// What the checks remember of one patient: 56 bytes and no text.
struct PatientState {
    struct Flags: OptionSet {
        var rawValue: UInt32
        /// A patient row was there.
        static let known = Flags(rawValue: 1)
        /// A visit inside the period (any visit, when no period is known).
        static let seen = Flags(rawValue: 2)
        static let vital = Flags(rawValue: 4)
        static let race = Flags(rawValue: 8)
        static let ethnicity = Flags(rawValue: 16)
        static let twoPeople = Flags(rawValue: 32)
        static let femaleCode = Flags(rawValue: 64)
        static let maleCode = Flags(rawValue: 128)
        static let birthIsDay = Flags(rawValue: 256)
        /// Left out on purpose, unless a patient row was there.
        static let keptOut = Flags(rawValue: 512)
        /// One for each kind of fact, from the 12th bit on.
        static func has(_ kind: Fact.Kind) -> Flags { Flags(rawValue: 1 << (12 + UInt32(kind.rawValue))) }
    }

    var isNobody: Bool { flags.contains(.keptOut) && !flags.contains(.known) }

    var hash: UInt64
    /// Of the number without zeros at its beginning and `.0` at its end, by which it is the same however it is written.
    var bare: UInt64
    /// Of the first patient row, and of the first fact, in the order of the files.
    var row = Place.none
    var fact = Place.none
    var birth = HistoryFact.noDay
    var deceased = HistoryFact.noDay
    /// First and last day of anything that a living person has.
    var first = Int32.max
    var last = Int32.min
    var facts: UInt32 = 0
    var sex: Patient.Sex?
    var flags: Flags = []
}

/// All patients of a submission, numbered from 0 as they first appear, told apart by 64 bits of hash of their key.
struct PatientTable {
    private var slots = [Int32](repeating: -1, count: 4096)
    var states: [PatientState] = []
    /// Rows come patient by patient more often than not.
    private var last: (key: PatientKey, number: Int)?

    var count: Int { states.count }

    mutating func number(of key: PatientKey) -> Int {
        if let last, last.key == key { return last.number }
        var hash = UInt64(bitPattern: SourceKey.hash(key.value.utf8.span))
        if !key.namespace.isEmpty {
            let space = UInt64(bitPattern: SourceKey.hash(key.namespace.utf8.span))
            hash ^= space << 29 | space >> 35
        }
        let number = number(hash: hash, of: key)
        last = (key, number)
        return number
    }

    private mutating func number(hash: UInt64, of key: PatientKey) -> Int {
        var at = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[at] >= 0 {
            if states[Int(slots[at])].hash == hash { return Int(slots[at]) }
            at = (at + 1) & (slots.count - 1)
        }
        slots[at] = Int32(truncatingIfNeeded: states.count)
        states.append(PatientState(hash: hash, bare: Self.bare(key)))
        if states.count * 2 > slots.count { grow() }
        return states.count - 1
    }

    private static func bare(_ key: PatientKey) -> UInt64 {
        var number = key.value[...]
        if number.hasSuffix(".0") { number = number.dropLast(2) }
        number = number.drop { $0 == "0" }
        return UInt64(bitPattern: SourceKey.hash(key.namespace + "\u{1F}" + number))
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for (number, state) in states.enumerated() {
            var at = Int(truncatingIfNeeded: state.hash) & (slots.count - 1)
            while slots[at] >= 0 { at = (at + 1) & (slots.count - 1) }
            slots[at] = Int32(truncatingIfNeeded: number)
        }
    }
}

import HubCore

/// Numbers the different codes of a submission from 0, so that a check decides about each code once.
///
/// Codes are told apart by 64 bits of hash. After ``most`` codes (free text in the code column, say) it takes no more and answers ``full``.
struct CodeNumbers {
    static let none = -1
    static let full = -2
    static let most = 131_072

    private var slots = [Int32](repeating: -1, count: 4096)
    private(set) var hashes: [UInt64] = []
    private(set) var codings: [Coding] = []
    /// Codes that found no room, counting every time.
    private(set) var turnedAway = 0

    static func hash(_ coding: Coding) -> UInt64 {
        let code = UInt64(bitPattern: SourceKey.hash(coding.code.utf8.span))
        let system = UInt64(bitPattern: SourceKey.hash(coding.system.name.utf8.span))
        return code ^ (system << 17 | system >> 47)
    }

    mutating func number(of coding: Coding) -> Int {
        let hash = Self.hash(coding)
        var at = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[at] >= 0 {
            let found = Int(slots[at])
            if hashes[found] == hash { return found }
            at = (at + 1) & (slots.count - 1)
        }
        guard codings.count < Self.most else {
            turnedAway += 1
            return Self.full
        }
        slots[at] = Int32(codings.count)
        hashes.append(hash)
        codings.append(coding)
        if codings.count * 2 > slots.count { grow() }
        return codings.count - 1
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for (number, hash) in hashes.enumerated() {
            var at = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[at] >= 0 { at = (at + 1) & (slots.count - 1) }
            slots[at] = Int32(number)
        }
    }
}

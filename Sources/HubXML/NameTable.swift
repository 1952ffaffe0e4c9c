/// Numbers for names. libxml2 keeps one copy of each name in a document, so the address of a name is enough to find its number.
struct NameTable {
    /// The words behind the numbers; shared with the trees, which print paths.
    final class Words {
        var all: [String] = []
        subscript(number: UInt16) -> String { Int(number) < all.count ? all[Int(number)] : "?" }
    }

    /// More different names than any vocabulary has.
    static let limit = 20_000

    let words = Words()
    private var numbers: [String: UInt16]
    private var keys: [UInt]
    private var values: [UInt16]
    private var used = 0
    private(set) var isFull = false

    init(_ vocabulary: XMLVocabulary) {
        numbers = vocabulary.known
        words.all = vocabulary.names
        keys = Array(repeating: 0, count: 1024)
        values = Array(repeating: 0, count: 1024)
    }

    mutating func number(of name: UnsafePointer<UInt8>) -> UInt16 {
        let key = UInt(bitPattern: name)
        var slot = Self.slot(key, keys.count)
        while keys[slot] != 0 {
            if keys[slot] == key { return values[slot] }
            slot = (slot + 1) & (keys.count - 1)
        }
        let text = String(cString: name)
        let number: UInt16
        if let known = numbers[text] {
            number = known
        } else {
            guard words.all.count < Self.limit else {
                isFull = true
                return UInt16(Self.limit)
            }
            number = UInt16(words.all.count)
            words.all.append(text)
            numbers[text] = number
        }
        keys[slot] = key
        values[slot] = number
        used += 1
        if used * 2 > keys.count { grow() }
        return number
    }

    private static func slot(_ key: UInt, _ count: Int) -> Int {
        Int(truncatingIfNeeded: (key >> 3) &* 0x9E37_79B9_7F4A_7C15 >> 32) & (count - 1)
    }

    private mutating func grow() {
        let old = zip(keys, values)
        let count = keys.count * 2
        var (newKeys, newValues) = ([UInt](repeating: 0, count: count), [UInt16](repeating: 0, count: count))
        for (key, value) in old where key != 0 {
            var slot = Self.slot(key, count)
            while newKeys[slot] != 0 { slot = (slot + 1) & (count - 1) }
            newKeys[slot] = key
            newValues[slot] = value
        }
        (keys, values) = (newKeys, newValues)
    }
}

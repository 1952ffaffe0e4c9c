import HubCore

/// A place in one of the submission's files in 64 bits, ordered as the files were read: 20 bits file, 24 line, 20 column.
/// A line or column too large for it leaves the file alone as the place.
struct Place: Comparable, Hashable {
    var bits: UInt64
    static let none = Place(bits: .max)

    init(bits: UInt64) { self.bits = bits }

    init(file: Int, _ position: Position) {
        guard file >= 0, file < 0xF_FFFF else {
            self = .none
            return
        }
        let fits = position.line > 0 && position.line <= 0xFF_FFFF && position.column > 0 && position.column <= 0xF_FFFF
        bits = UInt64(file) << 44 | (fits ? UInt64(position.line) << 20 | UInt64(position.column) : 0)
    }

    func origin(in files: [SourceFile]) -> Origin? {
        let file = Int(bits >> 44)
        guard file < files.count else { return nil }
        let line = Int(bits >> 20 & 0xFF_FFFF)
        return Origin(files[file], line == 0 ? nil : Position(line: line, column: Int(bits & 0xF_FFFF)))
    }

    static func < (a: Place, b: Place) -> Bool { a.bits < b.bits }
}

/// The first ten places of one cause, whatever the order they come in, and how many there were.
struct Places {
    private(set) var count = 0
    private(set) var first: [Place] = []

    mutating func add(_ place: Place) {
        count += 1
        if first.count == FindingBook.placesKept {
            guard let last = first.last, place < last else { return }
            first.removeLast()
        }
        let at = first.firstIndex { place < $0 } ?? first.count
        first.insert(place, at: at)
    }

    mutating func add(_ other: Places) {
        let total = count + other.count
        for place in other.first { add(place) }
        count = total
    }
}

/// All findings with one cause: the first of them, how many there are, and the first places.
public struct FindingGroup: Hashable, Sendable {
    public var first: Finding
    public var count: Int
    /// The first places, at most ``FindingBook/placesKept``, in the order of the file.
    public var places: [Origin]

    public init(first: Finding, count: Int, places: [Origin]) {
        self.first = first
        self.count = count
        self.places = places
    }
}

/// Collects findings as they come and keeps them grouped by cause, in flat memory.
public struct FindingBook: Sendable {
    public static let placesKept = 10

    private struct Cause: Hashable {
        var id: String
        var file: SourceFile?
        var path: String?
        var message: String
    }
    private var index: [Cause: Int] = [:]
    /// In the order in which their first finding came.
    public private(set) var groups: [FindingGroup] = []

    private let acrossFiles: Bool

    /// - Parameter acrossFiles: the same cause in many files (documents of one export, say) is one group.
    public init(acrossFiles: Bool = false) { self.acrossFiles = acrossFiles }

    private func cause(_ finding: Finding) -> Cause {
        Cause(id: finding.id, file: acrossFiles ? nil : finding.origin.file, path: finding.origin.path, message: finding.message)
    }

    public mutating func add(_ finding: Finding, times: Int = 1) {
        let origin = finding.origin
        let cause = cause(finding)
        if let at = index[cause] {
            groups[at].count += times
            if groups[at].places.count < Self.placesKept { groups[at].places.append(origin) }
        } else {
            index[cause] = groups.count
            groups.append(FindingGroup(first: finding, count: times, places: [origin]))
        }
    }

    /// Adds a whole group: what a rule found, already counted.
    public mutating func add(_ group: FindingGroup) {
        add(group.first, times: 0)
        guard let at = index[cause(group.first)] else { return }
        groups[at].count += group.count
        for place in group.places where groups[at].places.count < Self.placesKept && !groups[at].places.contains(place) {
            groups[at].places.append(place)
        }
    }

    /// How many findings there are of each severity, counting every row.
    public var counts: [Finding.Severity: Int] {
        groups.reduce(into: [:]) { $0[$1.first.severity, default: 0] += $1.count }
    }

    /// Worst first, then most frequent, then by id and place: the order in which they are shown.
    public var sorted: [FindingGroup] {
        groups.sorted { a, b in
            if a.first.severity != b.first.severity { return a.first.severity > b.first.severity }
            if a.count != b.count { return a.count > b.count }
            return (a.first.id, a.first.origin.description) < (b.first.id, b.first.origin.description)
        }
    }
}

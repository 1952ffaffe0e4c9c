internal import CCDAImporter
internal import HubCore
internal import HubXML

/// The reporting parameters act: from when to when the counts are. Months and years are taken as wide as they are.
struct ReportPeriod: Hashable {
    var start: Day?
    var end: Day?
    /// The end is a midnight that belongs to the day before.
    var isMidnight = false
    /// One of the two is there and is no date.
    var isDamaged = false
    var isBackwards: Bool { if let start, let end { end < start } else { false } }

    /// Nil when the act is something else.
    init?(_ act: XMLElement) {
        let isParameters =
            act.child(.code)?.attribute(.code, is: "252116004") == true || MeasureParser.has(act, "2.16.840.1.113883.10.20.17.3.8")
        guard isParameters else { return nil }
        self.init(time: act.child(.effectiveTime))
    }

    init(time: XMLElement?) {
        let (low, high) = (time?.child(.low), time?.child(.high))
        let (first, last) = (read(low), read(high))
        (start, end) = (first?.first, last?.last)
        guard let first, let last, last.second == 0, high?.string(.value)?.count ?? 0 >= 14, last.first.parts.day == 1,
            first.first.parts.day == 1, first.first < last.first
        else { return }
        (end, isMidnight) = (last.first.adding(days: -1), true)
    }

    private mutating func read(_ bound: XMLElement?) -> HL7Time? {
        guard let bound, !bound.isNull, let value = bound.string(.value) else { return nil }
        let time = HL7Time(value.utf8)
        if time == nil { isDamaged = true }
        return time
    }
}

/// Whom the counts are about, by the header's performers. National provider and tax numbers are no patient data; they are kept only where they tell
/// providers or organizations apart.
struct ReportScope {
    private var npis: [String] = []
    private var entities: [String] = []
    private(set) var period: ReportPeriod?

    mutating func read(_ documentationOf: XMLElement) {
        guard let event = documentationOf.child(.serviceEvent) else { return }
        if let time = event.child(.effectiveTime) { period = ReportPeriod(time: time) }
        for entity in event.children(.performer).compactMap({ $0.child(.assignedEntity) }) {
            let ids = Array(entity.children(.id)) + entity.children(.representedOrganization).flatMap { Array($0.children(.id)) }
            for id in ids where !id.isNull {
                guard let root = id.string(.root), let number = id.string(.extension) else { continue }
                if root == "2.16.840.1.113883.4.6" {
                    if !npis.contains(number) { npis.append(number) }
                } else if root.hasPrefix("2.16.840.1.113883.3.249.5."), !entities.contains(number) {
                    entities.append(number)
                }
            }
        }
    }

    /// One performer with a number of his own is a provider; an entity that CMS numbers is an organization; all else is the practice itself.
    var level: (level: ReportedResult.Level, key: String) {
        if let entity = entities.first { return (.organization, entity) }
        if npis.count == 1 { return (.provider, npis[0]) }
        return (.practice, "")
    }
}

internal import HubCore

/// The patients of one practice by the source's key, and what this submission says about them. Kept in memory until the submission
/// ends; what one document brought can be taken back.
struct PatientBook {
    private var ids: [PatientKey: Int32] = [:]
    private var highest: Int32 = 0
    private var last: (key: PatientKey, id: Int32)?
    /// The ones that the database has not got yet, in the order of their numbers.
    private(set) var new: [PatientKey] = []
    private var firstNew: Int32 = 1
    /// By patient number: seen in this submission; where in `demographics`, or -1.
    private var seen: [Bool] = []
    private var slots: [Int32] = []
    private(set) var count = 0
    private(set) var demographics: [Demographic] = []

    /// What taking back a document needs.
    private var marks = (new: 0, demographics: 0)
    private var seenNow: [Int32] = []
    private var changed: [(slot: Int, old: Demographic)] = []
    private var isMarked = false

    init(practice: Int32, _ connection: Connection) throws(HubError) {
        var known: [PatientKey: Int32] = [:]
        var highest: Int32 = 0
        try connection.copyOut("SELECT patient_id, namespace, key FROM patient WHERE practice_id = \(practice)") { row throws(HubError) in
            guard let id = try row.integer(Int32.self), let namespace = try row.text(), let key = try row.text() else { return }
            known[PatientKey(key, namespace: namespace)] = id
            highest = max(highest, id)
        }
        (ids, self.highest) = (known, highest)
        firstNew = highest + 1
    }

    /// Numbers of the new ones.
    var newIDs: Range<Int32> { firstNew..<(firstNew + Int32(new.count)) }

    mutating func id(of key: PatientKey) throws(HubError) -> Int32 {
        if let last, last.key == key { return last.id }
        let id: Int32
        if let known = ids[key] {
            id = known
        } else if key.value.utf8.contains(0) || key.namespace.utf8.contains(0) {
            // As the database will keep it, so that the next import finds it again.
            return try self.id(of: PatientKey(key.value.withoutNUL, namespace: key.namespace.withoutNUL))
        } else {
            guard highest < Int32.max - 1 else { throw HubError(.tooLarge, "A practice cannot have more than two billion patients.") }
            highest += 1
            id = highest
            ids[key] = id
            new.append(key)
        }
        if seen.count <= Int(id) {
            let more = Int(highest) + 1 - seen.count
            seen += Array(repeating: false, count: more)
            slots += Array(repeating: -1, count: more)
        }
        if !seen[Int(id)] {
            seen[Int(id)] = true
            count += 1
            if isMarked { seenNow.append(id) }
        }
        last = (key, id)
        return id
    }

    /// Fills what is not known yet; what contradicts is named and left as it was.
    mutating func take(_ patient: Patient, provider: Int32?, file: Int32) throws(HubError) -> [Demographic.Conflict] {
        let id = try id(of: patient.key)
        let slot = Int(slots[Int(id)])
        guard slot >= 0 else {
            slots[Int(id)] = Int32(demographics.count)
            demographics.append(Demographic(patient, id: id, provider: provider, file: file))
            return []
        }
        var merged = demographics[slot]
        let conflicts = merged.fill(from: patient, provider: provider)
        if merged != demographics[slot] {
            if isMarked, slot < marks.demographics { changed.append((slot, demographics[slot])) }
            demographics[slot] = merged
        }
        return conflicts
    }

    mutating func mark() {
        isMarked = true
        marks = (new.count, demographics.count)
        seenNow.removeAll(keepingCapacity: true)
        changed.removeAll(keepingCapacity: true)
    }

    mutating func takeBack() {
        for key in new[marks.new...] { ids[key] = nil }
        highest -= Int32(new.count - marks.new)
        new.removeLast(new.count - marks.new)
        for demographic in demographics[marks.demographics...] { slots[Int(demographic.patient)] = -1 }
        demographics.removeLast(demographics.count - marks.demographics)
        for (slot, old) in changed.reversed() { demographics[slot] = old }
        for id in seenNow { seen[Int(id)] = false }
        count -= seenNow.count
        last = nil
        mark()
    }
}

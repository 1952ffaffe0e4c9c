internal import HubCore

/// The providers or the sites of one practice, by the source's id, NPI or name.
struct NameBook {
    enum Table: String { case provider, site }

    private let table: Table
    private var ids: [String: Int32] = [:]
    private var highest: Int32 = 0
    private var new: [String] = []
    private var newIDs: [Int32] = []
    private var last: (key: String, id: Int32)?

    init(_ table: Table, practice: Int32, _ connection: Connection) throws(HubError) {
        self.table = table
        for row in try connection.query("SELECT \(table)_id, key FROM \(table) WHERE practice_id = $1", [practice]) {
            let id = try row.int32(0)
            ids[try row.text(1)] = id
            highest = max(highest, id)
        }
    }

    mutating func id(of key: String) throws(HubError) -> Int32 {
        if let last, last.key == key { return last.id }
        let id: Int32
        if let known = ids[key] {
            id = known
        } else if key.utf8.contains(0) {
            return try self.id(of: key.withoutNUL)
        } else {
            guard highest < Int32.max else { throw HubError(.tooLarge, "A practice cannot have more than two billion \(table)s.") }
            highest += 1
            id = highest
            ids[key] = id
            new.append(key)
            newIDs.append(id)
        }
        last = (key, id)
        return id
    }

    func store(_ connection: Connection, _ practice: Int32) throws(HubError) {
        guard !new.isEmpty else { return }
        try connection.execute(
            "INSERT INTO \(table) (practice_id, \(table)_id, key) SELECT $1, i, k FROM unnest($2::int[], $3::text[]) AS t(i, k)",
            [practice, newIDs, new])
    }
}

internal import HubCore

/// The numbers of codes. A new code gets its number on a connection of its own, at once and for good: codes are reference data,
/// harmless when the import that brought them fails, and needed while COPY holds the import's own connection.
final class CodeBook {
    private let connection: Connection
    private var ids: [Coding: Int32] = [:]
    private var units: [String: Int32] = [:]
    private var last: (coding: Coding, id: Int32)?
    private var lastUnit: (unit: String, id: Int32)?

    init(beside connection: Connection) throws(HubError) {
        self.connection = try connection.another()
        // The import's own commit writes the log out, and what came before in it.
        try self.connection.run("SET synchronous_commit = off")
    }

    func id(of coding: Coding) throws(HubError) -> Int32 {
        if let last, last.coding == coding { return last.id }
        if let id = ids[coding] {
            last = (coding, id)
            return id
        }
        let id = try ask(coding)
        ids[coding] = id
        last = (coding, id)
        return id
    }

    func id(ofUnit unit: String) throws(HubError) -> Int32 {
        if let lastUnit, lastUnit.unit == unit { return lastUnit.id }
        let id: Int32
        if let known = units[unit] { id = known } else { id = try self.id(of: Coding(.ucum, unit)) }
        units[unit] = id
        lastUnit = (unit, id)
        return id
    }

    private func ask(_ coding: Coding) throws(HubError) -> Int32 {
        let find = "SELECT code_id FROM code WHERE system = $1 AND code = $2"
        if let row = try connection.query(find, [coding.system.name, coding.code]).first { return try row.int32(0) }
        try connection.execute(
            "INSERT INTO code (system, code, display) VALUES ($1, $2, $3) ON CONFLICT (system, code) DO NOTHING",
            [coding.system.name, coding.code, coding.display])
        guard let row = try connection.query(find, [coding.system.name, coding.code]).first else {
            throw HubError(.database, "A code that was just stored is not there.")
        }
        return try row.int32(0)
    }
}

internal import Foundation
internal import HubCore
internal import HubRules

/// Which lists a measure was judged with: sixteen digits that change with every code, and what they stand for.
struct TerminologyMark {
    /// One value set as it was when it judged.
    struct Used: Codable, Hashable {
        var oid: String
        /// The version's label; empty when nobody said.
        var label: String
        var codes: Int
        var published: Int?
        var source: String
    }
    var mark: String
    /// ``Used``s as JSON, for `terminology_used`.
    var sets: String

    init(_ oids: [String], _ terminology: Terminology) throws(HubError) {
        var sum: UInt64 = 0
        var used: [Used] = []
        for oid in oids {
            let set = terminology[oid]
            let head = "\(oid)|\(set?.version ?? "")|\(set?.publishedTotal ?? -1)"
            sum &+= UInt64(bitPattern: SourceKey.hash(head))
            for code in set?.codes ?? [] { sum &+= UInt64(bitPattern: SourceKey.hash("\(oid)|\(code.system.name)|\(code.code)")) }
            used.append(
                Used(
                    oid: oid, label: set?.version ?? "", codes: set?.codes.count ?? 0, published: set?.publishedTotal,
                    source: set?.source ?? "none"))
        }
        let text = String(sum, radix: 16)
        mark = String(repeating: "0", count: 16 - text.count) + text
        sets = try JSONText.of(used)
    }
}

/// Values as JSON in the database.
enum JSONText {
    static func of(_ value: some Encodable) throws(HubError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        do { return String(decoding: try encoder.encode(value), as: UTF8.self) } catch {
            throw HubError(.database, "A result could not be written as JSON.")
        }
    }

    static func read<V: Decodable>(_ type: V.Type, _ text: String) throws(HubError) -> V {
        do { return try JSONDecoder().decode(type, from: Data(text.utf8)) } catch {
            throw HubError(
                .database, "A stored result cannot be read by this program.", hint: "Judge again: `measurehub judge --again`.")
        }
    }
}

internal import HubCore
internal import HubMapping

/// Which mapping a table belongs to, by the mappings' own words: the one rule for reading a file and for previewing it.
enum TableChoice {
    case one(Mapping)
    /// It nearly fits, and says best what is missing.
    case near(Mapping)
    case several([Mapping])
    case none

    init(_ table: TableHeader, of file: SourceFile, among candidates: [Mapping]) {
        let fitting = candidates.filter { $0.match(file: file, header: table) != nil }
        let readable = fitting.filter { $0.match(file: file, header: table)?.isReadable == true }
        if let only = readable.first, readable.count == 1 {
            self = .one(only)
            return
        }
        // One that reads all that the others read, and more, knows the layout best.
        let columns = readable.map { mapping in Set(table.columns.filter { mapping.reads($0, of: file, header: table) }) }
        if let most = columns.indices.first(where: { one in
            columns.indices.allSatisfy { $0 == one || columns[$0].isStrictSubset(of: columns[one]) }
        }) {
            self = .one(readable[most])
            return
        }
        // A mapping that finds all it asks for goes before one that would miss columns.
        var whole = readable.filter { $0.match(file: file, header: table)?.isWhole == true }
        if whole.contains(where: { !$0.isGeneral }) { whole.removeAll(where: \.isGeneral) }
        if let only = whole.first, whole.count == 1 {
            self = .one(only)
        } else if readable.count > 1 {
            self = .several(readable)
        } else if let near = fitting.first ?? (candidates.count == 1 ? candidates.first : nil) {
            self = .near(near)
        } else {
            self = .none
        }
    }
}

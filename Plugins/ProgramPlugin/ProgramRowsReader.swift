internal import HubCore
internal import HubJSON

/// Rows from a program: `table`, then `row` or many at once as `rows`, with `skip`, `reject` and `note` between them, and `done` at the end.
struct ProgramRowsReader: RecordReader {
    private let manifest: Manifest
    private let options: [String: String]
    private var talk: Conversation?
    private var messages: Messages?
    private var width: Int?

    init(_ manifest: Manifest, _ options: [String: String]) { (self.manifest, self.options) = (manifest, options) }

    mutating func feed(_ bytes: Span<UInt8>, into records: inout RecordBuilder) throws(HubError) {
        var talk = try begun(records.file)
        var messages = messages ?? Messages(manifest, records.file)
        self.talk = nil
        var width = width
        try talk.send(bytes) { message throws(HubError) in try Self.take(message, &messages, &width, &records) }
        (self.talk, self.messages, self.width) = (talk, messages, width)
    }

    mutating func finish(into records: inout RecordBuilder) throws(HubError) {
        var talk = try begun(records.file)
        var messages = messages ?? Messages(manifest, records.file)
        var width = width
        self.talk = nil
        try talk.finish { message throws(HubError) in try Self.take(message, &messages, &width, &records) }
    }

    private func begun(_ file: SourceFile) throws(HubError) -> Conversation {
        if let talk { return talk }
        return try Conversation(manifest, options, file)
    }

    private static func take(_ message: JSONValue, _ messages: inout Messages, _ width: inout Int?, _ records: inout RecordBuilder)
        throws(HubError)
    {
        if message["rows"].isList {
            var line = try messages.position(message).line
            try message["rows"].forEachItem { row throws(HubError) in
                try take(row: row, at: Position(line: line, column: 1), messages, width, &records)
                line += 1
                messages.count()
            }
        } else if message["row"].isList {
            try take(row: message["row"], at: try messages.position(message), messages, width, &records)
            messages.count()
        } else if message["table"].isObject {
            let header = try table(message["table"], messages)
            width = header.columns.count
            try records.table(header)
        } else if message["skip"].isObject {
            let (reason, origin) = try messages.skip(message["skip"])
            try records.skip(reason, at: origin.position ?? .start)
            messages.count()
        } else if message["reject"].isObject {
            let finding = try messages.finding(message["reject"], .error)
            try records.reject(
                finding.id, finding.message, at: try messages.position(message["reject"]), path: finding.origin.path, fix: finding.fix,
                owner: finding.owner)
            messages.count()
        } else if message["note"].isObject {
            let note = try messages.note(message["note"])
            try records.note(
                note.severity, note.id, note.message, at: note.origin.position, path: note.origin.path, fix: note.fix, owner: note.owner)
        } else if message["error"].isObject {
            throw try messages.refusal(message["error"])
        } else if message["done"].isObject {
            try messages.checkDone(message["done"])
        } else {
            throw messages.unknown(message)
        }
    }

    private static func table(_ table: JSONValue, _ messages: Messages) throws(HubError) -> TableHeader {
        let columns = table["columns"].items.compactMap(\.text)
        guard !columns.isEmpty, columns.count == table["columns"].items.count, Set(columns).count == columns.count,
            !columns.contains("")
        else { throw messages.wrong("a table's `columns` must be names, each once and none empty") }
        let about = table["about"]
        return TableHeader(
            columns: columns, position: try messages.position(table), preamble: about.names.map { ($0, about[$0].text ?? "") })
    }

    private static func take(row: JSONValue, at position: Position, _ messages: Messages, _ width: Int?, _ records: inout RecordBuilder)
        throws(HubError)
    {
        guard let width else { throw messages.wrong("a row came before any `table`") }
        records.begin(at: position)
        try row.forEachItem { cell throws(HubError) in
            records.beginField(at: Position(line: position.line, column: records.fieldCount + 1))
            if try cell.withPlainBytes({ bytes throws(HubError) in records.append(bytes) }) == nil {
                guard let text = cell.text ?? (cell.exists ? nil : "") else { throw messages.wrong("a cell must be a text, or null") }
                for byte in text.utf8 { records.append(byte) }
            }
            records.endField()
        }
        guard records.fieldCount == width else {
            throw messages.wrong("a row has \(records.fieldCount) cells where its table has \(width) columns")
        }
        try records.end()
    }
}

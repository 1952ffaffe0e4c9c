internal import HubCore
internal import HubJSON

/// Facts from a program: `patient`, `fact` and `result`, each unit closed by `accepted`, `skip` or `reject`, and `done` at the end.
struct ProgramDocumentsReader: FactReader {
    private let file: SourceFile
    private let sink: any FactSink
    private let manifest: Manifest
    private let options: [String: String]
    private var talk: Conversation?
    private var messages: Messages

    init(_ manifest: Manifest, _ options: [String: String], _ file: SourceFile, _ sink: any FactSink) {
        (self.manifest, self.options, self.file, self.sink) = (manifest, options, file, sink)
        messages = Messages(manifest, file)
    }

    mutating func feed(_ bytes: Span<UInt8>) throws(HubError) {
        var talk = try begun()
        var messages = messages
        self.talk = nil
        let sink = sink
        try talk.send(bytes) { message throws(HubError) in try Self.take(message, &messages, sink) }
        (self.talk, self.messages) = (talk, messages)
    }

    mutating func finish() throws(HubError) {
        var talk = try begun()
        var messages = messages
        self.talk = nil
        let sink = sink
        try talk.finish { message throws(HubError) in try Self.take(message, &messages, sink) }
    }

    private func begun() throws(HubError) -> Conversation {
        if let talk { return talk }
        return try Conversation(manifest, options, file)
    }

    private static func take(_ message: JSONValue, _ messages: inout Messages, _ sink: any FactSink) throws(HubError) {
        if message["fact"].isObject {
            try sink.take(try FactMessage(message["fact"], messages).fact())
        } else if message["facts"].isList {
            try message["facts"].forEachItem { fact throws(HubError) in try sink.take(try FactMessage(fact, messages).fact()) }
        } else if message["patient"].isObject {
            try sink.take(try FactMessage(message["patient"], messages).patient())
        } else if message["result"].isObject {
            try sink.take(try ResultMessage(message["result"], messages).result())
        } else if message["accepted"].exists {
            guard let count = message["accepted"].number.flatMap({ Int(exactly: $0) }), (1...1_000_000).contains(count) else {
                throw messages.wrong("`accepted` must say how many units, from 1")
            }
            try sink.accepted(count)
            messages.count(count)
        } else if message["skip"].isObject {
            let (reason, origin) = try messages.skip(message["skip"])
            try sink.skipped(reason, at: origin)
            messages.count()
        } else if message["reject"].isObject {
            try sink.rejected(try messages.finding(message["reject"], .error))
            messages.count()
        } else if message["note"].isObject {
            try sink.note(try messages.note(message["note"]))
        } else if message["error"].isObject {
            throw try messages.refusal(message["error"])
        } else if message["done"].isObject {
            try messages.checkDone(message["done"])
        } else {
            throw messages.unknown(message)
        }
    }
}

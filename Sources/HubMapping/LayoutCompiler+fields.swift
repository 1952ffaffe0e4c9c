internal import HubCore

extension LayoutCompiler {
    /// `NAME: 33-42 date yyyy-mm-dd required`, or the same as a block.
    mutating func fields(_ node: Node) -> [FlatField] {
        guard let entries = node.entries else {
            fail("`fields` must be a block of `name: place kind`, but this is \(node.shape)", at: node.origin)
            return []
        }
        var all: [FlatField] = []
        for entry in entries {
            let words = entry.value.text ?? self.words(entry.value)
            guard let words else { continue }
            do throws(HubError) { all.append(try FlatField(entry.key, reading: words)) } catch {
                fail(error.message, at: entry.value.origin, fix: error.hint)
            }
        }
        return all
    }

    /// A block in the words of the short form.
    private mutating func words(_ node: Node) -> String? {
        var reader = NodeReader(node, what: "a field")
        let (start, length, end) = (reader.integer("start"), reader.integer("length"), reader.integer("end"))
        let type = reader.text("type") ?? "text"
        let decimals = reader.integer("decimals")
        let written = reader.text("written")
        let pad = reader.text("pad")
        let side = reader.word("side", of: [("left", "left"), ("right", "right")])
        let flags = ["required", "unread"].filter { reader.flag($0) == true }
        if start == nil || (length == nil) == (end == nil), node.entries != nil {
            reader.fail("a field has `start`, and `length` or `end`", at: node.origin, id: "config.missing-key")
        }
        reader.finish()
        absorb(reader.findings)
        guard let start else { return nil }
        let place = length.map { "\(start)+\($0)" } ?? "\(start)-\(end ?? start)"
        let kind = decimals.map { "\(type)(\($0))" } ?? type
        return ([place, kind, written, side, pad.map { "pad=\($0)" }].compactMap { $0 } + flags).joined(separator: " ")
    }
}

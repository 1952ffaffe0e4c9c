/// Which of HL7's CDA documents a file is, by its first bytes: C-CDA, QRDA Category I (one patient's data for measures) and Category III (counts)
/// share their root element, and a file's name often says nothing.
package enum CDAKind: Sendable {
    case clinical, patientQuality, aggregateQuality

    /// Nil when it is no CDA document. What the header says of itself counts first: its templates, then its LOINC code; then what the body is
    /// made of.
    package init?(head: Span<UInt8>) {
        guard Self.isMarkup(head) else { return nil }
        // Most headers say it at once.
        if let document = Self.document(in: head.extracting(0..<min(head.count, 12 * 1024))), let kind = Self.byHeader(document) {
            self = kind
        } else if let document = Self.document(in: head) {
            self = Self.byHeader(document) ?? Self.byBody(document)
        } else {
            return nil
        }
    }

    /// The first sign is `<`: of rows of a table it never is. (Marks of encodings are none, and so are the zeros of UTF-16.)
    private static func isMarkup(_ head: Span<UInt8>) -> Bool {
        for at in head.indices where head[at] > 32 && ![0xEF, 0xBB, 0xBF, 0xFE, 0xFF].contains(head[at]) {
            return head[at] == UInt8(ascii: "<")
        }
        return false
    }

    private static func byHeader(_ document: ArraySlice<UInt8>) -> CDAKind? {
        let ends = ["<recordTarget", "<author", "<component", ":recordTarget", ":author", ":component"]
        let header = document[..<(ends.compactMap { Self.find($0, in: document) }.min() ?? document.endIndex)]
        func says(_ words: String) -> Bool { find(words, in: header) != nil }
        if says("2.16.840.1.113883.10.20.27.1.") { return .aggregateQuality }
        if says("2.16.840.1.113883.10.20.24.1.") { return .patientQuality }
        if says("55184-6") { return .aggregateQuality }
        if says("55182-0") { return .patientQuality }
        return says("2.16.840.1.113883.10.20.22.1.") ? .clinical : nil
    }

    private static func byBody(_ document: ArraySlice<UInt8>) -> CDAKind {
        if find("2.16.840.1.113883.10.20.27.", in: document) ?? find("\"MSRAGG\"", in: document) != nil { return .aggregateQuality }
        return find("2.16.840.1.113883.10.20.24.2.", in: document) != nil ? .patientQuality : .clinical
    }

    /// From the root element on, without comments: they say nothing of what a document is. UTF-16 shows as letters with zeros between, and the
    /// letters are enough.
    private static func document(in head: Span<UInt8>) -> ArraySlice<UInt8>? {
        var bytes: [UInt8] = []
        var (at, isComment) = (0, false)
        for index in head.indices where head[index] != 0 {
            let byte = head[index]
            if isComment {
                at = byte == UInt8(ascii: "-") ? at + 1 : byte == UInt8(ascii: ">") && at >= 2 ? -1 : 0
                if at < 0 { (at, isComment) = (0, false) }
                continue
            }
            bytes.append(byte)
            if byte == UInt8(ascii: "-"), bytes.count >= 4, bytes.suffix(4).elementsEqual("<!--".utf8) {
                bytes.removeLast(4)
                isComment = true
            }
        }
        guard let root = find("ClinicalDocument", in: bytes[...]), root > 0 else { return nil }
        let before = bytes[root - 1]
        return before == UInt8(ascii: "<") || before == UInt8(ascii: ":") ? bytes[root...] : nil
    }

    /// Where the words begin; nil when they are not there.
    private static func find(_ words: String, in bytes: ArraySlice<UInt8>) -> Int? {
        let words = Array(words.utf8)
        var from = bytes.startIndex
        while let at = bytes[from...].firstIndex(of: words[0]), at + words.count <= bytes.endIndex {
            if bytes[at..<at + words.count].elementsEqual(words) { return at }
            from = at + 1
        }
        return nil
    }
}

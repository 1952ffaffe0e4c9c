internal import HubCore
internal import HubJSON

/// Looks through a file for what other files may refer to: Medications with their codes, Tasks that say that an order was refused, test cases of
/// measures that say whose resources are, and Patients who are surely test patients. Whatever cannot be one of these is not parsed.
struct FHIRLinkReader: LinkReader {
    private var held: [UInt8] = []
    /// Known after the first line that says something.
    private var isLines: Bool?
    private var found = DocumentLinks()
    private var isTooLarge = false
    private let folder: String

    init(file: SourceFile) {
        folder = Links.folder(of: file)
        let name = file.name.lowercased()
        if name.hasSuffix(".ndjson") || name.hasSuffix(".jsonl") { isLines = true }
    }

    mutating func feed(_ bytes: Span<UInt8>) throws(HubError) {
        guard !isTooLarge else { return }
        var from = 0
        for at in bytes.indices where bytes[at] == 10 && isLines != false {
            append(bytes, from..<at)
            from = at + 1
            takeLine()
        }
        append(bytes, from..<bytes.count)
        if held.count > (isLines == true ? FHIRReader.lineLimit : FHIRReader.documentLimit) { (isTooLarge, held) = (true, []) }
    }

    mutating func finish(into all: inout DocumentLinks) throws(HubError) {
        learn()
        all.join(found)
    }

    private mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        bytes.extracting(range).withUnsafeBufferPointer { held.append(contentsOf: $0) }
    }

    private mutating func takeLine() {
        if isLines == nil, held.contains(where: { $0 > 32 }) {
            isLines = held.last(where: { $0 > 32 }) == UInt8(ascii: "}") && (try? JSONDocument(held)) != nil
        }
        guard isLines == true else { return held.append(10) }
        learn()
        held.removeAll(keepingCapacity: true)
    }

    private mutating func learn() {
        guard
            Self.holds("\"Medication\"", held) || Self.holds("\"rejected\"", held) || Self.holds("cqfm-isTestCase", held)
                || Self.holdsZZ(held) && Self.holds("\"Patient\"", held), let document = try? JSONDocument(held)
        else { return }
        learn(document.root)
    }

    /// A bundle and each of those in it by itself.
    private mutating func learn(_ document: JSONValue) {
        let isBundle = document["resourceType"].text == "Bundle"
        var links = Links()
        links.gather(document)
        links.tell(&found, folder: isBundle ? nil : folder)
        guard isBundle else { return }
        for entry in document["entry"].items where entry["resource"]["resourceType"].text == "Bundle" { learn(entry["resource"]) }
    }

    /// Two of the letter that begins the names of test patients, as it is or, in JSON's way, as `\u005a`.
    private static func holdsZZ(_ bytes: [UInt8]) -> Bool {
        var before: UInt8 = 0
        for byte in bytes {
            let isZ = byte | 32 == 122
            if isZ && before | 32 == 122 || byte == UInt8(ascii: "u") && before == UInt8(ascii: "\\") { return true }
            before = byte
        }
        return false
    }

    private static func holds(_ words: StaticString, _ bytes: [UInt8]) -> Bool {
        let length = words.utf8CodeUnitCount
        guard bytes.count >= length else { return false }
        return words.withUTF8Buffer { wanted in
            var at = 0
            while at + length <= bytes.count {
                if bytes[at] == wanted[0], bytes[at + 1] == wanted[1], bytes[at..<at + length].elementsEqual(wanted) { return true }
                at += 1
            }
            return false
        }
    }
}

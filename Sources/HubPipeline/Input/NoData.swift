internal import HubCore

/// Files that come with an export and hold no data: they are left out, each with its reason, in folders and archives alike.
enum NoData {
    /// Nil when it may be data. Names are only asked where the bytes cannot tell.
    static func reason(_ name: String, head: Span<UInt8>) -> SkipReason? {
        let last = lastPart(name)
        let ending = last.contains(".") ? last.split(separator: ".").last.map { String($0) } ?? "" : ""
        if isOfSystem(name) { return SkipReason("file.system", "a file of the operating system") }
        let text = String(decoding: (0..<min(head.count, 2048)).map { head[$0] }, as: UTF8.self)
        let isMarkup = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }.hasPrefix("<")
        if ["xsl", "xslt", "css", "js"].contains(ending)
            || isMarkup && ["<xsl:stylesheet", "<xsl:transform"].contains(where: text.contains)
        {
            return SkipReason("file.stylesheet", "a stylesheet: it only says how documents look")
        }
        if last == "metadata.xml", text.contains("SubmitObjectsRequest") {
            return SkipReason(
                "file.exchange-metadata", "the list of contents of an exchange package (XDM); the documents themselves are read")
        }
        if ["htm", "html"].contains(ending), last.hasPrefix("index.") || last.hasPrefix("readme.") {
            return SkipReason("file.cover-page", "a page that lists or explains the files")
        }
        if last.hasPrefix("readme") || last.hasPrefix("read me"), ["", "txt", "md", "htm", "html", "rtf"].contains(ending) {
            return SkipReason("file.cover-page", "a page that lists or explains the files")
        }
        // One that is called vitals.csv was meant as data: its reader says what it is, and the extract is not whole without it.
        if text.hasPrefix("%PDF-"), ending == "pdf" || !["csv", "tsv", "txt", "xml", "json", "ndjson", "xlsx", "xls"].contains(ending) {
            return SkipReason("file.pdf", "a PDF document, which cannot be read as data")
        }
        if isImage(head) || ["svg", "ico", "dcm"].contains(ending) { return SkipReason("file.image", "an image") }
        if ["doc", "docx", "docm", "rtf", "odt", "ppt", "pptx", "odp"].contains(ending) {
            return SkipReason("file.text-document", "a text document or presentation, which cannot be read as data")
        }
        if ["exe", "dll", "bat", "cmd", "sh", "msi", "lnk"].contains(ending) {
            return SkipReason("file.program", "a program; programs are never run")
        }
        return nil
    }

    /// What operating systems put beside files; asked also before an archive is opened.
    static func isOfSystem(_ name: String) -> Bool {
        let last = lastPart(name)
        return name.lowercased().split(separator: "/").contains("__macosx") || last.hasPrefix("._")
            || [".ds_store", "thumbs.db", "desktop.ini"].contains(last)
    }

    private static func lastPart(_ name: String) -> String { name.lowercased().split(separator: "/").last.map { String($0) } ?? "" }

    private static func isImage(_ head: Span<UInt8>) -> Bool {
        func begins(_ bytes: [UInt8]) -> Bool { head.count >= bytes.count && bytes.indices.allSatisfy { head[$0] == bytes[$0] } }
        return begins([0x89, 0x50, 0x4E, 0x47]) || begins([0xFF, 0xD8, 0xFF]) || begins(Array("GIF8".utf8))
            || begins([0x49, 0x49, 0x2A, 0])
            || begins([0x4D, 0x4D, 0, 0x2A])
            || (begins(Array("BM".utf8)) && head.count > 14 && head[6] == 0 && head[7] == 0 && head[14] == 40)
    }

    /// For a file that was found: it is left out. For one that was named: that is a mistake, and what to send instead.
    static func finding(_ reason: SkipReason, _ file: InputFile) -> Finding {
        guard file.isNamed else {
            return Finding(.note, reason.id, "left out: \(reason.words)", at: Origin(file.source), owner: .exporter)
        }
        return Finding(
            .error, reason.id, "this is \(reason.words)", at: Origin(file.source),
            fix: "Send the extract itself: the report exported as CSV or Excel, C-CDA documents, or FHIR.", owner: .exporter)
    }
}

internal import HubArchive
internal import HubCore

/// Files that go by a workbook's name and are something else, each named for what it is with how to save it again.
enum ForeignWorkbook {
    static let save = "Open it in the spreadsheet program and save it as \"Excel Workbook (.xlsx)\" or as CSV."

    /// The container of old Office documents, and of new ones that are encrypted.
    static func isCompound(_ head: Span<UInt8>) -> Bool {
        let magic: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        return head.count >= 8 && magic.indices.allSatisfy { head[$0] == magic[$0] }
    }

    private static func error(_ id: String, _ message: String, _ hint: String) -> HubError {
        HubError(HubError.Code("xlsx." + id), message, hint: hint)
    }

    static let damaged = error(
        "damaged", "the workbook is damaged: a part of it is missing or cannot be read",
        "Open it in Excel, which can often repair it, save it and send it again; or export it anew.")

    /// Nil when it may be a workbook.
    static func compound(_ spool: SpoolFile) -> HubError? {
        guard isCompound(spool.bytes(from: 0, most: 8).span) else { return nil }
        func holds(_ name: String) -> Bool {
            let wanted = name.utf8.reduce(into: [UInt8]()) { $0 += [$1, 0] }
            return [0, max(0, spool.count - 1 << 20)].contains { start in
                let bytes = spool.bytes(from: start, most: 1 << 20)
                return bytes.span.holds(wanted)
            }
        }
        if holds("EncryptedPackage") {
            return error(
                "locked", "the workbook is locked with a password",
                "Open it, remove the password (File, Info, Protect Workbook) and send it through the secure channel.")
        }
        if holds("WordDocument") {
            return error("other-kind", "this is a Word document, not a workbook", "Send the extract as a workbook or as CSV.")
        }
        return error("other-kind", "this is an old Excel workbook (.xls)", save)
    }

    /// By the names of its parts; nil when it is a workbook.
    static func packaged(_ names: Set<String>) -> HubError? {
        if names.contains("xl/workbook.bin") { return error("other-kind", "this is a binary Excel workbook (.xlsb)", save) }
        if names.contains("word/document.xml") {
            return error("other-kind", "this is a Word document, not a workbook", "Send the extract as a workbook or as CSV.")
        }
        if names.contains("ppt/presentation.xml") {
            return error("other-kind", "this is a PowerPoint presentation, not a workbook", "Send the extract as a workbook or as CSV.")
        }
        if names.contains("mimetype"), names.contains("content.xml") {
            return error("other-kind", "this is an OpenDocument file (.ods, .odt), which the hub does not open", save)
        }
        return nil
    }
}

extension Span<UInt8> {
    /// The bytes stand somewhere in it.
    func holds(_ wanted: [UInt8]) -> Bool {
        guard count >= wanted.count, let first = wanted.first else { return false }
        return (0...(count - wanted.count)).contains { at in
            self[at] == first && wanted.indices.allSatisfy { self[at + $0] == wanted[$0] }
        }
    }
}

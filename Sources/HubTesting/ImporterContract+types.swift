public import HubCore

/// The same for importers that are compiled in.
extension ImporterContract {
    public static func transcript(
        _ importer: any Importer.Type, options: [String: String] = [:], file: SourceFile, bytes: [UInt8], pieceSize: Int
    ) -> String {
        transcript(ImporterEntry(importer), options: options, file: file, bytes: bytes, pieceSize: pieceSize)
    }

    public static func check(_ importer: any Importer.Type, _ one: ImporterCase) throws(HubError) -> [String] {
        try check(ImporterEntry(importer), one)
    }

    public static func checkTruncated(_ importer: any Importer.Type, _ one: ImporterCase, most: Int = 200) throws(HubError) -> [String] {
        try checkTruncated(ImporterEntry(importer), one, most: most)
    }

    public static func checkEmpty(_ importer: any Importer.Type) -> [String] { checkEmpty(ImporterEntry(importer)) }
}

public import HubCore

/// Feeds a table's bytes through its importer into a sink, in pieces: what the hub does with a file, without a file.
public enum TableFeed {
    public static func feed(
        _ plugin: any RecordImporter, _ bytes: [UInt8], file: SourceFile, pieceSize: Int = 65_536, into sink: any RecordSink
    ) throws(HubError) {
        var records = RecordBuilder(file, into: sink)
        var reader = try plugin.makeReader()
        try ImporterContract.forEachPiece(of: bytes, pieceSize) { piece throws(HubError) in try reader.feed(piece, into: &records) }
        try reader.finish(into: &records)
    }
}

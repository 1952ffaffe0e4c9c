package import HubCore
internal import HubText

/// Reads fixed-width files by layouts that mappings describe (`layout.yaml`).
///
/// A flat file has no header: its name and the fit of its first lines say which layout it has. Two that fit are asked about, never guessed. Numbers and
/// days come out as they are meant (`0001234` with two decimals is `12.34`, `20150304` is `2015-03-04`), everything else as it is written, trimmed.
package struct FlatFileImporter: LayoutImporter {
    package static let about = PluginInfo(
        id: "flat", summary: "Fixed-width files, by the layouts that mappings describe", extensions: ["fwf", "prn", "dat"])

    let shelf: LayoutShelf

    /// - Parameter options: one layout in words, see the README; files are then read by it whatever they are called.
    package init(options: [String: String]) throws(HubError) {
        let layout = try LayoutWords.read(options)
        shelf = LayoutShelf(layout.map { [$0] } ?? [], isNamed: layout != nil, ledger: Ledger())
    }

    private init(_ shelf: LayoutShelf) { self.shelf = shelf }

    package func makeReader() throws(HubError) -> any RecordReader { FlatReader(shelf) }

    /// Without layouts there is nothing to be sure of.
    package static func recognizes(_ file: SourceFile, head: Span<UInt8>) -> Recognition {
        LayoutShelf([], isNamed: false, ledger: Ledger()).recognizes(file, head: head)
    }

    package static func entry(layouts: [FlatLayout], isNamed: Bool) -> ImporterEntry {
        let shelf = LayoutShelf(layouts, isNamed: isNamed && !layouts.isEmpty, ledger: Ledger())
        return ImporterEntry(
            about, .rows, recognizes: { shelf.recognizes($0, head: $1) }, conclude: { shelf.ledger.conclude() },
            make: { (options) throws(HubError) in
                guard options.isEmpty else { return try FlatFileImporter(options: options) }
                return FlatFileImporter(shelf)
            })
    }
}

/// The layouts of one submission.
struct LayoutShelf: Sendable {
    let plans: [LayoutPlan]
    /// Somebody said that the files have one of these.
    let isNamed: Bool
    let ledger: Ledger

    init(_ layouts: [FlatLayout], isNamed: Bool, ledger: Ledger) {
        plans = layouts.map { LayoutPlan($0) }
        self.isNamed = isNamed
        self.ledger = ledger
    }

    func recognizes(_ file: SourceFile, head: Span<UInt8>) -> Recognition {
        let bytes = head.withUnsafeBufferPointer { Array($0) }
        if ForeignFormat(bytes) != nil { return .no }
        let sample = LineSample(bytes, isWhole: bytes.count < FirstWindow.size)
        switch LayoutChoice(self, file, sample).verdict {
        case .one, .asked, .misnamed: return .surely
        case .unfit: return sample.hasSeparator ? .no : sample.looksFixed ? .surely : .maybe
        case .none: return sample.looksFixed ? .maybe : .no
        }
    }
}

internal import Foundation
internal import HubCore

/// Writes one file from front to back, keeping a megabyte at most, and knows the line it is on.
final class SampleFile {
    /// Below the practice's folder.
    let name: String
    let path: String
    /// Of the line that is written next, from 1.
    private(set) var line = 1
    private(set) var dataRows = 0
    private var bytes: [UInt8] = []
    private let handle: UnsafeMutablePointer<FILE>

    /// Windows-1252 instead of UTF-8; the samples use none of the characters in which it differs from ISO-8859-1.
    private let isWindows: Bool

    /// Makes the folders on the way.
    init(_ name: String, in folder: String, isWindows: Bool = false) throws(HubError) {
        self.name = name
        self.isWindows = isWindows
        path = folder + "/" + name
        try makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
        guard let handle = fopen(path, "wb") else { throw SampleFile.failure(name) }
        self.handle = handle
    }

    deinit { fclose(handle) }

    static func failure(_ name: String) -> HubError {
        HubError(.unreadable, "cannot write `\(name)`", hint: "Is there space, and may you write there?")
    }

    func write(_ text: String) throws(HubError) {
        if isWindows {
            bytes.append(contentsOf: text.unicodeScalars.lazy.map { UInt8(exactly: $0.value) ?? 63 })
        } else {
            bytes.append(contentsOf: text.utf8)
        }
        if bytes.count > 1_000_000 { try flush() }
    }

    func write(bytes more: [UInt8]) throws(HubError) {
        bytes.append(contentsOf: more)
        if bytes.count > 1_000_000 { try flush() }
    }

    /// A line as it is, with its end; not counted as data.
    func put(line text: String, ending: String = "\n") throws(HubError) {
        try write(text + ending)
        line += 1
    }

    /// A row of data; its line's number. Cells are quoted where they must be.
    @discardableResult func row(_ cells: [String], ending: String = "\n") throws(HubError) -> Int {
        try put(line: cells.map(SampleFile.quoted).joined(separator: ","), ending: ending)
        dataRows += 1
        return line - 1
    }

    /// For files that are one piece: a document counts as one row.
    func countDocument() { dataRows = 1 }

    static func quoted(_ cell: String) -> String {
        guard cell.utf8.contains(where: { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 }) else { return cell }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }

    /// Where a cell begins in its line, counted in characters from 1.
    static func column(of index: Int, in cells: [String]) -> Int {
        cells.prefix(index).reduce(1) { $0 + quoted($1).count + 1 }
    }

    func finish() throws(HubError) {
        try flush()
        guard fflush(handle) == 0 else { throw SampleFile.failure(name) }
    }

    private func flush() throws(HubError) {
        guard fwrite(bytes, 1, bytes.count, handle) == bytes.count else { throw SampleFile.failure(name) }
        bytes.removeAll(keepingCapacity: true)
    }

    var summary: SamplePractice.File { .init(name: name, path: path, rows: dataRows) }
}

func makeFolder(_ path: String) throws(HubError) {
    do {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
        throw HubError(.unreadable, "cannot make the folder `\(path)`", hint: "May you write there?")
    }
}

internal import Foundation
internal import HubCore
internal import HubPipeline

/// One line of a text file, by its number.
enum SourceLine {
    /// Nil when there is no such line in the first 64 MB, the file is not UTF-8 near it, or the line is longer than a megabyte.
    static func read(_ path: String, number: Int) -> String? {
        var (line, bytes, done, passed) = (1, [UInt8](), false, 0)
        // The lines of a workbook are rows, which its bytes do not have.
        if let head = try? FilePieces.head(of: path),
            ["PK\u{3}\u{4}", "\u{D0}\u{CF}"].contains(where: { head.starts(with: $0.unicodeScalars.map { UInt8($0.value) }) })
        {
            return nil
        }
        do {
            try FilePieces.forEach(of: path) { piece throws(HubError) in
                for at in piece.indices {
                    if done { break }
                    let byte = piece[at]
                    if byte == 10 {
                        if line == number { done = true }
                        line += 1
                    } else if line == number {
                        bytes.append(byte)
                        if bytes.count > 1 << 20 { done = true }
                    }
                }
                passed += piece.count
                if done || passed > 64 << 20 { throw HubError(.tooLarge, "enough was read") }
            }
        } catch {
            guard done else { return nil }
        }
        guard line >= number else { return nil }
        if bytes.last == 13 { bytes.removeLast() }
        return String(validating: bytes, as: UTF8.self)?.replacingOccurrences(of: "\t", with: " ").visible
    }

    /// Letters and digits become dots; separators, quotes and tags' brackets stay, so that the shape can be seen.
    static func masked(_ line: String) -> String {
        String(line.map { $0.isLetter || $0.isNumber ? "•" : $0 })
    }
}

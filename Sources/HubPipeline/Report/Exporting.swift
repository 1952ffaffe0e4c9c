internal import Foundation
package import HubCore

/// Writes reports with an exporter: one file for all, or one for each practice in a folder.
package enum Exporting {
    /// - Parameters:
    ///   - path: a file for exporters of one file, a folder for those of one file a practice.
    /// - Returns: the files that were written.
    package static func export(
        _ reports: [PracticeReport], with exporter: any Exporter.Type, options: [String: String], to path: String
    ) throws(HubError) -> [String] {
        let made = try exporter.init(options: options)
        let ending = exporter.about.extensions.first ?? "txt"
        switch exporter.layout {
        case .oneFile:
            try write(reports, made, to: path)
            return [path]
        case .onePerPractice:
            do {
                try FileManager.default.createDirectory(
                    atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw HubError(
                    .unreadable, "the folder `\(path)` cannot be made",
                    hint: "Is there a file of that name, and may you write there?")
            }
            var files: [String] = []
            for report in reports {
                let file = "\(path)/\(fileName(report.practiceCode)).\(ending)"
                try write([report], made, to: file)
                files.append(file)
            }
            return files
        }
    }

    /// What is written goes into a draft first, so that a report is there whole or not at all.
    private static func write(_ reports: [PracticeReport], _ exporter: any Exporter, to path: String) throws(HubError) {
        let sink = FileSink(try DraftFile(path))
        do throws(HubError) {
            var writer = try exporter.makeWriter()
            for report in reports { try writer.write(report, to: sink) }
            try writer.finish(to: sink)
            try sink.file.commit()
        } catch {
            sink.file.discard()
            throw error
        }
    }

    /// The practice's code as a file's name. A code with characters that do not belong there gets a number made of the code, so that no two
    /// practices share a file, today or in a later run.
    static func fileName(_ code: String) -> String {
        func isSafe(_ c: Character) -> Bool { c.isASCII && (c.isLetter || c.isNumber || "-_.".contains(c)) }
        if !code.isEmpty, !code.hasPrefix("."), code.utf8.count <= 100, code.allSatisfy(isSafe) { return code }
        // FNV-1a, 64 bits.
        let number = code.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        let shown = String(code.prefix(100).map { isSafe($0) && $0 != "." ? $0 : "_" })
        return shown + "-" + String(number, radix: 16)
    }
}

/// Bytes of a report into a file.
final class FileSink: ByteSink {
    let file: DraftFile

    init(_ file: DraftFile) { self.file = file }

    func write(_ text: String) throws(HubError) { try file.write(Array(text.utf8)) }
    func write(bytes: Span<UInt8>) throws(HubError) { try file.write(bytes.withUnsafeBufferPointer { Array($0) }) }
}

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
            do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
                throw HubError(.unreadable, "the folder `\(path)` cannot be made")
            }
            var files: [String] = []
            for report in reports {
                let name = report.practiceCode.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) ? $0 : "_" }
                let file = "\(path)/\(String(name)).\(ending)"
                try write([report], made, to: file)
                files.append(file)
            }
            return files
        }
    }

    /// Into a file beside it first, so that a report is there whole or not at all.
    private static func write(_ reports: [PracticeReport], _ exporter: any Exporter, to path: String) throws(HubError) {
        let draft = path + ".part"
        let sink = try FileSink(draft)
        var writer = try exporter.makeWriter()
        for report in reports { try writer.write(report, to: sink) }
        try writer.finish(to: sink)
        try sink.close()
        guard rename(draft, path) == 0 else { throw HubError(.unreadable, "the file `\(path)` cannot be written") }
    }
}

/// Bytes of a report into a file that only its owner may read.
final class FileSink: ByteSink {
    private let handle: FileHandle

    init(_ path: String) throws(HubError) {
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: path)
        else {
            throw HubError(.unreadable, "the file `\(path)` cannot be written", hint: "Does its folder exist, and may you write there?")
        }
        self.handle = handle
    }

    func write(_ text: String) throws(HubError) { try put(Data(text.utf8)) }
    func write(bytes: Span<UInt8>) throws(HubError) { try put(bytes.withUnsafeBufferPointer { Data($0) }) }

    private func put(_ data: Data) throws(HubError) {
        do { try handle.write(contentsOf: data) } catch { throw HubError(.unreadable, "a report could not be written; is the disk full?") }
    }

    func close() throws(HubError) {
        do { try handle.close() } catch { throw HubError(.unreadable, "a report could not be written; is the disk full?") }
    }
}

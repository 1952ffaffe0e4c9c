import CSVImporter
import Foundation
import HubCore

/// A file read by the CSV importer, kept as strings.
final class CSVRows: RecordSink {
    private(set) var columns: [String] = []
    private(set) var rows: [[String]] = []
    private(set) var places: [[Position]] = []
    private(set) var findings: [Finding] = []
    private(set) var accepted = 0, rejected = 0, skipped = 0, headerRows = 0, tables = 0
    private(set) var error: HubError?
    private let keeps: Bool

    convenience init(_ path: String, keeps: Bool = true) throws {
        self.init(bytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))), keeps: keeps)
    }

    init(bytes: [UInt8], options: [String: String] = [:], pieceSize: Int = 65_536, keeps: Bool = true) {
        self.keeps = keeps
        do {
            var records = RecordBuilder(SourceFile("input.csv"), into: self)
            var reader = try CSVImporter(options: options).makeReader()
            var at = 0
            while at < bytes.count {
                let end = min(bytes.count, at + pieceSize)
                try reader.feed(bytes.span.extracting(at..<end), into: &records)
                at = end
            }
            try reader.finish(into: &records)
        } catch {
            self.error = error
        }
    }

    func begin(_ table: TableHeader) {
        if tables == 0 { columns = table.columns }
        tables += 1
        headerRows += 1
    }
    func accept(_ record: borrowing Record) {
        accepted += 1
        guard keeps else { return }
        rows.append((0..<record.count).map { record.string($0) })
        places.append((0..<record.count).map { record.position(of: $0) })
    }
    func skip(_ reason: SkipReason, at origin: Origin) { skipped += 1 }
    func reject(_ finding: Finding) {
        rejected += 1
        findings.append(finding)
    }
    func note(_ finding: Finding) { findings.append(finding) }
}

/// What Python's csv module makes of files, as the other opinion.
enum PythonCSV {
    static var isThere: Bool { FileManager.default.isExecutableFile(atPath: "/usr/bin/python3") }

    /// One line of output for each file: the value of `expression`, in which `f` is the path.
    static func run(_ files: [String], _ expression: String) throws -> [String] {
        let program = """
            import csv, json, sys
            csv.field_size_limit(10**9)
            def text(f):
                b = open(f, 'rb').read()
                for e in (['utf-16'] if b[:2] in (b'\\xff\\xfe', b'\\xfe\\xff') else ['utf-8-sig', 'cp1252']):
                    try: return b.decode(e).replace('\\0', '')
                    except UnicodeDecodeError: pass
            def python_rows(f):
                import io
                return list(csv.reader(io.StringIO(text(f), newline='')))
            for f in sys.argv[1:]: print(\(expression))
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = ["-c", program] + files
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self).split(separator: "\n").map { String($0) }
    }
}

import Foundation
import HubCore
import HubTesting
import QRDA3Importer
import Testing

/// The samples that CMS and HL7 publish, where a copy is at hand (`MEASUREHUB_CORPUS`), against `independent/qrda3_counts.py`, which counts by XPath.
@Suite struct QRDA3CorpusTests {
    static let folder: String? = {
        let path = ProcessInfo.processInfo.environment["MEASUREHUB_CORPUS"].map { $0 + "/qrda3-2025/v1.0/Test_Files" }
        if path.map({ FileManager.default.fileExists(atPath: $0) }) != true {
            print("MEASUREHUB_CORPUS is not set: skipped the published QRDA III samples")
            return nil
        }
        return path
    }()

    static let files = (folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0) } ?? []).filter { $0.hasSuffix(".xml") }
        .sorted()

    static func read(_ name: String) throws -> ResultLog {
        let log = ResultLog()
        let data = try #require(FileManager.default.contents(atPath: (folder ?? "") + "/" + name))
        var reader = try QRDA3Importer(options: [:]).makeReader(for: SourceFile(name), into: log)
        try reader.feed([UInt8](data).span)
        try reader.finish()
        return log
    }

    /// One line a count, as the independent program writes it.
    private func lines(_ name: String) throws -> [String] {
        try Self.read(name).results.flatMap { result -> [String] in
            let stratum = result.stratum.isEmpty ? "whole" : "stratum \(result.stratum)"
            let part = result.supplement.map { "\($0.kind.word) \($0.code)" } ?? stratum
            let counts = [
                ("IPOP", result.initialPopulation), ("DENOM", result.denominator), ("DENEX", result.exclusions),
                ("DENEXCEP", result.exceptions),
                ("NUMER", result.numerator),
            ]
            let rate = result.rate.map { ["\(name)\t\(result.sentMeasure)\t-\t-\trate\t\($0)"] } ?? []
            return rate
                + counts.compactMap { code, count in
                    count.number.map { "\(name)\t\(result.sentMeasure)\t\(result.group)\t\(code)\t\(part)\t\($0)" }
                }
        }
    }

    @Test("the published samples give as many counts of each sort, and as large ones, as an independent count", .enabled(if: folder != nil))
    func figures() throws {
        #expect(Self.files.count == 6)
        var found: [String: [Double]] = [:]
        for line in try Self.files.flatMap({ try lines($0) }) {
            let words = line.split(separator: "\t")
            let sort = "\(words[0].replacing("SampleQRDA-III-v1.0.xml", with: "")) \(words[4].prefix { $0 != " " })"
            found[sort, default: [0, 0]][0] += 1
            found[sort, default: [0, 0]][1] += Double(words[5]) ?? 0
        }
        let rounded = found.mapValues { [$0[0], ($0[1] * 1000).rounded() / 1000] }
        #expect(rounded == Self.figures)
    }

    private static let python = ProcessInfo.processInfo.environment["MEASUREHUB_PYTHON"] ?? "/usr/bin/python3"

    /// Whether the independent program can run at all. Once it can, it has to.
    private static let hasXPath: Bool = {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = ["-c", "import lxml.etree"]
        (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    @Test(
        "each count of the published samples is the independent program's", .enabled(if: folder != nil),
        .enabled(if: hasXPath, "the independent count needs a Python with lxml: MEASUREHUB_PYTHON names one"))
    func eachCount() throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "independent/qrda3_counts.py").path
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: Self.python)
        process.arguments = [script, Self.folder ?? ""]
        (process.standardOutput, process.standardError) = (pipe, FileHandle.nullDevice)
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "the independent program broke")
        let wanted = output.split(separator: "\n").map { String($0) }.sorted()
        let got = try Self.files.flatMap { try lines($0) }.sorted()
        #expect(wanted.count == 3380)
        #expect(Set(got).symmetricDifference(wanted) == [])
        #expect(got == wanted)
        print("QRDA III: \(got.count) counts of \(Self.files.count) published samples are those of the independent program")
    }

    @Test("the published samples leave no entry out but other programmes' and refuse none", .enabled(if: folder != nil))
    func accounts() throws {
        for name in Self.files {
            let log = try Self.read(name)
            #expect(log.rejectedCount == 0, "\(name)")
            // One sample's own reporting parameters are of 2023: that is what it says.
            let year = name.contains("Subgroup") ? "2023" : "2025"
            let period = "\(year)-01-01..\(year)-12-31"
            #expect(log.results.allSatisfy { $0.measure != nil && $0.version != nil }, "\(name)")
            #expect(
                log.results.allSatisfy { "\($0.periodStart?.description ?? "")..\($0.periodEnd?.description ?? "")" == period }, "\(name)")
            #expect(log.skips.keys.allSatisfy { $0 == "qrda3.other-program" }, "\(name)")
            print(
                "\(name): \(log.acceptedCount) entries accepted, \(log.skips) skipped, \(log.results.count) rows; \(log.findings.sorted { $0.key < $1.key })"
            )
        }
    }
}

/// Keeps results, and counts what else is said.
final class ResultLog: FactSink {
    private(set) var results: [ReportedResult] = []
    private(set) var findings: [String: Int] = [:]
    private(set) var skips: [String: Int] = [:]
    private(set) var coverage = ExtractionCoverage()
    private(set) var acceptedCount = 0
    private(set) var rejectedCount = 0
    func take(_ patient: Patient) {}
    func take(_ fact: Fact) {}
    func take(_ result: ReportedResult) { results.append(result) }
    func accepted() { acceptedCount += 1 }
    func rejected(_ finding: Finding) { rejectedCount += 1 }
    func skipped(_ reason: SkipReason, at origin: Origin) { skips[reason.id, default: 0] += 1 }
    func note(_ finding: Finding) { findings[finding.id, default: 0] += 1 }
    func covered(_ coverage: ExtractionCoverage) { self.coverage.add(coverage) }
}

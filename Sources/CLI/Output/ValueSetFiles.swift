internal import Foundation
internal import HubCore
internal import HubPipeline
internal import HubRules

/// Value sets out of files, and what is wrong with them.
struct ValueSetFiles {
    var sets: [ValueSet] = []
    var findings = FindingBook()

    var isWrong: Bool { findings.counts[.error] ?? 0 > 0 }

    static func read(_ paths: [String], folder: ConfigFolder) throws -> ValueSetFiles {
        let titles = try folder.valueSetTitles()
        var result = ValueSetFiles()
        for file in try InputFile.collect(paths) {
            guard let data = FileManager.default.contents(atPath: file.path) else { continue }
            let readings: [ValueSetReading]
            switch file.name.split(separator: ".").last?.lowercased() {
            case "csv": readings = [ValueSetCSV.read([UInt8](data), file: file.source, titles: titles)]
            case "json": readings = ValueSetFHIR.read([UInt8](data), file: file.source, titles: titles)
            default:
                result.findings.add(
                    Finding(
                        .note, "valueset.not-recognized", "this is neither CSV nor JSON and was left out", at: Origin(file.source),
                        owner: .hub))
                continue
            }
            for reading in readings {
                for finding in reading.findings { result.findings.add(finding) }
                if let set = reading.set { result.sets.append(set) }
            }
        }
        return result
    }

    private struct Answer: Encodable {
        var sets: [String: Int]
        var causes: [ImportReceipt.Cause]
    }

    func show(json: Bool, verb: String) throws {
        let console = Console.standard
        if json {
            return try console.print(
                json: Answer(
                    sets: Dictionary(sets.map { ($0.oid, $0.codes.count) }) { $1 }, causes: findings.sorted.map(ImportReceipt.Cause.init)))
        }
        FindingPrinter().print(findings.sorted)
        console.print("\(sets.count) value sets with \(sets.reduce(0) { $0 + $1.codes.count }) codes \(verb)")
    }
}

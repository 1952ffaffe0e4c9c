import Foundation
import Testing

/// What a busy person reads: a line a measure, and lists that do not name patients unasked.
@Suite("Summaries on the screen", .serialized)
struct SummaryTests {
    @Test("check prints a line a measure, and every element with --details")
    func check() throws {
        let installation = try Installation()
        let sample = try installation.sample("oak-street", patients: 40)
        let short = try installation.run(["check", "--period", "2026"] + sample.words)
        let long = try installation.run(["check", "--details", "--period", "2026"] + sample.words)
        let lines = short.output.split(separator: "\n").filter { $0.contains("CMS165") }
        #expect(lines.count == 1, "\(short.output)")
        #expect(lines.first?.contains("enough for") ?? false)
        #expect(long.output.split(separator: "\n").count { $0.contains("CMS165") } >= 3)
    }

    @Test("gaps does not print the source's numbers of patients unless they are asked for; the file has them")
    func gaps() throws {
        let installation = try Installation()
        let sample = try installation.sample("oak-street", patients: 40)
        _ = try installation.run(["import", "--practice", "oak", "--create-practice", "--period", "2026"] + sample.words)
        let file = NSTemporaryDirectory() + "gaps-\(UUID().uuidString).csv"
        defer { try? FileManager.default.removeItem(atPath: file) }
        let asked = ["gaps", "--all", "--period", "2026", "--practice", "oak"]
        let written = try installation.run(asked + ["--csv", file])
        #expect(written.status == 0, "\(written.messages)")
        let rows = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").dropFirst()
        #expect(!rows.isEmpty)
        let numbers = Set(rows.compactMap { $0.split(separator: ",", omittingEmptySubsequences: false).dropFirst().first.map(String.init) })
        func named(_ run: ProgramRun) -> Set<String> {
            Set(numbers.filter { run.output.contains("patient \($0) ") || run.output.contains("\"patient\" : \"\($0)\"") })
        }
        #expect(named(try installation.run(asked)).isEmpty)
        #expect(named(try installation.run(asked + ["--json"])).isEmpty)
        #expect(named(try installation.run(asked + ["--show-values"])) == numbers)
        #expect(try installation.run("gaps", "--measure", "CMS999", "--period", "2026").status == 2)
    }

    @Test("requirements refuses a call that means nothing, and writes the letter as Markdown")
    func requirements() throws {
        let installation = try Installation()
        #expect(try installation.run("requirements", "--practice", "oak").status == 2)
        #expect(try installation.run("requirements", "--letter", "--json").status == 2)
        let letter = try installation.run("requirements", "--letter", "--measure", "CMS130")
        #expect(letter.status == 0 && letter.output.hasPrefix("# Data needed for quality reporting"))
        #expect(letter.output.contains("from 9 years before the period's start on"))
    }
}

import Foundation
import Testing

/// What scripts rely on: keys of the JSON, exit statuses, data on stdout and messages on stderr.
@Suite("The contract of the command line", .serialized)
struct ContractTests {
    @Test("import --json prints one object with all that was promised")
    func keys() throws {
        let installation = try Installation()
        let sample = try installation.sample("harbor-internal", patients: 12)
        let run = try installation.run(["import", "--practice", "harbor", "--create-practice", "--json"] + sample.words)
        let answer = run.json
        for key in ["submission", "files", "patients", "read", "accepted", "rejected", "skipped"] {
            #expect(answer[key] != nil, "\(key): \(run.messages)")
        }
        #expect(answer["submission"] is Int && (answer["files"] as? [Any])?.count == 12 && answer["patients"] as? Int == 12)
        let facts = try #require(answer["facts"] as? [String: Int])
        #expect((facts["encounter"] ?? 0) > 0 && (facts["observation"] ?? 0) > 0)
        let findings = try #require(answer["findings"] as? [String: Int])
        #expect(Set(findings.keys) == ["error", "warning", "note"])
        let coverage = try #require(answer["coverage"] as? [String: Any])
        for key in ["sections", "entries", "taken", "narrativeOnly", "notUnderstood"] { #expect(coverage[key] is Int, "\(key)") }
        let counts = ["read", "accepted", "rejected", "skipped"].map { answer[$0] as? Int ?? -1 }
        #expect(counts[0] > 0 && counts[0] == counts[1] + counts[2] + counts[3])
        #expect(try installation.rows("fact") > 0)

        // Rows of tables have no sections: the key says so by being absent or null.
        let wide = try installation.sample("oak-street", patients: 12)
        let table = try installation.run(["import", "--practice", "oak", "--create-practice", "--json"] + wide.words).json
        #expect(table["submission"] is Int && (table["coverage"] == nil || table["coverage"] is NSNull))
    }

    @Test("the exit status tells what kind of trouble it is")
    func statuses() throws {
        let installation = try Installation()
        let whole = try installation.file("whole.xml", BadInputTests.document)
        #expect(try installation.run("check", whole).status == 0)
        #expect(try installation.run("check", try installation.file("half.xml", BadInputTests.document.dropLast(60).utf8)).status == 1)
        #expect(try installation.run("check").status == 2)
        #expect(try installation.run("check", "--nonsense", whole).status == 2)
        #expect(try installation.run("check", "/nowhere/at/all.xml").status == 2)
        #expect(try installation.run("check", "--period", "soon", whole).status == 2)
        #expect(try installation.run("judge", "--period", "2026-01-01..2026-03-31").status == 2)
        let nowhere = ["MEASUREHUB_DATABASE_URL": "postgresql://nobody@127.0.0.1:9/nothing"]
        let failure = try installation.run("practices", environment: nowhere)
        #expect(failure.status == 3 && failure.output.isEmpty && !failure.messages.isEmpty)
        let help = try installation.run("--help")
        #expect(help.status == 0 && help.output.contains("import") && help.messages.isEmpty)
    }

    @Test("what is misspelt is told with what was meant")
    func suggestions() throws {
        let installation = try Installation()
        let whole = try installation.file("whole.xml", BadInputTests.document)
        #expect(try installation.run("practices", "add", "riverbend").status == 0)
        let measure = try installation.run("judge", "--measure", "CMS156", "--period", "2026")
        #expect(measure.status == 2 && measure.messages.contains("`CMS156`") && measure.messages.contains("did you mean"), "\(measure.messages)")
        let practice = try installation.run("judge", "--period", "2026", "--practice", "riverbent")
        #expect(practice.status == 2 && practice.messages.contains("did you mean `riverbend`"), "\(practice.messages)")
        let sender = try installation.run("import", "--practice", "riverbent", whole)
        #expect(sender.status == 2 && sender.messages.contains("did you mean `riverbend`"), "\(sender.messages)")
        let mapping = try installation.run("check", "--source", "abc-wide", try installation.file("a.csv", "MRN,DOB\n1,1970-01-01\n"))
        #expect(mapping.status == 2 && mapping.messages.contains("did you mean `abcs-wide`"), "\(mapping.messages)")
        let command = try installation.run("improt")
        #expect(command.status == 2 && command.messages.contains("improt"), "\(command.messages)")
        for run in [measure, practice, sender, mapping, command] { #expect(run.output.isEmpty) }
    }

    @Test("no colour and no bar where there is no terminal or NO_COLOR is set")
    func colour() throws {
        let installation = try Installation()
        let half = try installation.file("half.xml", BadInputTests.document.dropLast(60).utf8)
        for words in [["check", half], ["practices"]] {
            let run = try installation.run(words)
            #expect(!run.output.contains("\u{1B}") && !run.messages.contains("\u{1B}"))
        }
        // On a terminal there is colour, unless NO_COLOR says otherwise.
        let script = { (noColor: String) in
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = noColor.isEmpty ? ["-u", "NO_COLOR"] : [noColor]
            process.arguments! += ["script", "-qec", "'\(ProgramRun.program.path)' check '\(half)'", "/dev/null"]
            process.standardInput = FileHandle.nullDevice
            let pipe = Pipe()
            (process.standardOutput, process.standardError) = (pipe, pipe)
            try process.run()
            let data = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return String(decoding: data, as: UTF8.self)
        }
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/script") else { return }
        #expect(try script("").contains("\u{1B}[31m"))
        let plain = try script("NO_COLOR=1")
        #expect(plain.contains("half.xml") && !plain.contains("\u{1B}[31m") && !plain.contains("\u{1B}[1m"))
    }
}

import Foundation
import Testing

/// What the program writes is there whole or not at all, and what it reads is what it says.
@Suite("Files that are read and written", .serialized)
struct FileTests {
    static func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }

    @Test("the patients' file stays as it was until the run is whole, and links, pipes and devices stay what they are")
    func patients() throws {
        let installation = try Installation()
        let kept = try installation.file("kept.csv", "mine\n")
        let link = installation.folder + "/files/link.csv"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: kept)
        let document = try installation.file("whole.xml", BadInputTests.document)
        for code in ["oak", "elm"] {
            #expect(try installation.run("import", "--practice", code, "--create-practice", document).status == 0)
        }
        // Nothing is touched when the call is wrong.
        #expect(try installation.run("judge", "--period", "2025", "--measure", "CMS999", "--patients", kept).status == 2)
        #expect(try installation.run("judge", "--period", "2025", "--practice", "ash", "--patients", kept).status == 2)
        #expect(Self.text(kept) == "mine\n")
        for path in [link, "/dev/full"] {
            let run = try installation.run("judge", "--period", "2025", "--measure", "CMS165", "--patients", path)
            #expect(run.status == 2 && run.messages.contains("no regular file"), "\(run.messages)")
        }
        #expect(Self.text(kept) == "mine\n")
        let twice = try installation.run(
            "judge", "--period", "2025", "--measure", "CMS165", "--measure", "CMS165", "--practice", "oak", "--practice", "oak",
            "--patients", kept, "--json")
        #expect(twice.status == 0 && !twice.messages.contains("2 practices"), "\(twice.messages)")
        #expect((twice.json["practices"] as? [Any])?.count == 1)
        #expect(Self.text(kept)?.hasPrefix("measure,patient,") == true)
        let rights = try FileManager.default.attributesOfItem(atPath: kept)[.posixPermissions] as? Int
        #expect(rights == 0o600)
        #expect(!FileManager.default.fileExists(atPath: kept + ".part"))
        let both = try installation.run("judge", "--period", "2025", "--measure", "CMS165", "--patients", kept)
        #expect(both.status == 0 && both.messages.contains("2 practices"), "\(both.messages)")

        // Reports go by names of their own.
        for code in ["st mary", "st_mary", "st.mary"] { #expect(try installation.run("practices", "add", code).status == 0) }
        let reports = installation.folder + "/reports"
        let export = try installation.run(
            "export", "facilitator-report", "--to", reports, "--period", "2025", "--measure", "CMS165", "--json")
        let files = export.json["files"] as? [String] ?? []
        #expect(files.count == 5 && Set(files).count == 5, "\(export.messages)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: reports).count == 5)
        #expect(try FileManager.default.attributesOfItem(atPath: reports)[.posixPermissions] as? Int == 0o700)
        #expect(try installation.run("export", "facilitator-report", "--to", "sftp://host/x", "--period", "2025").status == 2)

        // A database with practices is no place for a demo. psql's own shell reaches the embedded server while it runs.
        let program = ProgramRun.program.path
        let demo = try installation.run(
            "psql", "-c", "\\setenv PGHOST :HOST", "-c", "\\setenv PGUSER :USER", "-c", "\\setenv PGDATABASE :DBNAME", "-c",
            "\\! MEASUREHUB_DATABASE_URL=\"host=$PGHOST user=$PGUSER dbname=$PGDATABASE\" '\(program)' demo --folder \(installation.folder)/demo"
        )
        #expect(demo.messages.contains("holds practices"), "\(demo.messages)")
        #expect(!FileManager.default.fileExists(atPath: installation.folder + "/demo"))
        let withdrawn = try installation.run("submissions", "withdraw", "1")
        #expect(withdrawn.status == 0 && withdrawn.messages.contains("nothing counts"), "\(withdrawn.messages)")
        #expect(try installation.run("submissions", "clean-up").status == 2)
        let cleaned = try installation.run("submissions", "clean-up", "--yes", "--json")
        #expect(cleaned.json["removed"] as? [Int] == [1], "\(cleaned.messages)")
    }

    @Test("links in a circle end, pipes are left out, a folder that may not be read is told, files of one name are told apart")
    func folders() throws {
        let installation = try Installation()
        let whole = try installation.file("a/chart.xml", BadInputTests.document)
        let half = try installation.file("b/chart.xml", BadInputTests.document.dropLast(60).utf8)
        let folder = installation.folder + "/files/a"
        try FileManager.default.createSymbolicLink(atPath: folder + "/again", withDestinationPath: folder)
        #expect(mkfifo(folder + "/pipe.xml", 0o600) == 0)
        let walked = try installation.run("check", folder, "--json")
        #expect(walked.status == 0 && (walked.json["files"] as? [Any])?.count == 1, "\(walked.messages)")
        let pipe = try installation.run("check", folder + "/pipe.xml")
        #expect(pipe.status == 2 && pipe.messages.contains("neither a file nor a folder"), "\(pipe.messages)")
        let both = try installation.run("check", whole, half)
        #expect(
            both.status == 1 && both.messages.contains("b/chart.xml:5:") && !both.messages.contains("a/chart.xml:5:"), "\(both.messages)")
        guard geteuid() != 0 else { return }
        try FileManager.default.createDirectory(atPath: folder + "/closed", withIntermediateDirectories: false)
        #expect(chmod(folder + "/closed", 0) == 0)
        #expect(try installation.run("check", folder).status == 3)
        #expect(chmod(folder + "/closed", 0o700) == 0)
    }

    @Test("control characters of a file's name and of its lines do not reach the terminal")
    func controls() throws {
        let installation = try Installation()
        let half = try installation.file("chart\u{1B}[2J\u{9B}31m.xml", BadInputTests.document.dropLast(60).utf8)
        for words in [["check", half], ["check", half, "--show-values"], ["check", half, "--json"], ["check", half + "\u{1B}[8m"]] {
            let run = try installation.run(words)
            #expect(run.status != 0)
            for text in [run.output, run.messages] {
                #expect(!text.unicodeScalars.contains { $0.value != 10 && ($0.value < 0x20 || (0x7F...0x9F).contains($0.value)) })
            }
        }
    }

    @Test("a full disk or a reader that goes away ends the program with status 3, without a crash")
    func fullDisk() throws {
        let installation = try Installation()
        let shell = { (script: String) in
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/bash")
            process.arguments = ["-c", script]
            process.environment = ["MEASUREHUB_HOME": installation.home, "HUB": ProgramRun.program.path, "PATH": "/usr/bin:/bin"]
            (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
            try process.run()
            process.waitUntilExit()
            return process.terminationStatus
        }
        #expect(try shell("\"$HUB\" plugins > /dev/full") == 3)
        #expect(try shell("exec 3> >(true); wait $!; \"$HUB\" plugins >&3") == 3)
        // Installed elsewhere and called through the PATH, it takes what lies beside it, and not the source tree: here a broken mapping.
        _ = try installation.file("share/measurehub/Mappings/sources/x/mapping.yaml", "formatt: 1\n")
        _ = try installation.file("share/measurehub/Mappings/measures/readme.txt", "")
        let bin = installation.folder + "/files/bin"
        try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: false)
        try FileManager.default.copyItem(atPath: ProgramRun.program.path, toPath: bin + "/measurehub")
        #expect(try shell("cd / && PATH=\"\(bin):$PATH\" measurehub mappings") == 1)
        #expect(try shell("cd / && \"$HUB\" mappings") == 0)
    }

    @Test("a code map with a misspelt value set or code system is told")
    func codeMaps() throws {
        let installation = try Installation()
        let whole = try installation.file("whole.xml", BadInputTests.document)
        func map(_ line: String) throws -> String { try installation.file("map.yaml", "codes:\n  - {\(line)}\n") }
        let system = try installation.run("check", whole, "--code-map", try map("system: LIONC, code: X, means: \"LOINC|4548-4\""))
        #expect(system.status == 2 && system.messages.contains("did you mean `LOINC`"), "\(system.messages)")
        let word = try installation.run("check", whole, "--code-map", try map("system: LOCAL, code: X, in: office-visit"))
        #expect(word.status == 2, "\(word.messages)")
        let wrong = "system: LOCAL, code: X, in: 2.16.840.1.113883.3.464.1003.101.12.10019"
        let doubtful = try installation.run("check", whole, "--code-map", try map(wrong))
        #expect(doubtful.status == 0 && doubtful.messages.contains("did you mean `2.16.840"), "\(doubtful.messages)")
        let stored = try installation.run("import", "--practice", "oak", "--create-practice", whole, "--code-map", try map(wrong))
        #expect(stored.status == 2 && stored.messages.contains("map.yaml:2"), "\(stored.messages)")
        #expect(try installation.rows("submission") == 0)
        let right = try map("system: LOCAL, code: X, in: 2.16.840.1.113883.3.464.1003.101.12.1001")
        #expect(try installation.run("check", whole, "--code-map", right).status == 0)
        #expect(try installation.run("check", "--period", "0026", whole).status == 2)
    }
}

internal import ArgumentParser
internal import HubCore
internal import HubPipeline
internal import HubStore

/// `measurehub submissions`: what was received, and taking it back.
struct SubmissionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submissions", abstract: "What was received; show one, withdraw one.",
        subcommands: [List.self, Show.self, Withdraw.self, CleanUp.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "All submissions.")
        @Flag(help: "Print JSON.") var json = false

        private struct Line: Encodable {
            var submission: Int
            var practice, state, scope, receivedAt: String
            var period: String?
            var supersededBy: Int?
            var files, patients, facts, results, read, accepted, rejected, skipped: Int
        }

        func run() async throws {
            let lines = try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in
                let practices = try await database.practices()
                return try await database.submissions().map { info in
                    Line(
                        submission: Int(info.id), practice: practices.first { $0.id == info.practice }?.code ?? "", state: info.state,
                        scope: info.scope.rawValue, receivedAt: info.receivedAt, period: info.period?.description,
                        supersededBy: info.supersededBy.map(Int.init), files: info.files.count, patients: info.patients, facts: info.facts,
                        results: info.results,
                        read: info.files.reduce(0) { $0 + $1.read }, accepted: info.files.reduce(0) { $0 + $1.accepted },
                        rejected: info.files.reduce(0) { $0 + $1.rejected }, skipped: info.files.reduce(0) { $0 + $1.skipped })
                }
            }
            if json { return try Console.standard.print(json: lines) }
            Console.standard.print(
                table: lines.map { line -> [String] in
                    let counts = [
                        line.files, line.patients, line.facts, line.results, line.read, line.accepted, line.rejected, line.skipped,
                    ].map(
                        String.init)
                    return [String(line.submission), line.practice, line.state, line.period ?? "", line.receivedAt] + counts
                },
                header: [
                    "no", "practice", "state", "period", "received", "files", "patients", "facts", "results", "read", "accepted",
                    "rejected",
                    "skipped",
                ])
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The files and findings of one submission.")
        @Argument var submission: Int
        @Flag(help: "Print JSON.") var json = false

        private struct Answer: Encodable {
            var submission: Int
            var state: String
            var files: [ImportReceipt.File]
            var causes: [ImportReceipt.Cause]
        }

        func run() async throws {
            let (info, groups) = try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in
                guard let info = try await database.submissions().first(where: { Int($0.id) == submission }) else {
                    throw HubError(.notFound, "there is no submission \(submission)", hint: "`measurehub submissions` lists them.")
                }
                return (info, try await database.findings(practice: info.practice, submission: info.id))
            }
            let files = info.files.map { file -> ImportReceipt.File in
                var line = ImportReceipt.File(name: file.file.name, state: .taken)
                (line.format, line.mapping) = (file.file.format, file.file.mapping)
                (line.read, line.accepted, line.rejected, line.skipped) = (file.read, file.accepted, file.rejected, file.skipped)
                return line
            }
            if json {
                return try Console.standard.print(
                    json: Answer(submission: submission, state: info.state, files: files, causes: groups.map(ImportReceipt.Cause.init)))
            }
            FindingPrinter().print(groups)
            Console.standard.print(
                table: files.map { file -> [String] in
                    let readAs = file.mapping ?? file.format ?? ""
                    return [file.name, readAs, "\(file.read)", "\(file.accepted)", "\(file.rejected)", "\(file.skipped)"]
                },
                header: ["file", "read as", "read", "accepted", "rejected", "skipped"])
        }
    }

    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a submission back, reported counts included; what it had replaced counts again.")
        @Argument var submission: Int32
        @Flag(help: "Print JSON.") var json = false

        private struct Answer: Encodable {
            var withdrawn: Int
            var countingAgain: [Int]
            /// How many submissions of the practice count now.
            var counting: Int
        }

        func run() async throws {
            let (back, counting) = try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in
                let back = try await database.withdraw(submission: submission)
                let all = try await database.submissions()
                let practice = all.first { $0.id == submission }?.practice
                return (back, all.filter { $0.practice == practice && $0.state == "current" }.count)
            }
            if json {
                let answer = Answer(withdrawn: Int(submission), countingAgain: back.map(Int.init), counting: counting)
                return try Console.standard.print(json: answer)
            }
            Console.standard.print(
                "submission \(submission) is withdrawn"
                    + (back.isEmpty ? "" : "; counting again: " + back.map { "submission \($0)" }.joined(separator: ", ")))
            if counting == 0 { Console.standard.say("nothing counts for this practice now: its numbers are empty until the next import") }
        }
    }

    struct CleanUp: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "clean-up",
            abstract:
                "Removes the rows of superseded and withdrawn submissions for good; reported counts that still count stay, as does the record."
        )
        @Option(help: "The practice's code; may be repeated. All when none is named.") var practice: [String] = []
        @Flag(help: "Yes, remove them for good.") var yes = false
        @Flag(help: "Print JSON.") var json = false

        func validate() throws {
            if !yes {
                throw ValidationError(
                    "this removes rows for good, and a withdrawn submission can no longer give way to what it replaced; add --yes to do it")
            }
        }

        func run() async throws {
            let removed = try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in
                var removed: [Int32] = []
                for practice in try await JudgeRun.practices(Ask.once(practice), database) {
                    removed += try await database.cleanUp(practice: practice.id)
                }
                return removed
            }
            if json { return try Console.standard.print(json: ["removed": removed.map(Int.init)]) }
            Console.standard.print("rows of \(removed.count) submissions removed")
        }
    }
}

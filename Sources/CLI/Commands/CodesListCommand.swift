internal import ArgumentParser
internal import HubCore
internal import HubPipeline
internal import HubStore

/// `measurehub codes`: what is known of practices' codes, and since when.
struct CodesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "What practices' own codes mean, who approved it and when.")
    @Option(help: "The practice's code; may be repeated. All when none is named.") var practice: [String] = []
    @Flag(help: "Print JSON.") var json = false

    private struct Line: Encodable {
        var practice, system, code, means, approvedAt: String
        var approvedBy: String?
    }

    func run() async throws {
        let lines = try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in
            var lines: [Line] = []
            for found in try await JudgeRun.practices(Ask.once(practice), database) {
                for code in try await database.approvedCodes(practice: found.id) {
                    lines.append(
                        Line(
                            practice: found.code, system: code.code.system.name, code: code.code.code, means: code.target.description,
                            approvedAt: code.at, approvedBy: code.by))
                }
            }
            return lines
        }
        if json { return try Console.standard.print(json: lines) }
        Console.standard.print(
            table: lines.map { [$0.practice, $0.system, $0.code, $0.means, $0.approvedBy ?? "", $0.approvedAt] },
            header: ["practice", "system", "code", "means", "approved by", "when"])
    }
}

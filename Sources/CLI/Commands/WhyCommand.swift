internal import ArgumentParser
internal import HubCore
internal import HubPipeline
internal import HubStore

/// `measurehub why`: the evidence for one patient, with the file and line of each claim.
struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why", abstract: "Why a patient is where in a measure: each claim with its date, value, file and line.")

    @Option(help: "A measure such as CMS165.") var measure: String
    @Option(help: "The reporting period.", transform: Ask.period) var period: Period
    @Option(help: "The patient's number in the source.") var patient: String
    @Option(help: "A practice's code; all practices are looked through when none is named.") var practice: [String] = []
    @Flag(help: "Also what holds where the patient is not in, not only what keeps the patient out.") var whole = false
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let folder = try ConfigFolder.find()
        let answers = try await Store.with(environment: Ask.environment) { (_, database) throws(HubError) in
            let practices = try await JudgeRun.practices(Ask.once(practice), database)
            let explaining = try await Explaining(
                measure: measure, period: period, today: Clock.today, folder: folder, database: database, whole: whole)
            return try await explaining.explain(patient, in: practices)
        }
        if json { return try Console.standard.print(json: answers) }
        for answer in answers {
            Console.standard.print("\(answer.measure) \(answer.title), \(answer.period), practice \(answer.practice)".visible)
            for line in answer.lines { Console.standard.print(line.visible) }
        }
    }
}

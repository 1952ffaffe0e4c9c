internal import ArgumentParser

/// `measurehub codes`: what a practice's own codes mean.
struct CodesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "codes", abstract: "What a practice's own codes mean: what is still to be said, and what a person approved.",
        subcommands: [CodesWorklistCommand.self, CodesApproveCommand.self, CodesListCommand.self],
        defaultSubcommand: CodesListCommand.self)
}

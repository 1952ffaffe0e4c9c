internal import ArgumentParser
internal import Foundation
internal import HubCore

/// The program. Exit status: 0 fine; 1 the data have findings; 2 the call or a configuration file is wrong; 3 something failed.
@main
struct Program {
    static func main() async {
        // A reader that goes away is an error of writing, not the end of the program in the middle of its work.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try MeasureHub.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let error as HubError {
            Console.standard.fail(error)
            exit(status(of: error))
        } catch let code as ExitCode {
            exit(code.rawValue)
        } catch {
            let text = MeasureHub.fullMessage(for: error)
            if MeasureHub.exitCode(for: error).isSuccess {
                Console.standard.print(text)
                exit(0)
            }
            Console.standard.say(text)
            exit(MeasureHub.exitCode(for: error) == .validationFailure ? 2 : 3)
        }
    }

    /// What kind of trouble an error is, for a script.
    static func status(of error: HubError) -> Int32 {
        switch error.code {
        case .malformed, .tooLarge, .tooManyFindings: 1
        case .misconfigured, .notFound, .conflict: 2
        default: 3
        }
    }
}

struct MeasureHub: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measurehub",
        abstract: "Takes the files a practice gets out of its EMR, says whether they are complete, and computes quality measures.",
        discussion: """
            Try `measurehub demo`, or `measurehub check FILE` on a file of your own: it needs no database and stores nothing.
            Exit status: 0 fine, 1 the data have findings, 2 wrong call or configuration, 3 failure.
            """,
        subcommands: [
            DemoCommand.self, SampleCommand.self, CheckCommand.self, ImportCommand.self, JudgeCommand.self, WhyCommand.self,
            GapsCommand.self, RequirementsCommand.self,
            ExportCommand.self, ResultsCommand.self, SubmissionsCommand.self, PracticesCommand.self,
            ValueSetsCommand.self, MeasuresCommand.self, MappingsCommand.self, MappingCommand.self, RecipesCommand.self, CodesCommand.self,
            PluginsCommand.self,
            MigrateCommand.self, PsqlCommand.self,
            DoctorCommand.self,
        ])
}

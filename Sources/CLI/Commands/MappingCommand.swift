internal import ArgumentParser

/// `measurehub mapping`: tools for whoever describes a layout.
struct MappingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mapping", abstract: "Drafts a mapping from files, and checks one.",
        discussion: "Mappings/README.md has every key. `measurehub mappings` lists the mappings there are.",
        subcommands: [MappingSuggestCommand.self, MappingCheckCommand.self])
}

internal import ArgumentParser
internal import Foundation
internal import HubCore
internal import HubPipeline

extension Period: @retroactive ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

/// What every command that prints takes.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print one JSON object on stdout.") var json = false
    @Flag(help: "Show values of patients in messages; without it they are masked.") var showValues = false
}

/// A period as people write it.
struct PeriodOption: ParsableArguments {
    @Option(help: "The reporting period: 2026-01-01..2026-12-31, 2026 or 2026Q1.") var period: Period?
}

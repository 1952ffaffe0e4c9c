internal import ArgumentParser
internal import Foundation
internal import HubCore
internal import HubPipeline

/// What every command that prints takes.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print one JSON object on stdout.") var json = false
    @Flag(help: "Show values of patients in messages; without it they are masked.") var showValues = false
}

enum Ask {
    /// A period as people write it: 2026-01-01..2026-12-31, 2026 or 2026Q1.
    static func period(_ text: String) throws -> Period {
        guard let period = Period(text) else {
            throw ValidationError("`\(text)` is not a period: write 2026-01-01..2026-12-31, 2026 or 2026Q1")
        }
        return period
    }

    static var environment: [String: String] { ProcessInfo.processInfo.environment }
}

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
        guard (1900...2200).contains(period.start.parts.year), (1900...2200).contains(period.end.parts.year) else {
            throw ValidationError("`\(text)` is not a period between 1900 and 2200")
        }
        return period
    }

    /// The order of day and month.
    static func dates(_ text: String) throws -> DateFormat {
        guard let format = DateFormat(rawValue: text.lowercased()), format == .monthFirst || format == .dayFirst else {
            throw ValidationError("`\(text)` is not an order of day and month: write m/d/y or d/m/y")
        }
        return format
    }

    /// Each word once, in the order of the first: what is named twice must not count twice.
    static func once(_ words: [String]) -> [String] {
        var seen: Set<String> = []
        return words.filter { seen.insert($0).inserted }
    }

    static var environment: [String: String] { ProcessInfo.processInfo.environment }
}

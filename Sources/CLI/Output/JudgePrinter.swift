internal import Foundation
internal import HubCore
internal import HubPipeline

/// What `judge` says on a terminal.
enum JudgePrinter {
    static func show(_ answer: JudgeCommand.Answer) {
        let console = Console.standard
        let level =
            answer.practices.contains { $0.providers != nil } ? "provider" : answer.practices.contains { $0.sites != nil } ? "site" : nil
        let rows = answer.practices.flatMap { line in
            (line.results + (line.providers ?? line.sites ?? [])).map { result in
                [line.practice] + (level == nil ? [] : [result.levelKey ?? "all"]) + cells(result)
            }
        }
        console.print(
            table: rows,
            header: ["practice"] + [level].compactMap { $0 }
                + ["period", "measure", "group", "stratum", "IP", "DEN", "DENEX", "DENEXCEP", "NUM", "rate"])
        if !answer.leftOut.isEmpty {
            console.say("Not judged, or not by the right year's version, because their files cannot be read (`measurehub measures check`):")
            for line in answer.leftOut { console.say("  \(line.visible)") }
        }
        let whole = answer.judged + answer.current
        console.say(
            answer.current == 0
                ? "Judged \(answer.judged) of \(whole) (measures × periods × practices)."
                : "Judged \(answer.judged) of \(whole) (measures × periods × practices), the rest is current; --again judges all.")
        if let method = answer.attribution, let level { console.say("Patients were given to \(level)s by: \(method).") }
        if !answer.shortPeriods.isEmpty {
            console.say(
                "Not twelve months, so no official numbers: \(answer.shortPeriods.joined(separator: ", ")). Do not set them beside those of years."
            )
        }
        if !answer.outsideTheirYear.isEmpty {
            console.say(
                "Versions that judge another year than they were made for: " + answer.outsideTheirYear.joined(separator: ", ") + ".")
        }
        if !answer.incompleteValueSets.isEmpty {
            console.say(
                "\(incomplete(answer.incompleteValueSets)), so these numbers are provisional: "
                    + "`measurehub valuesets list` names them, `measurehub valuesets import` adds your licensed expansions.")
        }
    }

    /// `6 value sets of CMS164 are incomplete here`.
    static func incomplete(_ gaps: [ValueSetGap]) -> String {
        let measures = Set(gaps.flatMap(\.measures)).sorted()
        let count = gaps.count == 1 ? "1 value set" : "\(gaps.count) value sets"
        return "\(count) of \(measures.joined(separator: ", ")) \(gaps.count == 1 ? "is" : "are") incomplete here"
    }

    private static func cells(_ result: MeasureResult) -> [String] {
        let counts = result.counts
        let isWhole = ["calendar-year", "rolling-12"].contains(result.periodKind)
        return [
            "\(result.periodStart)..\(result.periodEnd)" + (isWhole ? "" : " (\(result.periodKind))"), result.version, result.group,
            result.stratum,
            "\(counts.initialPopulation)", "\(counts.denominator)", "\(counts.denominatorExclusion)", "\(counts.denominatorException)",
            "\(counts.numerator)", counts.rate.map { String(format: "%.1f %%", $0 * 100) } ?? "not applicable",
        ]
    }
}

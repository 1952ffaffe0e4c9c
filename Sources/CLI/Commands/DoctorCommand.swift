internal import ArgumentParser
internal import Foundation
internal import HubCatalog
internal import HubCore
internal import HubMapping
internal import HubPipeline
internal import HubRules
internal import HubStore

/// `measurehub doctor`: what is there and what is missing, in plain words.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "What is there, what is missing and what to do about it, in plain words.",
        discussion: "Exit status 1 when something is missing that the hub needs.")
    @Flag(help: "Print JSON.") var json = false

    private struct Line: Encodable {
        var what, state, words: String
    }

    func run() async throws {
        var lines = configuration()
        lines += await database()
        if json {
            try Console.standard.print(json: lines)
        } else {
            for line in lines {
                Console.standard.print("\(line.state == "ok" ? "✓" : line.state == "note" ? "–" : "✗") \(line.what): \(line.words.visible)")
            }
        }
        if lines.contains(where: { $0.state == "missing" }) { throw ExitCode(1) }
    }

    private func configuration() -> [Line] {
        do throws(HubError) {
            let folder = try ConfigFolder.find()
            let library = try folder.measures()
            let shelf = try folder.mappings()
            let wrong = (library.findings + shelf.findings).filter { $0.severity == .error }
            var lines = [
                Line(
                    what: "mappings and measures", state: "ok",
                    words: "\(folder.path): \(library.measures.count) measures, \(shelf.mappings.count) mappings"),
                Line(
                    what: "plugins", state: "ok",
                    words: (try Importers.all().map { $0.about.id } + Catalog.exporters.map { $0.about.id }).joined(separator: ", ")),
            ]
            lines += wrong.map { Line(what: "configuration", state: "missing", words: $0.description) }
            return lines
        } catch {
            return [Line(what: "mappings and measures", state: "missing", words: error.description)]
        }
    }

    private func database() async -> [Line] {
        do throws(HubError) {
            let folder = try ConfigFolder.find()
            return try await Store.with(environment: Ask.environment) { (store, database) throws(HubError) in
                let place =
                    store.isEmbedded ? "the hub's own, in \(store.home?.path ?? "")" : "the server that MEASUREHUB_DATABASE_URL names"
                let practices = try await database.practices()
                let submissions = try await database.submissions()
                let current = submissions.filter { $0.state == "current" }
                return [
                    Line(
                        what: "database", state: "ok", words: "\(place); version \(try await database.serverVersion()), tables up to date"),
                    Line(
                        what: "data", state: practices.isEmpty ? "note" : "ok",
                        words:
                            "\(practices.count) practices, \(current.count) submissions that count, \(current.reduce(0) { $0 + $1.facts }) facts"
                    ),
                    try await valueSets(folder, database),
                ]
            }
        } catch {
            return [Line(what: "database", state: "missing", words: error.message + (error.hint.map { " " + $0 } ?? ""))]
        }
    }

    /// Counted as `judge` counts them, for the year of today.
    private func valueSets(_ folder: ConfigFolder, _ database: Database) async throws(HubError) -> Line {
        let year = String(format: "%04d", Clock.today.parts.year)
        guard let period = Period(year) else { return Line(what: "value sets", state: "note", words: "the clock says the year \(year)") }
        do throws(HubError) {
            let needed = try folder.choose([], for: [period]).valueSets.count
            let run = try await JudgeRun(measures: [], periods: [period], folder: folder, database: database)
            let complete = needed - run.judging.gaps.count
            return Line(
                what: "value sets", state: complete == needed ? "ok" : "note",
                words: "\(complete) of \(needed) that the measures of \(year) need are complete"
                    + (complete == needed
                        ? "" : "; `measurehub valuesets import` adds your licensed expansions, until then numbers are provisional"))
        } catch {
            guard error.code == .notFound || error.code == .misconfigured else { throw error }
            return Line(what: "value sets", state: "note", words: "not counted for \(year): \(error.message)")
        }
    }
}

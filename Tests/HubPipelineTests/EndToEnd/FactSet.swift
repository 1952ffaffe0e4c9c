import Foundation
import HubCatalog
import HubCore
import HubSamples

@testable import HubPipeline

/// The statements of an extract, each as one line of what every format can carry, for comparing formats.
final class FactSet: FactSink {
    var facts: [Fact] = []
    var patients: [Patient] = []

    func take(_ patient: Patient) { patients.append(patient) }
    func take(_ fact: Fact) { facts.append(fact) }
    func take(_ result: ReportedResult) {}
    func accepted() {}
    func rejected(_ finding: Finding) {}
    func skipped(_ reason: SkipReason, at origin: Origin) {}
    func note(_ finding: Finding) {}
    func covered(_ coverage: ExtractionCoverage) {}

    /// Everything that the importers make of a sample, by the way that an import goes.
    static func of(_ sample: SamplePractice) throws -> FactSet {
        let request = Hub.request(sample)
        let found = FactSet()
        let sorted = try SortedFiles(request, Recognizer(Catalog.entries))
        let codeMap = try request.codeMap.map { path throws(HubError) in try CodeMapFile.read(path: path) } ?? CodeMap()
        let plan = try ReadingPlan(request, folder: Hub.folder, codeMap: codeMap, judging: nil)
        let reading = SubmissionReading(plan, into: found, advance: { _, _ in })
        for file in sorted.files { _ = try reading.read(file.input, by: file.importer) }
        return found
    }

    /// `kind|codes|days|status|value|negated`, each once, by patient. Which of a fact's properties count, ``FormatsTests`` says and why.
    func lines(_ person: (PatientKey) -> String) -> Set<String> { Set(facts.map { "\(person($0.patient)) \(Self.line($0))" }) }

    static func line(_ fact: Fact) -> String {
        let all = [fact.code].compactMap { $0 } + fact.moreCodes
        // A visit's own code is the practice's own; what it stands for, the practice's code map says.
        let systems: Set<CodeSystem> = fact.kind == .encounter ? [.valueSet] : [.snomed, .loinc, .rxnorm, .cvx]
        let codes = Set(all.filter { systems.contains($0.system) }.map(\.description)).sorted().joined(separator: "+")
        // A drug has the day of its order where it has none of its own.
        let start = fact.kind == .medication ? fact.start ?? fact.authored : fact.start
        var words = ["\(fact.kind.word)", codes, "\(start.map { "\($0)" } ?? "-")", fact.status?.word ?? "-", fact.negated ? "not" : ""]
        let lasts: Set<Fact.Kind> = [.condition, .medication, .encounter, .procedure, .allergy]
        if lasts.contains(fact.kind) { words.append("to \(fact.end.map { "\($0)" } ?? "-")") }
        switch fact.kind == .allergy ? nil : fact.value {
        case .quantity(let number, let unit): words.append("\(number) \(unit ?? "")")
        case .coded(let code): words.append(code.description)
        case .text(let text): words.append("\"\(text)\"")
        case nil: break
        }
        return words.joined(separator: "|")
    }
}

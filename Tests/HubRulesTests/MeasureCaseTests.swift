import Foundation
import HubCore
import HubRules
import Testing

@Suite("The cases beside each measure") struct MeasureCaseTests {
    static let files = MeasureFiles.files(in: MeasureFiles.folder) { $0.lastPathComponent == "cases.yaml" }

    @Test("come out as a clinician would have them", arguments: files)
    func cases(file: URL) throws {
        let node = try MeasureFiles.node(file)
        let library = try MeasureFiles.library()
        let id = try #require(node["measure"]?.text)
        let period = try #require(node["period"]?.text.flatMap { Period($0) })
        let list = try #require(node["cases"]?.list)
        #expect(!list.isEmpty)
        for item in list {
            // A case of another year is judged by that year's version.
            let own = try item["period"]?.text.map { try #require(Period($0)) } ?? period
            let measure = try #require(library.measure(id, for: own))
            var codes = CodeTable()
            for coding in measure.directCodes { _ = codes.intern(coding) }
            let sample = try MeasureCase(item, measure: measure, period: own, codes: &codes)
            var judge = try Judge(measures: [measure], periods: [sample.period], terminology: Terminology([]), codes: codes)
            judge.judge(sample.patient, sample.facts)
            for outcome in judge.outcomes {
                let group = measure.groups[outcome.group].id
                let have = Set(outcome.populations.filter { $0.periods & 1 != 0 }.map(\.name))
                #expect(have == sample.expected[group] ?? [], "\(id): \(sample.name), group \(group) [\(item.origin)]")
                if let strata = sample.strata {
                    let inside = zip(measure.strata, outcome.strata).filter { judge.strata[$0.1] & 1 != 0 }.map(\.0.id)
                    #expect(inside == strata, "\(id): \(sample.name), strata [\(item.origin)]")
                }
            }
        }
    }

    @Test("are there for every measure") func everyMeasureHasCases() throws {
        let library = try MeasureFiles.library()
        #expect(library.measures.count >= 11)
        for measure in library.measures {
            let folder = MeasureFiles.folder.appending(path: measure.id.lowercased())
            let file = try #require(Self.files.first { $0.path.hasPrefix(folder.path + "/") }, "\(measure.id) has no cases.yaml")
            #expect(try MeasureFiles.node(file)["measure"]?.text == measure.id)
        }
        let trouble = MeasureCasesCheck.findings(try Self.files.map(MeasureFiles.node), library)
        #expect(trouble.isEmpty, "\(trouble.map(\.description))")
    }
}

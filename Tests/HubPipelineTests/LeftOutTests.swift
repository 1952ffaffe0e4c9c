import Foundation
import HubCatalog
import HubCore
import HubPipeline
import Testing

/// Statements that are left out of documents, and the counts of the units that made them.
@Suite("What is left out of documents")
struct LeftOutTests {
    /// Says what a test wants it to say.
    struct Speaker: FactImporter {
        static let about = PluginInfo(id: "speaker", summary: "says what a test wants", extensions: ["say"])
        static func recognizes(_ file: SourceFile, head: Span<UInt8>) -> Recognition { .surely }
        var say: @Sendable (any FactSink) throws(HubError) -> Void
        init(options: [String: String]) { say = { _ in } }
        init(_ say: @escaping @Sendable (any FactSink) throws(HubError) -> Void) { self.say = say }
        func makeReader(for file: SourceFile, into sink: any FactSink) -> any FactReader { Reader(sink: sink, say: say) }

        struct Reader: FactReader {
            var sink: any FactSink
            var say: (any FactSink) throws(HubError) -> Void
            mutating func feed(_ bytes: Span<UInt8>) {}
            mutating func finish() throws(HubError) { try say(sink) }
        }
    }

    final class Counts: FactSink {
        var (patients, facts, takenUnits, refusedUnits, skippedUnits, notes) = (0, 0, 0, 0, 0, 0)
        var left: [PatientKey] = []
        func take(_ patient: Patient) { patients += 1 }
        func take(_ fact: Fact) { facts += 1 }
        func take(_ result: ReportedResult) {}
        func accepted() { takenUnits += 1 }
        func rejected(_ finding: Finding) { refusedUnits += 1 }
        func skipped(_ reason: SkipReason, at origin: Origin) { skippedUnits += 1 }
        func note(_ finding: Finding) { notes += 1 }
        func covered(_ coverage: ExtractionCoverage) {}
        func keptOut(_ patient: PatientKey) { left.append(patient) }
    }

    private func counts(_ say: @escaping @Sendable (any FactSink) throws(HubError) -> Void) throws -> (ImportReceipt.File, Counts) {
        let folder = try ArchiveFolder()
        let path = try folder.file("a.say", [65])
        let entry = ImporterEntry(Speaker.about, .documents, recognizes: { _, _ in .surely }) { (_) throws(HubError) in Speaker(say) }
        let sink = Counts()
        let receipt = try Checking(folder: Hub.folder, importers: [entry]).check(SubmissionRequest(paths: [path]), into: sink)
        return (try #require(receipt.files.first), sink)
    }

    private static func weight(_ value: Double, of patient: String = "1") -> Fact {
        var fact = Fact(.observation, patient: PatientKey(patient), at: .start)
        fact.code = Coding(.loinc, "29463-7")
        (fact.value, fact.sentValue, fact.sentUnit) = (.quantity(value, unit: "kg"), "\(value)", "kg")
        return fact
    }

    @Test("units that are told together are skipped when all that they say is left out, and counted one by one where that is known")
    func together() throws {
        let (all, _) = try counts { sink throws(HubError) in
            for _ in 0..<3 { try sink.take(Self.weight(999)) }
            try sink.accepted(3)
        }
        #expect((all.accepted, all.skipped) == (0, 3))
        let (some, _) = try counts { sink throws(HubError) in
            for value in [999, 70, 999.0] { try sink.take(Self.weight(value)) }
            try sink.accepted(3)
            try sink.take(Self.weight(71))
            try sink.accepted()
        }
        #expect((some.accepted, some.skipped) == (2, 2))
    }

    @Test("whoever listens to a check hears all that happens to the units")
    func heard() throws {
        let (file, sink) = try counts { sink throws(HubError) in
            var nobody = Patient(key: PatientKey("2"), at: .start)
            nobody.testName = .surely
            try sink.take(Self.weight(70, of: "2"))
            try sink.accepted()
            try sink.take(nobody)
            try sink.accepted()
            try sink.take(Self.weight(70))
            try sink.accepted()
            try sink.rejected(Finding(.error, "speaker.x", "made up", at: Origin(SourceFile("a.say"))))
        }
        #expect((file.accepted, file.rejected, file.skipped) == (1, 1, 2))
        #expect((sink.takenUnits, sink.refusedUnits, sink.skippedUnits, sink.facts) == (1, 1, 2, 1))
        #expect(sink.left == [PatientKey("2")] && sink.notes == 1)
    }
}

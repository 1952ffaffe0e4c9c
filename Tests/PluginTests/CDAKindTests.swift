import CCDAImporter
import Foundation
import HubCatalog
import HubCore
import Testing

/// C-CDA, QRDA I and QRDA III share their root element: each document must go to the one importer that knows it, whatever the file is called.
@Suite struct CDAKindTests {
    static let importers = Catalog.importers

    private static func claims(_ bytes: [UInt8], name: String) -> [String] {
        importers.filter { $0.recognizes(SourceFile(name), head: Array(bytes.prefix(64 * 1024)).span) > .no }.map { $0.about.id }
    }

    private func kind(_ text: String) -> CDAKind? { CDAKind(head: Array(text.utf8).span) }

    @Test("a document is told by its header's templates, else by its code, else by what it is made of")
    func kinds() {
        #expect(kind("<ClinicalDocument><templateId root=\"2.16.840.1.113883.10.20.22.1.1\"/><recordTarget/>") == .clinical)
        #expect(kind("<ClinicalDocument><templateId root=\"2.16.840.1.113883.10.20.24.1.1\"/>") == .patientQuality)
        #expect(kind("<a:ClinicalDocument><a:code code='55182-0'/><a:recordTarget/>") == .patientQuality)
        #expect(kind("<ClinicalDocument><templateId root='2.16.840.1.113883.10.20.27.1.2'/>") == .aggregateQuality)
        #expect(kind("<ClinicalDocument><code code=\"55184-6\"/>") == .aggregateQuality)
        #expect(kind("<ClinicalDocument><recordTarget/><component><x code=\"MSRAGG\"/>") == .aggregateQuality)
        #expect(
            kind("<ClinicalDocument><recordTarget/><component><templateId root=\"2.16.840.1.113883.10.20.24.2.1\"/>") == .patientQuality)
        #expect(kind("<ClinicalDocument><recordTarget/>") == .clinical)
    }

    @Test("what a comment or a C-CDA's body mentions does not make a document QRDA")
    func mentions() {
        #expect(kind("<!-- 2.16.840.1.113883.10.20.27.1.1 --><ClinicalDocument><!-- a > b -- 55184-6 --><recordTarget/>") == .clinical)
        let body = "<recordTarget/><component><templateId root=\"2.16.840.1.113883.10.20.24.3.88\"/>"
        #expect(kind("<ClinicalDocument><templateId root=\"2.16.840.1.113883.10.20.22.1.2\"/>" + body) == .clinical)
        #expect(kind("id,ClinicalDocument\n1,2") == nil)
        #expect(kind("<html>ClinicalDocument</html>") == nil)
        #expect(kind("") == nil)
    }

    @Test("a document in UTF-16 is told as well")
    func wide() {
        let text = "<ClinicalDocument><templateId root=\"2.16.840.1.113883.10.20.24.1.1\"/>"
        let bytes = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(CDAKind(head: ([0xFF, 0xFE] + bytes).span) == .patientQuality)
    }

    @Test("of all real documents none is claimed by two importers, and none by nobody")
    func corpus() throws {
        guard let corpus = ProcessInfo.processInfo.environment["MEASUREHUB_CORPUS"] else {
            return print("skipped: MEASUREHUB_CORPUS is not set")
        }
        var found: [String: Int] = [:]
        for folder in ["ccda/vendors", "ccda/older-vendors", "ccda/onc-certification", "qrda3-2025/v1.0/Test_Files", "fhir"] {
            let paths = try #require(FileManager.default.subpaths(atPath: corpus + "/" + folder))
            for path in paths.sorted() {
                guard ["xml", "json", "ndjson"].contains((path as NSString).pathExtension),
                    let data = FileManager.default.contents(atPath: "\(corpus)/\(folder)/\(path)")
                else { continue }
                // Its own name may not matter.
                let claims = Self.claims([UInt8](data), name: "export.txt")
                #expect(claims.count == 1, "\(path): \(claims)")
                found[folder + " " + claims.joined(separator: "+"), default: 0] += 1
            }
        }
        print("recognised: \(found.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })")
        #expect(found["qrda3-2025/v1.0/Test_Files qrda3"] == 6)
    }
}

import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif
import HubCore
import HubSamples
import Testing

@Suite("Sample documents")
struct SampleDocumentTests {
    @Test("every document is well-formed, says whose it is, and each narrative reference but the planted ones leads somewhere")
    func wellFormed() throws {
        let folder = try SampleFolder(seed: 31, patients: 60, practices: [.harbor])
        let practice = folder.practices[0]
        let names = try FileManager.default.contentsOfDirectory(atPath: practice.extract).sorted()
        #expect(names.count == 60)
        var nowhere = 0
        for name in names {
            let outline = XMLOutline()
            let parser = XMLParser(data: try Data(contentsOf: URL(filePath: practice.extract + "/" + name)))
            parser.delegate = outline
            #expect(parser.parse(), "\(name)")
            #expect(outline.roots == ["ClinicalDocument"] && outline.path.isEmpty)
            for code in ["48765-2", "11450-4", "10160-0", "8716-3", "30954-2", "29762-2", "46240-8", "47519-4", "11369-6"] {
                #expect(outline.sections.contains(code), "\(name) has no section \(code)")
            }
            #expect(outline.ids.count == Set(outline.ids).count, "an ID twice in \(name)")
            nowhere += outline.references.count { !outline.ids.contains($0) }
        }
        #expect(nowhere == practice.planted.first { $0.id == "reference-to-nowhere" }?.rows)
    }

    @Test("the bad documents are bad: one ends in the middle, one has a DOCTYPE")
    func bad() throws {
        let folder = try SampleFolder(seed: 31, patients: 3, practices: [.harbor])
        let bad = folder.practices[0].badFiles
        #expect(bad.map(\.name) == ["bad/truncated.xml", "bad/doctype.xml"])
        let outline = XMLOutline()
        let parser = XMLParser(data: try Data(contentsOf: URL(filePath: bad[0].path)))
        parser.delegate = outline
        // Foundation's parser does not mind a document that just stops; what stays open shows it.
        _ = parser.parse()
        #expect(outline.path.first == "ClinicalDocument")
        #expect(try String(contentsOfFile: bad[1].path, encoding: .utf8).contains("\n<!DOCTYPE ClinicalDocument>\n"))
    }
}

private final class XMLOutline: NSObject, XMLParserDelegate {
    var roots: [String] = []
    var sections: Set<String> = []
    var ids: [String] = []
    var references: [String] = []
    var path: [String] = []

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String] = [:]
    ) {
        if path.isEmpty { roots.append(name) }
        if name == "code", path.last == "section" { sections.insert(attributes["code"] ?? "") }
        if let id = attributes["ID"] { ids.append(id) }
        if name == "reference", let to = attributes["value"] { references.append(String(to.dropFirst())) }
        path.append(name)
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) { path.removeLast() }
}

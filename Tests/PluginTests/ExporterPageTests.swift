import FacilitatorReportExporter
import Foundation
import HubCore
import Testing

@Suite("facilitator-report") struct ExporterPageTests {
    private func page(_ report: PracticeReport) throws -> String { try export([report], with: FacilitatorReportExporter.self) }

    /// The words of the page, without tags, blanks folded.
    private func words(_ html: String) -> String {
        let body = html.components(separatedBy: "<body>").last ?? ""
        return body.replacing(/<[^>]*>/, with: " ").replacing(/\s+/, with: " ").replacing("&#39;", with: "'")
    }

    @Test("fetches nothing, runs nothing, and links to nothing") func selfContained() throws {
        for (name, reports) in ExporterSamples.all {
            let html = try export(reports, with: FacilitatorReportExporter.self)
            for what in ["<script", "<link", "<img", "<iframe", "src=", "href=", "url(", "@import", "onerror=\"", "javascript:"] {
                let inMarkup = html.contains(what) && !(what == "src=" && name.contains(/hostile|crowded/))
                #expect(!inMarkup, "\(name) holds \(what)")
            }
        }
    }

    @Test("is well formed: every tag that opens closes, in order, in every sample") func wellFormed() throws {
        for (name, reports) in ExporterSamples.all {
            var open: [String] = []
            for match in try export(reports, with: FacilitatorReportExporter.self).matches(of: /<(\/?)([a-z0-9]+)[^<>]*?(\/?)>/) {
                let tag = String(match.2)
                if ["meta", "br", "col"].contains(tag) || match.3 == "/" { continue }
                if match.1 == "/" { #expect(open.popLast() == tag, "\(name)") } else { open.append(tag) }
            }
            #expect(open == [], "\(name)")
        }
    }

    /// swift-mustache escapes by `Character`: a `<` after U+0600, or before an accent, is none. The exporter must not rely on it.
    @Test(
        "a tag hidden behind a scalar that sticks to it stays text",
        arguments: ["\u{600}<b>x", "<\u{301}b>x", "\u{600}\"><b>x", "'\u{20DD}<b>", "&\u{301}lt;b>"])
    func stickyScalars(text: String) throws {
        var report = ExporterSamples.good
        (report.practiceName, report.practiceCode) = (text, text)
        let html = try page(report)
        let plain = try page(ExporterSamples.good)
        func count(_ scalar: Unicode.Scalar, _ text: String) -> Int { text.unicodeScalars.count { $0 == scalar } }
        for scalar: Unicode.Scalar in ["<", ">", "\""] { #expect(count(scalar, html) == count(scalar, plain)) }
    }

    @Test("never says 0 % where nobody is eligible") func notApplicable() throws {
        let text = words(try page(ExporterSamples.nobodyEligible))
        #expect(text.contains("Screened for breast cancer CMS125v14 Not applicable: nobody is eligible"))
        #expect(text.contains("Toddlers fully vaccinated by age 2 CMS117v14 0 of 61 0 %"))
    }

    @Test("shows met of eligible, the rate, its interval, and the way to read it") func rate() throws {
        let text = words(try page(ExporterSamples.good))
        #expect(text.contains("Blood pressure under 140/90 CMS165v14 551 of 768 44 left out 72 % 68 % to 75 %"))
        #expect(text.contains("Diabetes out of control (A1c over 9 %) CMS122v14 · lower is better ↓"))
        #expect(text.contains("17 of 24 71 % 51 % to 85 % n too small to compare"))
        #expect(text.contains("but 73 % (850 of 1,165) as reported by the EMR"))
    }

    @Test("names at most three problems, errors first, and says how many more there are") func problems() throws {
        let text = words(try page(ExporterSamples.bad))
        let found = ["Lab results have no unit", "Blood pressure is missing for 170", "Smoking status has no date"].compactMap {
            text.firstRange(of: $0)?.lowerBound
        }
        #expect(found.count == 3 && found == found.sorted())
        #expect(text.contains("1 more problem is in the full list") && !text.contains("two-digit years"))
        #expect(text.contains("Who: whoever runs the export at the practice."))
    }

    @Test("rows read are accepted, rejected and skipped, or it says that they do not add up") func provenance() throws {
        #expect(words(try page(ExporterSamples.bad)).contains("All 3 files 4,417 2,575 1,840 2"))
        #expect(!words(try page(ExporterSamples.bad)).contains("do not add up"))
        #expect(words(try page(ExporterSamples.contradictions)).contains("In 1 file the rows do not add up"))
    }

    @Test("counts that contradict each other have no rate") func contradiction() throws {
        let text = words(try page(ExporterSamples.contradictions))
        #expect(text.contains("The counts contradict each other: 40 of 20"))
        #expect(text.contains("over 99 %") && text.contains("under 1 %"))
    }

    @Test("does not call data good that nobody looked at") func unchecked() throws {
        #expect(words(try page(ExporterSamples.rolling)).contains("the data were not checked for completeness"))
        #expect(words(try page(ExporterSamples.rolling)).contains("3 measures: 3 on unchecked data."))
    }

    @Test("draws the line over time anew where the version changed or nobody was eligible") func trend() throws {
        let html = try page(ExporterSamples.rolling)
        #expect(html.matches(of: /<polyline/).count == 4)
        #expect(words(html).contains("50 % → 73 %"))
    }

    @Test("what finds no room is named") func noRoom() throws {
        #expect(words(try page(ExporterSamples.crowded)).contains("12 lines found no room on this page"))
    }

    @Test("survives counts that no arithmetic can hold") func extremes() throws {
        var report = ExporterSamples.good
        for (at, value) in [Int.max, .min, -1, .max - 1].enumerated() {
            var counts = PopulationCounts()
            (counts.initialPopulation, counts.denominator, counts.numerator) = (value, value, value)
            (counts.denominatorExclusion, counts.denominatorException) = (at.isMultiple(of: 2) ? .min : .max, value)
            if at < report.results.count { report.results[at].counts = counts }
        }
        report.files = [.init(name: "x", format: "csv", read: .max, accepted: .max, rejected: .max, skipped: .min)]
        #expect(try page(report).hasSuffix("</html>\n"))
    }

    @Test("the template uses no unescaped form") func noRaw() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Plugins/FacilitatorReportExporter/PageTemplate.swift")
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.contains("{{title}}") && !text.contains("{{{") && !text.contains("{{&"))
    }
}

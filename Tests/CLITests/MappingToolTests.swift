import Foundation
import Testing

/// `mapping suggest` and `mapping check`, `recipes` and `codes`, as a person who describes a layout uses them.
@Suite("Tools for mappings and codes", .serialized)
struct MappingToolTests {
    private static let csv =
        "MRN,DOB,Sex,Visit Date,Visit Type\n1,1970-02-13,F,2026-01-13,OV\n2,1971-03-14,M,2026-01-14,OV\n3,1972-03-15,M,2026-01-15,ZZQ\n4,1973-03-15,M,2026-01-16,ZZQ\n"

    /// A folder of mappings of one's own, outside of the project, with the draft for the file in it.
    private func drafted(_ installation: Installation) throws -> (file: String, environment: [String: String], mapping: String) {
        let file = try installation.file("visits.csv", Self.csv)
        let maps = installation.folder + "/maps"
        let shipped = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Mappings").path
        try FileManager.default.createDirectory(atPath: maps + "/sources/mine", withIntermediateDirectories: true)
        for part in ["measures", "rules", "valuesets", "aliases", "schemas", "names"] {
            try FileManager.default.copyItem(atPath: "\(shipped)/\(part)", toPath: "\(maps)/\(part)")
        }
        let mapping = maps + "/sources/mine/mapping.yaml"
        let run = try installation.run("mapping", "suggest", file, "--source", "mine", "--out", mapping)
        #expect(run.status == 0 && run.output.isEmpty, "\(run.messages)")
        return (file, ["MEASUREHUB_MAPPINGS": maps], mapping)
    }

    @Test("a draft checks, reads its file, and a second one does not overwrite it")
    func draft() throws {
        let installation = try Installation()
        let (file, environment, mapping) = try drafted(installation)
        #expect(try installation.run("mapping", "check", mapping).status == 0)
        #expect(try installation.run("mapping", "check", environment: environment).output.contains("✓ mine: 1 table, no case yet"))
        let check = try installation.run("check", "--json", file, environment: environment)
        #expect(check.json["accepted"] as? Int == 4 && check.json["rejected"] as? Int == 0, "\(check.messages)")
        let again = try installation.run("mapping", "suggest", file, "--out", mapping)
        #expect(again.status == 2 && again.messages.contains("is there already"))
        #expect(try installation.run("mapping", "suggest", "/nowhere.csv").status == 2)
    }

    @Test("mapping check tells mistakes with line and column, differences of cases, and rewrites on demand")
    func check() throws {
        let installation = try Installation()
        let (_, _, mapping) = try drafted(installation)
        let folder = (mapping as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder + "/Cases/small", withIntermediateDirectories: true)
        try Self.csv.write(toFile: folder + "/Cases/small/visits.csv", atomically: true, encoding: .utf8)
        let missing = try installation.run("mapping", "check", folder)
        #expect(missing.status == 1 && missing.output.contains("small: different"), "\(missing.output)")
        #expect(try installation.run("mapping", "check", "--update", folder).status == 0)
        #expect(try installation.run("mapping", "check", folder).status == 0)
        let text = try String(contentsOfFile: mapping, encoding: .utf8)
        try text.replacing("finished", with: "planned").write(toFile: mapping, atomically: true, encoding: .utf8)
        let changed = try installation.run("mapping", "check", folder)
        #expect(changed.status == 1 && changed.output.contains("────── expected") && changed.output.contains("finished"))
        try text.replacing("    patient:", with: "    pateint:").write(toFile: mapping, atomically: true, encoding: .utf8)
        let broken = try installation.run("mapping", "check", folder)
        #expect(
            broken.status == 2 && broken.messages.contains("config.unknown-key") && broken.messages.contains("did you mean `patient`"),
            "\(broken.messages)")
        #expect(broken.messages.contains("mapping.yaml:"))
    }

    @Test("codes go from the worklist through a person to the practice's map, and contradictions are told")
    func codes() throws {
        let installation = try Installation()
        let (file, environment, _) = try drafted(installation)
        let list = try installation.run("codes", "worklist", file, "--json", environment: environment)
        let codes = try #require(list.json["codes"] as? [[String: Any]])
        #expect(codes.map { $0["code"] as? String } == ["OV", "ZZQ"] && codes[0]["patients"] as? Int == 2)
        #expect((codes[0]["suggestions"] as? [[String: Any]])?.count == 1 && (codes[1]["suggestions"] as? [Any])?.isEmpty == true)

        let imported = try installation.run("import", "--practice", "p", "--create-practice", file, environment: environment)
        #expect(imported.output.contains("stored as submission 1"), "\(imported.messages)")
        #expect(try installation.run("recipes", environment: environment).output.contains("visits.csv"))
        let draft = installation.folder + "/codes.yaml"
        #expect(try installation.run("codes", "worklist", "--practice", "p", "--draft", draft, environment: environment).status == 0)
        let approve = ["codes", "approve", draft, "--practice", "p", "--by", "Ann"]
        let nothing = try installation.run(approve, environment: environment)
        #expect(nothing.status == 2 && nothing.messages.contains("no line of"))
        let text = try String(contentsOfFile: draft, encoding: .utf8)
        try text.replacing("# - { system: LOCAL, code: OV", with: "- { system: LOCAL, code: OV").write(
            toFile: draft, atomically: true, encoding: .utf8)
        #expect(try installation.run(approve, environment: environment).status == 0)
        let known = try installation.run("codes", environment: environment).output
        #expect(known.contains("OV") && known.contains("Ann"))
        #expect(!(try installation.run("codes", "worklist", "--practice", "p", environment: environment).output.contains("OV")))

        let clash = try installation.file(
            "clash.yaml", "codes:\n  - {code: A, means: \"LOINC|4548-4\"}\n  - {code: A, means: \"LOINC|2345-7\"}\n")
        let refused = try installation.run("codes", "approve", clash, "--practice", "p", "--by", "Bo", environment: environment)
        #expect(refused.status == 1 && refused.messages.contains("MAP-004"), "\(refused.messages)")
        #expect(try installation.run("recipes", "forget", "000000", "--practice", "p", environment: environment).status == 2)
        // The old way still works, and keeps who approved what stays.
        let map = try installation.file("map.yaml", "codes:\n  - {system: LOCAL, code: OV, in: 2.16.840.1.113883.3.464.1003.101.12.1001}\n")
        #expect(try installation.run("practices", "code-map", "p", map, environment: environment).status == 0)
        #expect(try installation.run("codes", environment: environment).output.contains("Ann"))
    }

    @Test("a measure whose file cannot be read is told by judge and by check, and never only missing")
    func brokenMeasure() throws {
        let installation = try Installation()
        let (file, environment, _) = try drafted(installation)
        let measure = installation.folder + "/maps/measures/cms165/2026.yaml"
        let text = try String(contentsOfFile: measure, encoding: .utf8)
        try text.replacing("direction: higher", with: "direction: upwards").write(toFile: measure, atomically: true, encoding: .utf8)
        let check = try installation.run("check", file, "--period", "2025", environment: environment)
        #expect(check.messages.contains("measure.left-out") && check.messages.contains("cms165/2026.yaml:"), "\(check.messages)")
        let judge = try installation.run("judge", "--period", "2025", environment: environment)
        #expect(judge.status == 2 && judge.messages.contains("cms165/2026.yaml:"), "\(judge.messages)")
        try text.write(toFile: measure, atomically: true, encoding: .utf8)
        #expect(try installation.run("judge", "--period", "2025", environment: environment).status == 0)
    }
}

import Foundation
import Testing

/// `Cases/README.md` against what is there: the list of what files are really like, line by line.
@Suite("The index of cases")
struct CaseIndexTests {
    private struct Line {
        var item: String
        var folders: [String]
        /// `not yet: …`, `later: …`, `not a folder: …`
        var reason: String?
    }

    private static func lines() throws -> [Line] {
        let page = try String(contentsOf: CaseFolder.root.appending(path: "Cases/README.md"), encoding: .utf8)
        return page.split(separator: "\n").filter { $0.hasPrefix("| ") && !$0.hasPrefix("| the list") }.map { row in
            let cells = row.split(separator: " | ").map(String.init)
            let last = (cells.last ?? "").replacing(/\s*\|$/, with: "")
            let quoted = last.matches(of: /`([^`]+)`/).map { String($0.1) }
            let isReason = last.contains(/^(not yet|later|not a folder): ./)
            return Line(item: String(cells[0].dropFirst(2)), folders: isReason ? [] : quoted, reason: isReason ? last : nil)
        }
    }

    @Test("every line of the list has a case that is there, or the reason why it has none")
    func complete() throws {
        let lines = try Self.lines()
        #expect(lines.count > 100, "the list is shorter than what files are really like")
        #expect(Set(lines.map(\.item)).count == lines.count, "a line stands there twice")
        for line in lines {
            #expect(!line.folders.isEmpty || line.reason != nil, "\(line.item): neither a case nor a reason")
            for folder in line.folders {
                let files = CaseFolder.names(in: CaseFolder.root.appending(path: folder))
                #expect(files.contains { $0.hasPrefix("expected.") }, "\(line.item): \(folder) is not there")
            }
        }
        let have = lines.count { !$0.folders.isEmpty }
        let folders = Set(lines.flatMap(\.folders)).count
        print("\(folders) case folders, \(have) of \(lines.count) lines of what files are really like")
        for (reason, of) in Dictionary(grouping: lines.filter { $0.reason != nil }, by: { $0.reason ?? "" }).sorted(by: { $0.key < $1.key })
        {
            print("  \(of.count) without: \(reason)")
        }
    }

    @Test("every case stands in the index")
    func indexed() throws {
        let known = Set(try Self.lines().flatMap(\.folders))
        #expect(CaseFolder.all.map { "Cases/" + $0.name }.filter { !known.contains($0) } == [])
    }
}

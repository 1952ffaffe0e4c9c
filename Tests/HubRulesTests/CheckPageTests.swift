import Foundation
import HubRules
import Testing

@Suite("docs/rules.md says what the shipped rules say")
struct CheckPageTests {
    @Test("the page is the one that the rules make; UPDATE_EXPECTED=1 writes it anew")
    func page() throws {
        let file = CheckFixtures.root.appending(path: "docs/rules.md")
        let made = try CheckFixtures.book().page
        if ProcessInfo.processInfo.environment["UPDATE_EXPECTED"] == "1" { try made.write(to: file, atomically: true, encoding: .utf8) }
        let found = try? String(contentsOf: file, encoding: .utf8)
        #expect(found == made, "docs/rules.md is not what the rules make; run with UPDATE_EXPECTED=1")
    }
}

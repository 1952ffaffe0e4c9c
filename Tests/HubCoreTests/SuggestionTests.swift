@testable import HubCore
import Testing

@Suite struct SuggestionTests {
    /// Optimal string alignment straight from its recursive definition.
    private func reference(_ a: ArraySlice<Character>, _ b: ArraySlice<Character>) -> Int {
        guard let x = a.last, let y = b.last else { return max(a.count, b.count) }
        let (shortA, shortB) = (a.dropLast(), b.dropLast())
        var best = min(reference(shortA, b) + 1, reference(a, shortB) + 1, reference(shortA, shortB) + (x == y ? 0 : 1))
        if let beforeX = shortA.last, let beforeY = shortB.last, x == beforeY, y == beforeX {
            best = min(best, reference(shortA.dropLast(), shortB.dropLast()) + 1)
        }
        return best
    }

    @Test("measures distance as it is defined") func definition() {
        var dice = Dice(seed: 7)
        for _ in 0..<150 {
            func word() -> String {
                String((0..<Int.random(in: 0...5, using: &dice)).compactMap { _ in "abc".randomElement(using: &dice) })
            }
            let (a, b) = (word(), word())
            #expect(Suggestion.distance(a, b) == reference(Array(a)[...], Array(b)[...]), "\(a) \(b)")
            #expect(Suggestion.distance(a, b) == Suggestion.distance(b, a))
        }
    }

    @Test(
        "finds the word that was meant",
        arguments: [("practise", "practice"), ("min_cel", "min_cell"), ("DELIMITER", "delimiter"), ("dleimiter", "delimiter")])
    func near(text: String, meant: String) {
        #expect(Suggestion.nearest(to: text, among: ["delimiter", "practice", "min_cell", "encoding"]) == meant)
        #expect(Suggestion.words(for: text, among: [meant]) == "; did you mean `\(meant)`?")
    }

    @Test("says nothing when no word is near", arguments: ["xyz", "", "completely-different"]) func far(text: String) {
        #expect(Suggestion.nearest(to: text, among: ["delimiter", "practice"]) == nil)
        #expect(Suggestion.words(for: text, among: []) == "")
    }

    @Test("of words equally near the first in the alphabet is taken, in whatever order they are") func ties() {
        #expect(
            Suggestion.nearest(to: "bat", among: ["hat", "cat"]) == "cat" && Suggestion.nearest(to: "bat", among: ["cat", "hat"]) == "cat")
    }
}

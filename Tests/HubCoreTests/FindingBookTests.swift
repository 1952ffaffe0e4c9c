import HubCore
import Testing

@Suite struct FindingBookTests {
    private func finding(
        _ id: String, _ message: String = "m", file: String = "a.csv", line: Int = 1, path: String? = nil,
        severity: Finding.Severity = .warning
    ) -> Finding {
        Finding(severity, id, message, at: Origin(SourceFile(file), Position(line: line, column: 1), path: path))
    }

    @Test("groups by id, file, path and message, and by nothing else") func causes() {
        var book = FindingBook()
        for line in 1...3 { book.add(finding("x", line: line)) }
        book.add(finding("y"))
        book.add(finding("x", "other"))
        book.add(finding("x", file: "b.csv"))
        book.add(finding("x", path: "col"))
        #expect(book.groups.map(\.count) == [3, 1, 1, 1, 1])
        #expect(book.groups.first?.places.map { $0.position?.line } == [1, 2, 3])
    }

    @Test("keeps the first ten places and counts all") func memory() {
        var book = FindingBook()
        for line in 1...100_000 { book.add(finding("x", line: line)) }
        #expect(book.groups.count == 1 && book.groups.first?.count == 100_000)
        #expect(book.groups.first?.places.map { $0.position?.line } == Array(1...10))
        #expect(FindingBook.placesKept == 10)
    }

    @Test("counts as often as it is told") func times() {
        var book = FindingBook()
        book.add(finding("x"), times: 40)
        book.add(finding("x"), times: 2)
        book.add(finding("e", severity: .error), times: 7)
        #expect(book.counts == [.warning: 42, .error: 7])
        #expect(book.groups.first?.places.count == 2)
    }

    @Test("shows the worst first, then the most frequent, then by id, whatever order they came in") func order() {
        let findings = [
            (finding("n", severity: .note), 900), (finding("w2"), 5), (finding("w1"), 5), (finding("e", severity: .error), 1),
            (finding("w3"), 6),
        ]
        var dice = Dice(seed: 4)
        for _ in 0..<10 {
            var book = FindingBook()
            for (one, times) in findings.shuffled(using: &dice) { book.add(one, times: times) }
            #expect(book.sorted.map(\.first.id) == ["e", "w3", "w1", "w2", "n"])
        }
    }

    @Test("an empty book has nothing in it") func empty() {
        #expect(FindingBook().counts.isEmpty && FindingBook().sorted.isEmpty)
    }
}

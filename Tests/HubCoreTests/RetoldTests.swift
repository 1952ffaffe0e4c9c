import HubCore
import Testing

@Suite("Statements that several files tell")
struct RetoldTests {
    /// `file:key` of each fact that stays, and the visit that it names.
    private static func settled(_ facts: [HistoryFact]) -> [String] {
        var facts = facts
        for at in facts.indices { facts[at].number = Int32(at) }
        var retold = Retold()
        retold.settle(&facts)
        return facts.map { "\($0.file):\($0.ownKey)" + ($0.encounterKey == 0 ? "" : "@\($0.encounterKey)") }
    }

    private static func fact(
        _ kind: Fact.Kind = .observation, file: Int32, key: Int64, day: Int32 = 1, value: Double = 7, visit: Int64 = 0
    ) -> HistoryFact {
        var fact = HistoryFact(kind)
        (fact.file, fact.ownKey, fact.start, fact.value, fact.encounterKey, fact.code) = (file, key, day, value, visit, 5)
        return fact
    }

    @Test("count once where they say the same, under whatever key, as the later file has them")
    func once() {
        #expect(Self.settled([Self.fact(file: 1, key: 10), Self.fact(file: 2, key: 20)]) == ["2:20"])
        #expect(Self.settled([Self.fact(file: 1, key: 10), Self.fact(file: 2, key: 10)]) == ["2:10"])
        #expect(Self.settled([Self.fact(file: 1, key: 0), Self.fact(file: 2, key: 0)]) == ["2:0"])
    }

    @Test("stay both where one says something else")
    func different() {
        #expect(Self.settled([Self.fact(file: 1, key: 10), Self.fact(file: 2, key: 10, day: 2)]).count == 2)
        #expect(Self.settled([Self.fact(file: 1, key: 10), Self.fact(file: 2, key: 20, value: 8)]).count == 2)
        #expect(Self.settled([Self.fact(file: 1, key: 10), Self.fact(.procedure, file: 2, key: 10)]).count == 2)
        #expect(Self.settled([Self.fact(file: 1, key: 10, visit: 3), Self.fact(file: 2, key: 20, visit: 4)]).count == 2)
    }

    @Test("stay as often as one file has them")
    func copies() {
        #expect(Self.settled([Self.fact(file: 1, key: 1), Self.fact(file: 1, key: 2)]) == ["1:1", "1:2"])
        let three = [Self.fact(file: 1, key: 1), Self.fact(file: 1, key: 2), Self.fact(file: 2, key: 3)]
        #expect(Self.settled(three) == ["1:1", "1:2"])
    }

    @Test("name the visit that stays, and are the same then too")
    func visits() {
        let facts = [
            Self.fact(.encounter, file: 1, key: 100), Self.fact(.condition, file: 1, key: 1, visit: 100),
            Self.fact(file: 1, key: 2, visit: 100),
            Self.fact(.encounter, file: 2, key: 200), Self.fact(.condition, file: 2, key: 3, visit: 200),
        ]
        #expect(Self.settled(facts) == ["1:2@200", "2:200", "2:3@200"])
    }

    @Test("further codes go and stay with their statement")
    func codes() {
        func two(_ file: Int32, _ number: Int32, _ codes: [Int32]) -> [HistoryFact] {
            codes.map { code in
                var fact = Self.fact(file: file, key: Int64(number))
                (fact.code, fact.number) = (code, number)
                return fact
            }
        }
        var facts = two(1, 0, [5, 6]) + two(2, 1, [6, 5]) + two(2, 2, [5])
        var retold = Retold()
        retold.settle(&facts)
        #expect(facts.map { "\($0.file):\($0.code)" } == ["2:6", "2:5", "2:5"])
    }
}

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

    /// All that a measure can ask about. Whatever is not in this list is not looked at when a patient is judged, or is in ``sameAnyway()``.
    private static let telling: [(field: String, change: @Sendable (inout HistoryFact) -> Void)] = [
        ("status", { $0.status = .resolved }), ("no status", { $0.status = nil }), ("refuted", { $0.verification = .refuted }),
        ("in error", { $0.verification = .enteredInError }), ("no verification", { $0.verification = nil }),
        ("category", { $0.category = .historical }), ("intent", { $0.intent = .plan }), ("not done", { $0.negated = true }),
        ("comparator", { $0.comparator = .less }), ("code", { $0.code = 6 }), ("start", { $0.start = 2 }),
        ("no start", { $0.start = HistoryFact.noDay }), ("time", { $0.startSecond = 60 }), ("end", { $0.end = 9 }),
        ("authored", { $0.authored = 9 }), ("value", { $0.value = 8 }), ("no value", { $0.value = .nan }), ("unit", { $0.unit = 3 }),
        ("coded value", { $0.valueCode = 3 }), ("text value", { $0.hasTextValue = true }), ("reason", { $0.reason = 3 }),
        ("site, laterality or discharge", { $0.qualifier = 3 }), ("days of supply", { $0.supplyDays = 30 }),
        ("visit", { $0.encounterKey = 4 }),
    ]

    private static func whole(_ kind: Fact.Kind, file: Int32, key: Int64) -> HistoryFact {
        var fact = fact(kind, file: file, key: key)
        (fact.status, fact.verification, fact.category, fact.intent) = (.active, .confirmed, .problem, .order)
        return fact
    }

    @Test("stay both in whatever they differ, of every kind, whichever comes first", arguments: Fact.Kind.allCases)
    func everyField(_ kind: Fact.Kind) {
        #expect(Self.settled([Self.whole(kind, file: 1, key: 1), Self.whole(kind, file: 2, key: 2)]) == ["2:2"])
        for (field, change) in Self.telling {
            var other = Self.whole(kind, file: 2, key: 2)
            change(&other)
            #expect(Self.settled([Self.whole(kind, file: 1, key: 1), other]).count == 2, "\(field)")
            other.file = 1
            #expect(Self.settled([other, Self.whole(kind, file: 2, key: 1)]).count == 2, "\(field), the other way round")
        }
    }

    @Test("are the same whatever number, panel or provider they have, and at whatever site", arguments: Fact.Kind.allCases)
    func sameAnyway(_ kind: Fact.Kind) {
        var (one, other) = (Self.whole(kind, file: 1, key: 1), Self.whole(kind, file: 2, key: 2))
        (one.panelKey, other.panelKey) = (7, 8)
        #expect(Self.settled([one, other]) == ["2:2"])
        (one.provider, other.provider) = (-1, 6)
        #expect(Self.settled([one, other]) == ["2:2"])
        one.provider = 5
        (one.site, other.site) = (8, 9)
        #expect(Self.settled([one, other]) == ["2:2"], "a provider may go by another name in another file")
    }

    @Test("a visit that stays learns who, where and what for from the one that goes, and diagnoses keep their visit")
    func learns() throws {
        var (one, other) = (Self.whole(.encounter, file: 1, key: 100), Self.whole(.encounter, file: 2, key: 200))
        (one.provider, one.site, one.panelKey) = (5, 8, 1)
        var facts = [one, Self.whole(.condition, file: 1, key: 1), other, Self.whole(.condition, file: 2, key: 3)]
        for at in facts.indices { facts[at].number = Int32(at) }
        var retold = Retold()
        retold.settle(&facts)
        #expect(facts.map(\.ownKey) == [200, 3])
        #expect(facts[0].provider == 5 && facts[0].panelKey == 3, "the diagnosis that it was for goes by another number now")
        #expect(facts[0].site == 8)
        (one.provider, other.provider, other.site) = (5, 6, 9)
        other.number = 1
        facts = [one, other]
        retold.settle(&facts)
        #expect(facts.map { "\($0.file):\($0.provider)@\($0.site)" } == ["2:6@9"], "nothing that it says itself is changed")
    }

    /// Visits of one day and code, each file's as the providers that it names (-1 nobody); told `file:key=provider`, numbered in their order.
    private static func visits(_ files: [Int32]...) -> [String] {
        var facts: [HistoryFact] = []
        for (file, providers) in files.enumerated() {
            for provider in providers {
                var visit = whole(.encounter, file: Int32(file + 1), key: Int64(facts.count + 1))
                (visit.provider, visit.number) = (provider, Int32(facts.count))
                facts.append(visit)
            }
        }
        var retold = Retold()
        retold.settle(&facts)
        return facts.map { "\($0.file):\($0.ownKey)=\($0.provider)" }
    }

    @Test("visits of one day stay as often as one file tells them, whomever the others name")
    func providers() {
        #expect(Self.visits([5, 6], [-1, -1]) == ["2:3=5", "2:4=6"], "not those of Dr. 5 thrice")
        #expect(Self.visits([-1, -1], [5, 6]) == ["2:3=5", "2:4=6"])
        #expect(Self.visits([5], [6]) == ["2:2=6"], "one visit, and its provider by two names")
        #expect(Self.visits([5], [6], [5]) == ["3:3=5"])
        #expect(Self.visits([5, 6], [7, 8]) == ["2:3=7", "2:4=8"])
        #expect(Self.visits([5, 6], [7]) == ["1:1=5", "1:2=6"], "one file tells two visits, so there are two")
        #expect(Self.visits([5, 6], [6], [-1]) == ["1:1=5", "1:2=6"])
    }

    @Test("visits of one day are the same by their provider first, then by their order")
    func pairs() {
        #expect(Self.visits([5, 6], [6, -1]) == ["2:3=6", "2:4=5"])
        #expect(Self.visits([5], [6, -1]) == ["2:2=6", "2:3=5"], "rather nobody's than somebody else's")
        #expect(Self.visits([5], [6], [-1, -1]) == ["3:3=5", "3:4=6"])
        var facts: [HistoryFact] = []
        for (file, key, provider) in [(1, 1, 5), (1, 2, 6), (2, 3, 6), (2, 4, 5)] as [(Int32, Int64, Int32)] {
            var visit = Self.whole(.encounter, file: file, key: key)
            visit.provider = provider
            facts.append(visit)
        }
        facts.append(Self.fact(file: 1, key: 9, visit: 1))
        #expect(Self.settled(facts) == ["2:3", "2:4", "1:9@4"], "what was found at the visit to Dr. 5 stays there")
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

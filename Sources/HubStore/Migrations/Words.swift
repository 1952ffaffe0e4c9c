internal import HubCore

/// The words of facts as rows of the table `word`, so that views and BI tools print words. Always those of this program's enumerations.
package enum Words {
    /// (set, number, word).
    package static var all: [(String, Int16, String)] {
        func words<W: FactWord>(_ set: String, _: W.Type) -> [(String, Int16, String)] { W.allCases.map { (set, $0.rawValue, $0.word) } }
        return words("kind", Fact.Kind.self) + words("status", Fact.Status.self) + words("verification", Fact.Verification.self)
            + words("category", Fact.Category.self) + words("intent", Fact.Intent.self) + words("sex", Patient.Sex.self)
            + words("birth-precision", Patient.BirthPrecision.self)
            + [("comparator", 1, "<"), ("comparator", 2, "<="), ("comparator", 3, ">"), ("comparator", 4, ">=")]
    }

    /// Writes only what is new or different: mostly nothing.
    static func store(_ connection: Connection) throws(HubError) {
        let words = all
        try connection.execute(
            """
            INSERT INTO word (word_set, number, word)
            SELECT s, n, w FROM unnest($1::text[], $2::smallint[], $3::text[]) AS t(s, n, w)
            WHERE NOT EXISTS (SELECT FROM word WHERE (word_set, number, word.word) = (s, n, w))
            ON CONFLICT (word_set, number) DO UPDATE SET word = excluded.word
            """, [words.map(\.0), words.map(\.1), words.map(\.2)])
    }
}

/// "Did you mean …?" for a misspelt word, by edit distance. A suggestion is only ever shown, never applied.
public enum Suggestion {
    /// `; did you mean …?`, or nothing when no word is near.
    public static func words(for text: String, among names: [String]) -> String {
        nearest(to: text, among: names).map { "; did you mean `\($0)`?" } ?? ""
    }

    public static func nearest(to text: String, among names: [String]) -> String? {
        let limit = max(1, min(3, text.count / 3))
        let ranked = names.map { ($0, distance(text.lowercased(), $0.lowercased())) }.filter { $0.1 <= limit }
        return ranked.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
    }

    /// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
    static func distance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a), Array(b))
        guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
        var before: [Int] = []
        var last = Array(0...b.count)
        for i in 1...a.count {
            var row = [i] + Array(repeating: 0, count: b.count)
            for j in 1...b.count {
                row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], before[j - 2] + 1) }
            }
            (before, last) = (last, row)
        }
        return last[b.count]
    }
}

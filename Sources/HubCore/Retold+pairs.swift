extension Retold {
    /// Which of the statements that stay each one that goes is: of the same provider first, the others in their order. One that names nobody may be
    /// anybody's, so those are taken before one of another provider. As many stay as go, or more.
    static func pairs(_ going: [Int], _ staying: [Int], provider: (Int) -> Int32) -> [(goes: Int, stays: Int)] {
        var open = Dictionary(grouping: staying.reversed(), by: provider)
        var pairs: [(goes: Int, stays: Int)] = []
        var others: [Int] = []
        for goes in going {
            if let stays = open[provider(goes)]?.popLast() { pairs.append((goes, stays)) } else { others.append(goes) }
        }
        guard !others.isEmpty else { return pairs }
        let nobodys = (open.removeValue(forKey: -1) ?? []).sorted()
        return pairs + zip(others, nobodys + open.values.joined().sorted()).map { ($0, $1) }
    }
}

/// Patterns of names.
public enum Glob {
    /// `*` stands for anything, `?` for one character; case does not matter.
    public static func matches(_ text: some StringProtocol, _ glob: String) -> Bool {
        let (text, glob) = (Array(text.lowercased()), Array(glob.lowercased()))
        var (t, g, star, mark) = (0, 0, -1, 0)
        while t < text.count {
            if g < glob.count, glob[g] == "*" {
                (star, mark) = (g, t)
                g += 1
            } else if g < glob.count, glob[g] == "?" || glob[g] == text[t] {
                t += 1
                g += 1
            } else if star >= 0 {
                g = star + 1
                mark += 1
                t = mark
            } else {
                return false
            }
        }
        return glob[g...].allSatisfy { $0 == "*" }
    }
}

internal import Foundation

/// Text that a person has read and found right, kept in a file beside the case.
public enum Golden {
    /// With `UPDATE_EXPECTED=1` in the environment the files are written anew; whoever does that reads the diff.
    public static var isUpdating: Bool { ProcessInfo.processInfo.environment["UPDATE_EXPECTED"] == "1" }

    /// Nil when `text` is what the file at `path` says; else both, between rules, up to a little after the first difference.
    public static func difference(of text: String, from path: String) -> String? {
        if isUpdating {
            do {
                try text.write(toFile: path, atomically: true, encoding: .utf8)
                return nil
            } catch {
                return "cannot write \(path)"
            }
        }
        guard let expected = try? String(contentsOfFile: path, encoding: .utf8) else {
            return "there is no \(path); UPDATE_EXPECTED=1 writes it\n────── got\n\(text)"
        }
        return difference(of: text, from: expected, named: path)
    }

    public static func difference(of text: String, from expected: String, named name: String) -> String? {
        guard text != expected else { return nil }
        let got = text.split(separator: "\n", omittingEmptySubsequences: false)
        let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let same = zip(got, wanted).prefix { $0 == $1 }.count
        let first = max(0, same - 2)
        func lines(_ all: [Substring]) -> String { all.dropFirst(first).prefix(8).joined(separator: "\n") }
        return """
            \(name): line \(same + 1) differs
            ────── expected
            \(lines(wanted))
            ────── got
            \(lines(got))
            ──────
            """
    }
}

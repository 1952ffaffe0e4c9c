internal import HubCore

/// Takes a code out of the words around it: `E11.9 - Type 2 diabetes`, `I10: Hypertension`, `Asthma (J45.909)`.
///
/// Only what has the shape of a code of the systems asked for, and stands where nothing else would: before a dash or colon, or in brackets at
/// the end. Before a mere blank it must have a dot or five digits, since `B12 deficiency` begins with no code.
enum CodeInWords {
    static func find(_ text: String, _ systems: [CodeSystem]) -> (system: CodeSystem, code: String, words: String)? {
        guard text.contains(where: { $0 == " " || $0 == ":" || $0 == "(" || $0 == "[" }) else { return nil }
        if let found = text.wholeMatch(of: /([A-Za-z0-9.]+)(?:\s*[:\u2013\u2014|]\s*|\s+-+\s+)(\S.*)/) {
            return fitting(String(found.1), String(found.2), systems)
        }
        if let found = text.wholeMatch(of: /(.*\S)\s*[\(\[]([A-Za-z0-9.\-]+)[\)\]]/) {
            return fitting(String(found.2), String(found.1), systems)
        }
        if let found = text.wholeMatch(of: /([A-Za-z0-9]*\.[A-Za-z0-9]+|[0-9]{5})\s+([A-Za-z].*)/) {
            return fitting(String(found.1), String(found.2), systems)
        }
        return nil
    }

    private static func fitting(_ code: String, _ words: String, _ systems: [CodeSystem]) -> (CodeSystem, String, String)? {
        guard words.contains(where: \.isLetter) else { return nil }
        return systems.first { CodeShape.mayBe(code, $0) }.map { ($0, code, words) }
    }
}

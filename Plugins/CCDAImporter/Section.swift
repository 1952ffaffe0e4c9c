internal import HubCore
internal import HubXML

/// An open section: what it is called, and its text for people, which entries point into.
final class Section {
    /// LOINC code, or the first templateId when there is none.
    var key: String { code.isEmpty ? Self.byTemplate[template] ?? template : code }
    var title = ""
    private var code = ""
    private var template = ""
    /// Stands for the document's header.
    var isHeader = false
    var isAboutSomebodyElse = false
    var isNull = false
    var entries = 0
    let narrative = XMLTree()
    private var hasText = false
    /// Elements of the narrative by their ID; made when the first entry asks.
    private var index: [String: XMLElement]?

    func setCode(_ element: XMLElement) {
        guard !element.isNull else { return }
        code = element.string(.code) ?? ""
    }

    func setTemplate(_ element: XMLElement) {
        if template.isEmpty { template = element.string(.root) ?? "" }
    }

    /// Ready for the next section.
    func clear() {
        (code, template, title) = ("", "", "")
        (isAboutSomebodyElse, isNull, hasText, entries, index) = (false, false, false, 0, nil)
    }

    func setText(_ text: XMLElement) {
        hasText = true
        index = nil
    }

    var isNarrativeOnly: Bool { entries == 0 && hasText && !(narrative.root?.text(limit: 8) ?? "").isEmpty }

    /// One whose content measures ask for: problems, medications, allergies, immunizations, procedures, results, vital signs, social
    /// history, encounters.
    var isAsked: Bool { Self.asked.contains(key) }
    private static let asked: Set<String> = [
        "11450-4", "10160-0", "48765-2", "11369-6", "47519-4", "30954-2", "8716-3", "29762-2", "46240-8", "55188-7",
    ]

    var isFamilyHistory: Bool { key == "10157-6" }

    /// Sections of C-CDA that carry no code of their own, by the last arc of `2.16.840.1.113883.10.20.22.2.N[.1]`.
    private static let byTemplate: [String: String] = {
        let codes = [
            "1": "10160-0", "2": "11369-6", "3": "30954-2", "4": "8716-3", "5": "11450-4", "6": "48765-2", "7": "47519-4",
            "10": "18776-5", "14": "47420-5", "15": "10157-6", "17": "29762-2", "18": "48768-6", "20": "11348-0",
            "22": "46240-8", "23": "46264-8",
        ]
        var found: [String: String] = [:]
        for (arc, code) in codes {
            found["2.16.840.1.113883.10.20.22.2.\(arc)"] = code
            found["2.16.840.1.113883.10.20.22.2.\(arc).1"] = code
        }
        return found
    }()

    /// "No known problems": nothing is missing.
    var saysNothing: Bool {
        let words = narrative.root?.text(limit: 200) ?? ""
        // "No complaints. …" may go on with what was found.
        return isNull || words.utf8.count < 100 && EntryReader.saysNothing(words)
    }

    /// What people call it in findings; the same for every section of the kind.
    var label: String { isHeader ? "header" : key.isEmpty ? "section without a code" : "section \(key)" }

    /// The words that `#id` points to, "" for an empty cell; nil when it leads nowhere.
    func words(for reference: String) -> String? {
        if index == nil {
            var found: [String: XMLElement] = [:]
            if let root = narrative.root { Self.gather(root, into: &found) }
            index = found
        }
        let id = reference.hasPrefix("#") ? String(reference.dropFirst()) : reference
        return index?[id]?.text(limit: 300)
    }

    /// What stands in each cell of the table's row that `#id` points into; empty when it points into no table.
    func cells(beside reference: String) -> [String] {
        guard words(for: reference) != nil else { return [] }
        var at = index?[reference.hasPrefix("#") ? String(reference.dropFirst()) : reference]
        while let element = at, !element.isNamed(.tr) { at = element.parent }
        return at.map { $0.children(.td).map { $0.text(limit: 60) } } ?? []
    }

    private static func gather(_ element: XMLElement, into found: inout [String: XMLElement]) {
        if let id = element.string(.ID), found[id] == nil { found[id] = element }
        for child in element.children { gather(child, into: &found) }
    }
}

/// What an entry came to. The best of its parts counts.
package enum Outcome: Int, Comparable {
    case notUnderstood, incomplete, notNeeded, empty, taken
    package static func < (a: Outcome, b: Outcome) -> Bool { a.rawValue < b.rawValue }
}

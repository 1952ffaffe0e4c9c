/// XML as text, an element a line, which knows its line so that an answer key can name it.
struct XMLText {
    private(set) var text = ""
    /// Of the line that is written next, from 1.
    private(set) var line = 1
    private var depth = 0

    /// `<a b="c"/>` when there is no content.
    mutating func put(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text content: String? = nil) {
        let end = content.map { ">\(XMLText.escaped($0))</\(name)>" } ?? "/>"
        put(line: start(name, attributes) + end)
    }

    mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String> = [:]) {
        put(line: start(name, attributes) + ">")
        depth += 1
    }

    mutating func close(_ name: String) {
        depth -= 1
        put(line: "</\(name)>")
    }

    /// A line as it is.
    mutating func put(line content: String) {
        text += String(repeating: " ", count: depth * 2) + content + "\n"
        line += 1
    }

    /// Where the next element's `<` stands, from 1.
    var column: Int { depth * 2 + 1 }

    private func start(_ name: String, _ attributes: KeyValuePairs<String, String>) -> String {
        attributes.reduce("<" + name) { $0 + " \($1.key)=\"\(XMLText.escaped($1.value))\"" }
    }

    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 38 || $0 == 60 || $0 == 62 || $0 == 34 }) else { return text }
        return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
}

/// What C-CDA documents say again and again.
extension XMLText {
    /// A templateId; R2.1 writes the version beside the root.
    mutating func template(_ number: String, _ version: String? = nil) {
        let root = "2.16.840.1.113883.10.20.22." + number
        if let version { put("templateId", ["root": root, "extension": version]) } else { put("templateId", ["root": root]) }
    }

    mutating func code(_ element: String = "code", _ code: String, _ system: String, _ words: String) {
        put(element, ["code": code, "codeSystem": system, "displayName": words])
    }

    mutating func id(_ root: String, _ extension: String) { put("id", ["root": root, "extension": `extension`]) }

    /// The narrative that an entry comes from.
    mutating func reference(_ to: String) {
        open("text")
        put("reference", ["value": "#" + to])
        close("text")
    }

    mutating func status(_ word: String) { put("statusCode", ["code": word]) }

    mutating func times(from: String, to: String?) {
        open("effectiveTime")
        put("low", ["value": from])
        if let to { put("high", ["value": to]) }
        close("effectiveTime")
    }
}

/// OIDs that the documents use. The practice's own are under HL7's branch for examples.
enum OID {
    static let loinc = "2.16.840.1.113883.6.1"
    static let snomed = "2.16.840.1.113883.6.96"
    static let icd10 = "2.16.840.1.113883.6.90"
    static let rxnorm = "2.16.840.1.113883.6.88"
    static let cvx = "2.16.840.1.113883.12.292"
    static let hcpcs = "2.16.840.1.113883.6.285"
    static let ethnicity = "2.16.840.1.113883.6.238"
    static let actStatus = "2.16.840.1.113883.5.6"
    static let practice = "2.16.840.1.113883.19.5.99999.1"
    static let patients = "2.25.186204501437740216453870117042551183209"
    static let visitTypes = "2.16.840.1.113883.19.5.99999.3"
}

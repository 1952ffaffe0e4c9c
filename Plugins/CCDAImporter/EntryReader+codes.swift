package import HubCore
package import HubXML

/// What a coded element (CD, CE, CV …) says: its code, the same in other vocabularies, and the words.
package struct Coded {
    package var code: Coding?
    package var more: [Coding] = []
    /// Words without a code.
    package var words: String?

    package init(code: Coding? = nil, more: [Coding] = [], words: String? = nil) {
        (self.code, self.more, self.words) = (code, more, words)
    }

    package var isEmpty: Bool { code == nil && words == nil }

    /// Only says that there is something, or that nothing is known: "Problem", "Disease", "Allergy to substance".
    package var isGeneral: Bool {
        guard let code else { return true }
        return code.system == .snomed && Self.general.contains(code.code) || code.system == .actCode
    }
    private static let general: Set<String> = [
        "55607006", "64572001", "404684003", "282291009", "418799008", "409586006", "248536006", "416098002", "419199007",
        "414285001", "419511003", "420134006", "418038007", "418471000", "232347008", "426232007", "160245001",
        "716186003", "409137002", "428607008", "160244002", "787481004", "787482006", "787480003", "1003774007",
        "413322009", "410942007",
    ]
    /// These themselves say "none known".
    package static let saysNone: Set<String> = [
        "160245001", "716186003", "409137002", "428607008", "160244002", "787481004", "787482006", "787480003",
        "1003774007",
    ]
    package var saysNone: Bool { code.map { $0.system == .snomed && Self.saysNone.contains($0.code) } ?? false }
}

extension EntryReader {
    /// A code of a known vocabulary comes first wherever it stands: in the element, or in a translation of a local or absent code.
    package func coded(_ element: XMLElement?) throws(HubError) -> Coded {
        guard let element else { return Coded() }
        var codes: [Coding] = []
        if let own = coding(element) { codes.append(own) }
        for translation in element.children(.translation) {
            if let code = coding(translation), !codes.contains(code) { codes.append(code) }
        }
        // "None of these": a whole value set stands for the code of what was not done.
        if codes.isEmpty, element.isNull, let set = element.string(.valueSet) { codes.append(Coding(.valueSet, set)) }
        if let known = codes.firstIndex(where: { Self.isShared($0.system) }), known > 0 { codes.swapAt(0, known) }
        var coded = Coded(code: codes.first, more: Array(codes.dropFirst()))
        if coded.code?.display == nil, let words = try words(element) {
            coded.code?.display = words
            coded.words = words
        }
        return coded
    }

    /// A vocabulary that everybody reads the same way.
    static func isShared(_ system: CodeSystem) -> Bool {
        system != .local && system != .nullFlavor && CodeSystem.known.contains { $0.system == system }
    }

    private func coding(_ element: XMLElement) -> Coding? {
        guard !element.isNull, let code = element.string(.code) else { return nil }
        var found = CodeSystem.local
        if let name = element.string(.codeSystem) {
            found = system(name)
        } else if let name = element.string(.codeSystemName), let known = CodeSystem.named(name) {
            found = known
        }
        // HCPCS codes are often sent under the OID of CDT; all of CDT's begin with D.
        if found == .cdt, code.utf8.first != UInt8(ascii: "D") { found = .hcpcs }
        // … or of CPT, all of whose codes begin with a digit.
        if found == .cpt, code.utf8.count == 5, let first = code.utf8.first, first >= UInt8(ascii: "A"), first <= UInt8(ascii: "V") {
            found = .hcpcs
        }
        return Coding(found, code, display: element.string(.displayName)).normalized
    }

    /// originalText, given or by reference; else the display name of a code without a code.
    func words(_ element: XMLElement) throws(HubError) -> String? {
        if let original = element.child(.originalText) {
            if let words = try text(original) { return words }
        }
        if let shown = element.string(.displayName) { return shown }
        let own = element.text(limit: 300)
        return own.isEmpty ? nil : own
    }

    /// The words of a `text` or `originalText`: what stands in it, or what its reference points to.
    package func text(_ element: XMLElement?) throws(HubError) -> String? {
        guard let element else { return nil }
        let own = element.text(limit: 300)
        if !own.isEmpty { return own }
        guard let target = element.child(.reference)?.string(.value), target.hasPrefix("#"), target.utf8.count > 1 else {
            return nil
        }
        if let words = section.words(for: target) { return words.isEmpty ? nil : words }
        pointsNowhere = true
        try note(.danglingReference, element)
        return nil
    }

    /// Puts codes on a fact. Words without a code become the practice's own term: it can be mapped, and it is told.
    package func put(_ coded: Coded, on fact: inout Fact, _ element: XMLElement) throws(HubError) {
        fact.code = coded.code
        fact.moreCodes = coded.more
        guard coded.code == nil, let words = coded.words else { return }
        fact.code = Coding(.local, words, display: words)
        try note(.noCode, element)
    }

    /// A statement without its inner part, whose own words say that there is nothing.
    func isSilent(_ element: XMLElement) throws(HubError) -> Bool {
        if element.isNegated { return true }
        if let words = try text(element.child(.text)) { return Self.saysNothing(words) }
        guard let code = element.child(.code), code.isNull else { return element.child(.code) == nil }
        return Self.saysNothing(try words(code))
    }

    /// "No known …", "None", "not documented": said in words where there is no code.
    package static func saysNothing(_ words: String?) -> Bool {
        guard let words = words?.lowercased() else { return true }
        let starts = [
            "no ", "none", "unknown", "not ", "nothing", "n/a", "na ", "denies", "patient has no", "there are no", "nkda", "nka",
        ]
        return words.isEmpty || words == "na" || words == "no" || words == "-" || starts.contains { words.hasPrefix($0) }
    }
}

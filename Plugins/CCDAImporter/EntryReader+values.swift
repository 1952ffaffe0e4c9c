package import HubCore
package import HubXML

extension EntryReader {
    /// Reads the first `value` that says something onto the fact. True when there was one.
    package func putValue(of observation: XMLElement, on fact: inout Fact) throws(HubError) -> Bool {
        for value in observation.children(.value) where try put(value, on: &fact) { return true }
        return false
    }

    private func put(_ value: XMLElement, on fact: inout Fact) throws(HubError) -> Bool {
        switch try type(of: value) {
        case "PQ", "INT", "REAL", "MO": return try putQuantity(value, on: &fact)
        case "IVL_PQ", "IVL_INT", "IVL_REAL": return try putInterval(value, on: &fact)
        case "CD", "CE", "CO", "CV", "CS", "CR":
            let coded = try coded(value)
            if let code = coded.code {
                fact.value = .coded(code)
            } else if let words = coded.words {
                try putText(words, value, on: &fact)
            } else if value.attribute(.value, is: "") == false, let number = value.string(.value) {
                try putText(number, value, on: &fact)
            } else {
                return false
            }
            return true
        case "BL":
            guard let truth = value.string(.value) else { return false }
            fact.value = .text(truth)
            return true
        case "RTO", "RTO_PQ_PQ", "RTO_QTY_QTY", "RTO_INT_INT":
            guard let top = value.child(.numerator)?.string(.value), let bottom = value.child(.denominator)?.string(.value)
            else { return false }
            fact.value = .text("\(top)/\(bottom)")
            fact.sentValue = "\(top)/\(bottom)"
            return true
        case "TS", "IVL_TS", "PIVL_TS", "TEL", "II", "AD", "ON", "PN", "EN": return false
        default:
            // ST, ED and whatever else holds words. Base64 is not words.
            guard !value.attribute(.representation, is: "B64"), let words = try text(value) else { return false }
            try putText(words, value, on: &fact)
            return true
        }
    }

    /// xsi:type, or what the value looks like.
    private func type(of value: XMLElement) throws(HubError) -> String {
        if let type = value.string(.type) {
            return type.split(separator: ":").last.map { String($0) } ?? type
        }
        if value.isNull, value.child(.translation) == nil { return "ST" }
        try note(.guessedType, value)
        if value.has(.unit) || value.has(.value) { return "PQ" }
        if value.has(.code) || value.child(.translation) != nil { return "CD" }
        if value.child(.low) != nil || value.child(.high) != nil { return "IVL_PQ" }
        return "ST"
    }

    private func putQuantity(_ value: XMLElement, on fact: inout Fact) throws(HubError) -> Bool {
        var source = value
        if value.isNull || !value.has(.value) {
            // A unit outside UCUM: the number and its local unit stand in a translation.
            guard let translation = value.children(.translation).first(where: { $0.string(.value) != nil }) else {
                let words = value.text(limit: 300)
                guard !words.isEmpty else { return false }
                try putText(words, value, on: &fact)
                return true
            }
            source = translation
        }
        guard let sent = source.string(.value) else { return false }
        var unit = source.string(.unit) ?? source.string(.code)
        if unit == nil, let original = source.child(.originalText) { unit = try text(original) }
        guard let number = SentNumber(sent) else {
            fact.value = .text(sent)
            fact.sentValue = sent
            fact.sentUnit = unit
            try note(.badNumber, value)
            return true
        }
        try putNumber(number, unit: unit ?? number.unit, sent: sent, value, on: &fact)
        return true
    }

    func putNumber(
        _ number: SentNumber, unit: String?, sent: String, _ element: XMLElement, on fact: inout Fact
    ) throws(HubError) {
        if unit == nil, element.attribute(.type, is: "PQ") { try note(.noUnit, element) }
        let canonical = CCDAUnits.canonical(value: number.value, unit: unit, code: fact.code)
        fact.value = .quantity(canonical.value, unit: canonical.unit)
        fact.comparator = number.comparator
        fact.sentValue = sent
        fact.sentUnit = unit
    }

    /// One bound is a comparator; two are no single number.
    private func putInterval(_ value: XMLElement, on fact: inout Fact) throws(HubError) -> Bool {
        if value.has(.value) { return try putQuantity(value, on: &fact) }
        let (low, high) = (value.child(.low), value.child(.high))
        let (from, to) = (low?.string(.value), high?.string(.value))
        switch (from, to) {
        case (let from?, nil):
            guard var number = SentNumber(from) else { return false }
            number.comparator = low?.attribute(.inclusive, is: "false") == true ? .greater : .greaterOrEqual
            try putNumber(number, unit: low?.string(.unit), sent: from, value, on: &fact)
        case (nil, let to?):
            guard var number = SentNumber(to) else { return false }
            number.comparator = high?.attribute(.inclusive, is: "false") == true ? .less : .lessOrEqual
            try putNumber(number, unit: high?.string(.unit), sent: to, value, on: &fact)
        case (let from?, let to?):
            fact.value = .text("\(from) - \(to)")
            fact.sentValue = "\(from) - \(to)"
            fact.sentUnit = low?.string(.unit) ?? high?.string(.unit)
        default: return false
        }
        return true
    }

    /// Text, unless it is a number after all.
    private func putText(_ words: String, _ element: XMLElement, on fact: inout Fact) throws(HubError) {
        if let number = SentNumber(words) {
            let unit = element.string(.unit)
            try putNumber(number, unit: unit ?? number.unit, sent: words, element, on: &fact)
            fact.sentUnit = unit
            try note(.numberAsText, element)
        } else {
            fact.value = .text(words)
            fact.sentValue = words
        }
    }
}

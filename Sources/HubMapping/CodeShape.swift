internal import HubCore

/// What the codes of a system look like, for columns that do not say which system a code is of. Only asked where a mapping says `guess`.
///
/// Shapes overlap (`E11.9` is ICD-10-CM only, `G0438` may be HCPCS or ICD-10-CM without its dot), so the mapping's order decides.
enum CodeShape {
    static func fits(_ code: String, _ system: CodeSystem) -> Bool {
        let code = (system == .cpt || system == .hcpcs ? Coding(system, code).normalized.code : code).trimmingBlanks().uppercased()
        switch system {
        case .loinc: return code.wholeMatch(of: /[0-9]{1,7}-[0-9]/) != nil && hasMod10(code)
        case .icd10cm: return isICD10(code)
        case .icd9cm: return code.wholeMatch(of: /([0-9]{3}|V[0-9]{2})(\.?[0-9]{1,2})?|E[0-9]{3}(\.?[0-9])?/) != nil
        case .cpt: return code.wholeMatch(of: /[0-9]{4}[0-9FTUM]/) != nil
        case .hcpcs: return code.wholeMatch(of: /[A-V][0-9]{4}/) != nil
        case .snomed: return code.wholeMatch(of: /[1-9][0-9]{5,17}/) != nil && hasVerhoeff(code)
        case .rxnorm: return code.wholeMatch(of: /[1-9][0-9]{1,7}/) != nil
        case .cvx: return code.wholeMatch(of: /[0-9]{1,3}/) != nil
        case .ndc: return code.wholeMatch(of: /[0-9]{10,11}|[0-9]{4,5}-[0-9]{3,4}-[0-9]{1,2}/) != nil
        default: return false
        }
    }

    /// A code of V with up to five characters is one of ICD-9 (V70.0, a check-up): ICD-10's, which are of accidents, have six or seven.
    private static func isICD10(_ code: String) -> Bool {
        guard code.wholeMatch(of: /[A-Z][0-9][0-9AB](\.?[0-9A-Z]{1,4}|\.)?/) != nil else { return false }
        return !code.hasPrefix("V") || code.count { $0 != "." } >= 6
    }

    /// LOINC's check digit (LOINC Users' Guide, appendix C): mod 10, every other digit doubled from the right.
    static func hasMod10(_ code: String) -> Bool {
        let digits = code.utf8.filter { $0 != 45 }.map { Int($0) - 48 }
        guard digits.count >= 2, digits.allSatisfy({ (0...9).contains($0) }) else { return false }
        let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
            digit.offset % 2 == 0 ? sum + digit.element : sum + digit.element * 2 / 10 + digit.element * 2 % 10
        }
        return sum % 10 == 0
    }

    /// SNOMED CT's check digit (Verhoeff's dihedral scheme).
    static func hasVerhoeff(_ code: String) -> Bool {
        var check = 0
        for (at, byte) in code.utf8.reversed().enumerated() {
            guard byte &- 48 < 10 else { return false }
            check = multiply(check, permutation[at % 8][Int(byte - 48)])
        }
        return check == 0
    }

    /// The product in the dihedral group D5.
    private static func multiply(_ a: Int, _ b: Int) -> Int {
        switch (a < 5, b < 5) {
        case (true, true): (a + b) % 5
        case (true, false): 5 + (a + b - 5) % 5
        case (false, true): 5 + (a - 5 - b + 5) % 5
        case (false, false): (a - b + 5) % 5
        }
    }

    private static let permutation: [[Int]] = {
        let once = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
        var rows = [Array(0..<10)]
        for _ in 1..<8 { rows.append(once.map { rows[rows.count - 1][$0] }) }
        // Row n applies the permutation n times: p(n, d) = p(n - 1, p(1, d)).
        return rows
    }()
}

/// Patients that an EMR's users made up to try something: ZZTEST and the like. They are nobody, and kept out of counts unless somebody says
/// otherwise.
public enum TestPatient: Sendable {
    /// A word of the name begins with ZZ: no surname does, and EMRs sort such charts to the end.
    case surely
    /// A word of it is `test`, alone, with a number or with `patient` behind it. Testa and Tester are surnames.
    case perhaps

    public static func found(in name: some StringProtocol) -> TestPatient? {
        var found: TestPatient?
        for word in name.split(whereSeparator: { !($0.isLetter || $0.isNumber) }) {
            let word = word.lowercased()
            if word.hasPrefix("zz") { return .surely }
            guard word.hasPrefix("test") else { continue }
            let rest = word.dropFirst(4)
            if rest.isEmpty || rest.allSatisfy(\.isNumber) || ["patient", "pt", "ing"].contains(rest) { found = .perhaps }
        }
        return found
    }

    public static func isOne(_ name: some StringProtocol) -> Bool { found(in: name) != nil }
}

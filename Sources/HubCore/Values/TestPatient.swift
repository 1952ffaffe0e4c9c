/// Patients that an EMR's users made up to try something: ZZTEST and the like. They are nobody, and kept out of all counts unless somebody
/// says otherwise.
public enum TestPatient {
    /// A word of the name begins with ZZ, or is `test` (alone, with a number behind it, or with `patient`). Testa and Tester are surnames.
    public static func isOne(_ name: some StringProtocol) -> Bool {
        name.split { !($0.isLetter || $0.isNumber) }.contains { word in
            let word = word.lowercased()
            if word.hasPrefix("zz") { return true }
            guard word.hasPrefix("test") else { return false }
            let rest = word.dropFirst(4)
            return rest.isEmpty || rest.allSatisfy(\.isNumber) || rest == "patient" || rest == "pt" || rest == "ing"
        }
    }
}

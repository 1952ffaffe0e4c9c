internal import HubCore

/// A column with what its name says it is for, as far as its cells agree.
struct KnownColumn {
    var profile: ColumnProfile
    var role: Role?
    var thing: ColumnAliases.Thing?
    var condition: ColumnAliases.Flag?
    var medicine: ColumnAliases.Flag?
    var aspect = ColumnWords.Aspect.whole
    /// What the name is about, for finding the date that goes with a value.
    var subject = ""
    /// Why the name was not believed.
    var doubt: String?
    /// "names of patients": never used.
    var personal: String?

    var name: String { profile.name }

    init(_ profile: ColumnProfile, _ aliases: ColumnAliases, personalName: (String) -> String?) {
        self.profile = profile
        personal = personalName(profile.name) ?? profile.personal.first { profile.share($0.value) >= 0.5 }?.key
        guard personal == nil else { return }
        for (key, aspect) in aliases.words.readings(profile.name) {
            if aspect == .whole, let role = aliases.columns[key] {
                if role == .personal {
                    personal = "what identifies a patient"
                    return
                }
                take(role)
                return
            }
            if let thing = aliases.things[key] {
                (self.thing, self.aspect, subject) = (thing, aspect, thing.code.isEmpty ? key : thing.code)
                check()
                return
            }
            if let flag = aliases.conditions[key] {
                (condition, self.aspect, subject) = (flag, aspect, key)
                return
            }
            if let flag = aliases.medicines[key] {
                (medicine, self.aspect, subject) = (flag, aspect, key)
                return
            }
        }
    }

    private mutating func take(_ role: Role) {
        self.role = role
        guard profile.filled > 0 else { return }
        let codes = ["ICD10CM", "ICD9CM", "SNOMEDCT"].map { profile.fits[CodeSystem($0)] ?? 0 }.max() ?? 0
        // "Diagnosis" may be words as well as codes.
        if role == .icd, profile.share(codes) < 0.2 { return self.role = .problemName }
        guard let (what, count) = Self.contradiction(of: role, profile, codes) else { return }
        doubt = "it is called so, but only \(profile.cells(count)) are \(what)"
        self.role = nil
    }

    /// What the cells should be and how many are; nil when they agree with the name.
    private static func contradiction(of role: Role, _ p: ColumnProfile, _ codes: Int) -> (what: String, count: Int)? {
        func unless(_ count: Int, _ what: String) -> (String, Int)? { p.share(count) < 0.8 ? (what, count) : nil }
        if role.isDay { return unless(p.days, "days") }
        switch role {
        case .patient: return unless(p.filled - p.days, "numbers of patients")
        case .loinc: return unless(p.fits[.loinc] ?? 0, "LOINC codes")
        case .snomed: return unless(p.fits[.snomed] ?? 0, "SNOMED CT codes")
        case .rxnorm: return unless(p.fits[.rxnorm] ?? 0, "RxNorm numbers")
        case .cvx: return unless(p.fits[.cvx] ?? 0, "CVX codes")
        case .ndc: return unless(p.fits[.ndc] ?? 0, "NDC numbers")
        case .icd, .dx: return unless(codes, "ICD codes")
        case .cpt: return unless(max(p.fits[.cpt] ?? 0, p.fits[.hcpcs] ?? 0), "CPT or HCPCS codes")
        case .supplyDays: return unless(p.numbers.count, "numbers")
        default: return nil
        }
    }

    private mutating func check() {
        guard profile.filled > 0, let thing, aspect != .unit else { return }
        if aspect != .date, thing.words != nil { return }
        let found = aspect == .date ? profile.days : thing.isPair ? profile.pairs : profile.numbers.count
        guard profile.share(found) < 0.7 else { return }
        let what = aspect == .date ? "days" : thing.isPair ? "two numbers such as 120/80" : "numbers"
        doubt = "it is called so, but only \(profile.cells(found)) are \(what)"
        self.thing = nil
    }
}

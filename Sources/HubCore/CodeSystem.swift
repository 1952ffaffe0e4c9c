/// A vocabulary, by the short name that the hub uses everywhere: `LOINC`, `SNOMEDCT`, `ICD10CM`.
///
/// OIDs are HL7's, URIs FHIR's (terminology.hl7.org). A system that is not in ``known`` keeps the name it came with;
/// a practice's own codes are in ``local``.
public struct CodeSystem: Hashable, Sendable, Comparable, CustomStringConvertible {
    public var name: String

    public init(_ name: String) { self.name = name }

    public var description: String { name }
    public static func < (a: CodeSystem, b: CodeSystem) -> Bool { a.name < b.name }

    public static let loinc = CodeSystem("LOINC")
    public static let snomed = CodeSystem("SNOMEDCT")
    public static let icd10cm = CodeSystem("ICD10CM")
    public static let icd10pcs = CodeSystem("ICD10PCS")
    public static let icd9cm = CodeSystem("ICD9CM")
    public static let icd9pcs = CodeSystem("ICD9PCS")
    public static let rxnorm = CodeSystem("RXNORM")
    public static let cvx = CodeSystem("CVX")
    public static let mvx = CodeSystem("MVX")
    public static let cpt = CodeSystem("CPT")
    public static let hcpcs = CodeSystem("HCPCS")
    public static let cdt = CodeSystem("CDT")
    public static let ndc = CodeSystem("NDC")
    public static let unii = CodeSystem("UNII")
    public static let ucum = CodeSystem("UCUM")
    public static let sopt = CodeSystem("SOPT")
    public static let cdcRaceEthnicity = CodeSystem("CDCREC")
    public static let actCode = CodeSystem("ACTCODE")
    public static let nullFlavor = CodeSystem("NULLFLAVOR")
    /// Codes that only this practice's EMR knows.
    public static let local = CodeSystem("LOCAL")
    /// The code is the OID of a whole value set, as in "none of these was done".
    public static let valueSet = CodeSystem("VALUESET")

    /// (short name, OID, FHIR URI, other names in use).
    public static let known: [(system: CodeSystem, oid: String, uri: String, aliases: [String])] = [
        (loinc, "2.16.840.1.113883.6.1", "http://loinc.org", ["LN"]),
        (snomed, "2.16.840.1.113883.6.96", "http://snomed.info/sct", ["SNOMED", "SNOMED-CT", "SNOMED CT", "SCT"]),
        (
            icd10cm, "2.16.840.1.113883.6.90", "http://hl7.org/fhir/sid/icd-10-cm",
            ["ICD10", "ICD-10", "ICD-10-CM", "I10"]
        ),
        (icd10pcs, "2.16.840.1.113883.6.4", "http://www.cms.gov/Medicare/Coding/ICD10", ["ICD-10-PCS", "PCS"]),
        (icd9cm, "2.16.840.1.113883.6.103", "http://hl7.org/fhir/sid/icd-9-cm", ["ICD9", "ICD-9", "ICD-9-CM", "I9"]),
        (icd9pcs, "2.16.840.1.113883.6.104", "http://terminology.hl7.org/CodeSystem/icd9cm", ["ICD-9-PCS"]),
        (rxnorm, "2.16.840.1.113883.6.88", "http://www.nlm.nih.gov/research/umls/rxnorm", ["RX"]),
        (cvx, "2.16.840.1.113883.12.292", "http://hl7.org/fhir/sid/cvx", []),
        (mvx, "2.16.840.1.113883.12.227", "http://hl7.org/fhir/sid/mvx", []),
        (cpt, "2.16.840.1.113883.6.12", "http://www.ama-assn.org/go/cpt", ["CPT4", "CPT-4", "C4"]),
        (
            hcpcs, "2.16.840.1.113883.6.285", "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
            ["HCPCS II", "HC", "http://www.nlm.nih.gov/research/umls/hcpcs"]
        ),
        (cdt, "2.16.840.1.113883.6.13", "http://www.ada.org/cdt", []),
        (ndc, "2.16.840.1.113883.6.69", "http://hl7.org/fhir/sid/ndc", []),
        (unii, "2.16.840.1.113883.4.9", "http://fdasis.nlm.nih.gov", []),
        (ucum, "2.16.840.1.113883.6.8", "http://unitsofmeasure.org", []),
        (sopt, "2.16.840.1.113883.3.221.5", "https://nahdo.org/sopt", []),
        (cdcRaceEthnicity, "2.16.840.1.113883.6.238", "urn:oid:2.16.840.1.113883.6.238", ["CDC"]),
        (actCode, "2.16.840.1.113883.5.4", "http://terminology.hl7.org/CodeSystem/v3-ActCode", []),
        (nullFlavor, "2.16.840.1.113883.5.1008", "http://terminology.hl7.org/CodeSystem/v3-NullFlavor", []),
        (local, "", "", []), (valueSet, "", "", []),
    ]

    private static let byAnyName: [String: CodeSystem] = known.reduce(into: [:]) { names, entry in
        for name in [entry.system.name, entry.oid, entry.uri] + entry.aliases where !name.isEmpty {
            names[name.uppercased()] = entry.system
        }
        names["HTTP://WWW.CMS.GOV/MEDICARE/CODING/HCPCSRELEASECODESETS"] = hcpcs
        names["HTTP://HL7.ORG/FHIR/SID/ICD-10-PCS"] = icd10pcs
    }

    /// By short name, OID (with or without `urn:oid:`), FHIR URI or an alias; nil when it is none of the known ones.
    public static func named(_ name: String) -> CodeSystem? {
        let upper = name.uppercased()
        return byAnyName[upper] ?? (upper.hasPrefix("URN:OID:") ? byAnyName[String(upper.dropFirst(8))] : nil)
    }
}

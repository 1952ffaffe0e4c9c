internal import HubCore

/// The code map of a sample practice: what its own codes mean, and into which value sets the few SNOMED CT codes of the samples belong,
/// so that they can be judged without a licensed code list.
enum CodeMapFile {
    struct Line {
        var system, code, valueSet, words: String
        init(_ system: String, _ code: String, _ valueSet: String, _ words: String) {
            (self.system, self.code, self.valueSet, self.words) = (system, code, valueSet, words)
        }
    }

    static let office = "2.16.840.1.113883.3.464.1003.101.12.1001"
    static let adultWellness = "2.16.840.1.113883.3.464.1003.101.12.1025"
    static let childWellness = "2.16.840.1.113883.3.464.1003.101.12.1024"
    static let telephone = "2.16.840.1.113883.3.464.1003.101.12.1080"
    static let emergency = "2.16.840.1.113883.3.464.1003.101.12.1010"
    static let annualWellness = "2.16.840.1.113883.3.526.3.1240"

    /// Diagnoses, smoking status and procedures that occur under SNOMED CT codes.
    private static let clinical: [Line] = [
        Line("SNOMEDCT", "59621000", "2.16.840.1.113883.3.464.1003.104.12.1011", "Essential Hypertension"),
        Line("SNOMEDCT", "44054006", "2.16.840.1.113883.3.464.1003.103.12.1001", "Diabetes"),
        Line("SNOMEDCT", "46177005", "2.16.840.1.113883.3.526.3.353", "End Stage Renal Disease"),
        Line("SNOMEDCT", "72892002", "2.16.840.1.113883.3.526.3.378", "Pregnancy"),
        Line("SNOMEDCT", "414545008", "2.16.840.1.113762.1.4.1047.46", "Ischemic Heart Disease or Other Related Diagnoses"),
        Line("SNOMEDCT", "449868002", "2.16.840.1.113883.3.526.3.1170", "Tobacco User"),
        Line("SNOMEDCT", "8517006", "2.16.840.1.113883.3.526.3.1189", "Tobacco Non User"),
        Line("SNOMEDCT", "266919005", "2.16.840.1.113883.3.526.3.1189", "Tobacco Non User"),
        Line("SNOMEDCT", "225323000", "2.16.840.1.113883.3.526.3.509", "Tobacco Use Cessation Counseling"),
        Line("SNOMEDCT", "385763009", "2.16.840.1.113883.3.526.3.1584", "Hospice Care Ambulatory"),
    ]

    static func lines(_ style: SampleStyle) -> [Line] {
        switch style {
        case .syntheaTables, .fhir, .syntheaBundles:
            [
                Line("SNOMEDCT", "185349003", office, "Office Visit"),
                Line("SNOMEDCT", "162673000", adultWellness, "Preventive Care Services Established Office Visit, 18 and Up"),
                Line("SNOMEDCT", "410620009", childWellness, "Preventive Care, Established Office Visit, 0 to 17"),
                Line("SNOMEDCT", "185317003", telephone, "Telephone Visits"),
                Line("SNOMEDCT", "50849002", emergency, "Emergency Department Evaluation and Management Visit"),
            ] + clinical
        case .abcsWide:
            [
                Line("LOCAL", "OV", office, "Office Visit"), Line("LOCAL", "AWV", annualWellness, "Annual Wellness Visit"),
                Line("LOCAL", "TEL", telephone, "Telephone Visits"),
            ] + clinical
        case .ccda:
            // An importer may keep the OID of the practice's own list, or call it local.
            ["LOCAL", OID.visitTypes].flatMap { system in
                [
                    Line(system, "OV", office, "Office Visit"),
                    Line(system, "PREV", adultWellness, "Preventive Care Services Established Office Visit, 18 and Up"),
                    Line(system, "WCC", childWellness, "Preventive Care, Established Office Visit, 0 to 17"),
                    Line(system, "TEL", telephone, "Telephone Visits"),
                    Line(system, "ED", emergency, "Emergency Department Evaluation and Management Visit"),
                ]
            } + clinical
        }
    }

    static func write(_ profile: SampleProfile, in folder: String) throws(HubError) -> String {
        let file = try SampleFile("code-map.yaml", in: folder)
        try file.put(line: "# What the codes of \(profile.name) mean. `in` is the OID of a value set.")
        try file.put(line: "codes:")
        for line in lines(profile.style) {
            let system = line.system == "LOCAL" || line.system == "SNOMEDCT" ? line.system : "\"\(line.system)\""
            try file.put(line: "  # \(line.words)")
            try file.put(line: "  - {system: \(system), code: \"\(line.code)\", in: \(line.valueSet)}")
        }
        try file.finish()
        return file.path
    }
}

/// The analytes whose unit the hub makes canonical (MEASURES: measures compare them with a number), each with its LOINC codes.
///
/// LOINC codes are identifiers; a code of the "moles/volume" kind says its own usual unit.
extension Units {
    struct Analyte: Sendable {
        var unit: String
        /// Unit → (scale, offset): canonical = value × scale + offset.
        var from: [String: (scale: Double, offset: Double)]
        /// The unit that a bare number has in this country; nil where there is none (pounds or kilograms?).
        var usual: String?
        /// A bare number outside it is not taken for one in the usual unit (REC-016's ranges).
        var plausible: ClosedRange<Double> = 0...Double.greatestFiniteMagnitude
        /// Canonical values that were ever measured in anybody; wide. A zero or a row of nines outside it stands for "not measured".
        var possible: ClosedRange<Double>
        var codes: [String]
        /// Codes that name the amount of substance.
        var moles: [String] = []
    }

    /// The analyte of a code, and the unit a bare number of that code has.
    static func analyte(of code: Coding?) -> (analyte: Analyte, usual: String?)? {
        guard let code, code.system == .loinc, let found = byCode[code.code] else { return nil }
        return found
    }

    private static let byCode: [String: (analyte: Analyte, usual: String?)] = all.reduce(into: [:]) { table, analyte in
        for code in analyte.codes { table[code] = (analyte, analyte.usual) }
        for code in analyte.moles { table[code] = (analyte, "mmol/L") }
        if analyte.codes.contains("4548-4") { table["59261-8"] = (analyte, "mmol/mol") }
        if analyte.codes.contains("5671-3") { table["14807-2"] = (analyte, "umol/L") }
    }

    private static let same = (scale: 1.0, offset: 0.0)
    private static func by(_ scale: Double, _ offset: Double = 0) -> (scale: Double, offset: Double) { (scale, offset) }

    /// HbA1c from IFCC: NGSP % = 0.09148 × mmol/mol + 2.152 (NGSP/IFCC master equation).
    private static let all: [Analyte] = [
        Analyte(
            unit: "mm[Hg]", from: ["mm[Hg]": same, "kPa": by(7.50062)], usual: "mm[Hg]", plausible: 20...350, possible: 1...350,
            codes: [
                "8480-6", "8462-4", "8459-0", "8453-3", "8460-8", "8454-1", "8461-6", "8455-8", "76534-7", "76535-4", "76215-3", "76213-8",
                "8478-0", "75997-7", "75995-1", "96608-5", "96609-3",
            ]),
        Analyte(
            unit: "kg", from: ["kg": same, "g": by(0.001), "[lb_av]": by(0.45359237), "[oz_av]": by(0.028349523125)], usual: nil,
            possible: 0.1...450,
            codes: ["29463-7", "3141-9", "3142-7", "8341-0", "8335-2", "8339-4"]),
        Analyte(
            unit: "cm", from: ["cm": same, "m": by(100), "mm": by(0.1), "[in_i]": by(2.54), "[ft_i]": by(30.48)], usual: nil,
            possible: 10...280,
            codes: ["8302-2", "3137-7", "3138-5", "8301-4", "8306-3", "8305-5", "8308-9", "9843-4", "8287-5"]),
        Analyte(unit: "kg/m2", from: ["kg/m2": same], usual: "kg/m2", plausible: 8...90, possible: 5...250, codes: ["39156-5", "89270-3"]),
        Analyte(
            unit: "%", from: ["%": same], usual: "%", plausible: 0...100, possible: 0...100,
            codes: ["59576-9", "59574-4", "59575-7", "77606-2", "79423-0"]),
        Analyte(
            unit: "mg/dL", from: ["mg/dL": same, "g/L": by(100), "mmol/L": by(38.67)], usual: "mg/dL", plausible: 10...1000,
            possible: 1...998,
            codes: ["13457-7", "18262-6", "2089-1", "18261-8", "49132-4", "55440-2", "2093-3", "2085-9", "43396-1"],
            moles: ["22748-8", "39469-2", "14647-2", "14646-4", "70204-3"]),
        Analyte(
            unit: "mg/dL", from: ["mg/dL": same, "mmol/L": by(88.57)], usual: "mg/dL", plausible: 10...10000, possible: 1...9998,
            codes: ["2571-8"],
            moles: ["14927-8"]),
        Analyte(
            unit: "%", from: ["%": same, "1": by(100), "mmol/mol": by(0.09148, 2.152)], usual: "%", plausible: 3...20, possible: 2...30,
            codes: ["4548-4", "4549-2", "17856-6", "62388-4", "71875-9", "41995-2", "96595-4"]),
        Analyte(unit: "%", from: ["%": same, "1": by(100)], usual: "%", plausible: 3...20, possible: 2...30, codes: ["97506-0"]),
        Analyte(
            unit: "mg/dL", from: ["mg/dL": same, "mmol/L": by(18.016)], usual: "mg/dL", plausible: 20...2000, possible: 1...2500,
            codes: ["2345-7", "2339-0", "1558-6", "2340-8", "41653-7", "74774-1"], moles: ["14749-6", "14771-0", "15074-8"]),
        Analyte(
            unit: "ug/dL", from: ["ug/dL": same, "ug/L": by(0.1), "umol/L": by(20.72)], usual: "ug/dL", plausible: 0...150,
            possible: 0...900,
            codes: ["5671-3", "10368-9", "77307-7"]),
        Analyte(
            unit: "Cel", from: ["Cel": same, "[degF]": by(5.0 / 9, -160.0 / 9)], usual: nil, possible: 20...46,
            codes: ["8310-5", "8331-1", "8332-9", "8328-7", "8333-7"]),
    ]
}

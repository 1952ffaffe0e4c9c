import HubCore
import Testing

@Suite("Units and numbers")
struct UnitsTests {
    private func canonical(_ value: Double, _ unit: String?, _ loinc: String) -> Units.Canonical {
        Units.canonical(value: value, unit: unit, code: Coding(.loinc, loinc))
    }

    @Test(
        "a value becomes canonical, whatever its unit is called",
        arguments: [
            (120, "mmHg", "8480-6", 120, "mm[Hg]"), (120, "MM[HG]", "8480-6", 120, "mm[Hg]"), (120, "mm Hg", "8462-4", 120, "mm[Hg]"),
            (16, "kPa", "8480-6", 120.00992, "mm[Hg]"), (180, "lbs", "29463-7", 81.6466266, "kg"), (3400, "g", "29463-7", 3.4, "kg"),
            (16, "oz", "29463-7", 0.45359237, "kg"), (70, "[in_i]", "8302-2", 177.8, "cm"), (1.75, "m", "8302-2", 175, "cm"),
            (6, "ft", "8302-2", 182.88, "cm"), (24.5, "kg/m^2", "39156-5", 24.5, "kg/m2"), (85, "%ile", "59576-9", 85, "%"),
            (2.5, "mmol/L", "13457-7", 96.675, "mg/dL"), (100, "MG/DL", "2089-1", 100, "mg/dL"), (53, "mmol/mol", "4548-4", 7.00044, "%"),
            (0.068, "fraction", "4548-4", 6.8, "%"), (6.8, "% of total Hgb", "4548-4", 6.8, "%"),
            (5.5, "mmol/L", "2345-7", 99.088, "mg/dL"), (4, "mcg/dL", "5671-3", 4, "ug/dL"), (98.6, "[DEGF]", "8310-5", 37, "Cel"),
            (72, "bpm", "8867-4", 72, "/min"), (9, "furlongs", "8867-4", 9, "furlongs"),
        ] as [(Double, String, String, Double, String)])
    func converts(value: Double, unit: String, loinc: String, expected: Double, expectedUnit: String) {
        let got = canonical(value, unit, loinc)
        #expect(abs(got.value - expected) < 1e-6)
        #expect(got.unit == expectedUnit)
        #expect(!got.imputed)
    }

    @Test("a missing unit is imputed only where the number can be one in the usual unit")
    func imputes() {
        #expect(canonical(6.8, nil, "4548-4") == Units.Canonical(value: 6.8, unit: "%", imputed: true))
        #expect(canonical(53, "", "59261-8") == Units.Canonical(value: 7.00044, unit: "%", imputed: true))
        #expect(canonical(53, "N/A", "4548-4") == Units.Canonical(value: 53, unit: "", imputed: false))
        #expect(canonical(180, nil, "29463-7") == Units.Canonical(value: 180, unit: "", imputed: false))
        #expect(canonical(130, " ", "8480-6") == Units.Canonical(value: 130, unit: "mm[Hg]", imputed: true))
    }

    @Test("a unit that the analyte cannot have is kept and not called canonical")
    func foreignUnit() {
        let conversion = Units.conversion(unit: "cm", code: Coding(.loinc, "29463-7"))
        #expect(!conversion.isCanonical)
        #expect(conversion(170) == Units.Canonical(value: 170, unit: "cm", imputed: false))
    }

    @Test("numbers are read as people write them")
    func numbers() {
        #expect(TextNumber.read("6.8 %") == TextNumber(6.8, unit: "%"))
        #expect(TextNumber.read("6.8H") == TextNumber(6.8, flag: "H"))
        #expect(TextNumber.read("6.8 % H") == TextNumber(6.8, unit: "%", flag: "H"))
        #expect(TextNumber.read(">14") == TextNumber(14, comparator: .greater))
        #expect(TextNumber.read("≤ 5.0 mg/dL") == TextNumber(5, comparator: .lessOrEqual, unit: "mg/dL"))
        #expect(TextNumber.read("1,204") == TextNumber(1204))
        #expect(TextNumber.read("1,204,567.25") == TextNumber(1_204_567.25))
        #expect(TextNumber.read("1.204,5", decimalComma: true) == TextNumber(1204.5))
        #expect(TextNumber.read("6,8") == TextNumber(6.8))
        #expect(TextNumber.read("0,123") == TextNumber(0.123))
        #expect(TextNumber.read("5'4\"") == TextNumber(64, unit: "[in_i]"))
        #expect(TextNumber.read("5 ft 4 in") == TextNumber(64, unit: "[in_i]"))
        #expect(TextNumber.read("-3.50") == TextNumber(-3.5))
        #expect(TextNumber.read("1.5E+2") == TextNumber(150))
        #expect(TextNumber.read(".5") == TextNumber(0.5))
    }

    @Test(
        "what is no number is not made one",
        arguments: [
            "", " ", "H", "1.2.3", "120/80", "12-14", "n/a", "6.8 7.2", "99999999999999999999", "1e999", "--5", "<", "5'13\"", "1,2,3",
        ])
    func notNumbers(text: String) { #expect(TextNumber.read(text) == nil) }

    @Test("two pressures in one cell")
    func pairs() {
        for text in ["120/80", "120 / 80", "BP: 120/80", " 120/80 "] {
            #expect(TextNumber.readPair(text)?.first == 120)
            #expect(TextNumber.readPair(text)?.second == 80)
        }
        #expect(TextNumber.readPair("120 / 80 mmHg")?.unit == "mmHg")
        for text in ["120", "120/", "/80", "120/80/60", "3/4/2015"] { #expect(TextNumber.readPair(text) == nil) }
    }
}

/// Sloppy spellings of units and the UCUM unit (unitsofmeasure.org) that each means.
extension Units {
    /// The UCUM spelling of a unit as a source wrote it: `MM[HG]` → `mm[Hg]`, `lbs` → `[lb_av]`.
    /// A unit that is not in the table is only trimmed; nothing (or a placeholder such as `N/A`) gives nil.
    public static func normalized(_ unit: String?) -> String? {
        guard let trimmed = unit?.trimmingBlanks(), !trimmed.isEmpty else { return nil }
        if ucum.contains(trimmed) { return trimmed }
        let key = String(String.UnicodeScalarView(trimmed.lowercased().unicodeScalars.filter { $0.value > 32 && $0.value != 0xA0 }))
        if none.contains(key) { return nil }
        return spellings[key] ?? trimmed
    }

    /// Exactly as UCUM and the table have it.
    package static func isKnown(_ unit: String) -> Bool { ucum.contains(unit) }

    private static let none: Set<String> = ["n/a", "na", "null", "-", "--", "none", "unknown", "unk", "nounit", "nounits", "."]

    /// Every spelling, in lower case and without blanks, to its unit.
    private static let spellings: [String: String] = table.reduce(into: [:]) { all, row in
        all[row.unit.lowercased()] = row.unit
        for spelling in row.spellings { all[spelling] = row.unit }
    }

    private static let ucum = Set(table.map { $0.unit })

    private static let table: [(unit: String, spellings: [String])] = [
        ("mm[Hg]", ["mmhg", "mm/hg", "mm(hg)", "mm-hg", "mmhg.", "torr", "millimetersofmercury", "mm_hg"]),
        ("kPa", ["kpascal"]),
        ("kg", ["kgs", "kg.", "kilo", "kilos", "kilogram", "kilograms"]),
        ("g", ["gm", "gms", "gram", "grams", "g."]),
        ("[lb_av]", ["lb", "lbs", "lb.", "lbs.", "pound", "pounds", "#", "lb_av", "[lb]", "[lbs]", "lb(av)"]),
        ("[oz_av]", ["oz", "oz.", "ozs", "ounce", "ounces", "oz_av", "[oz]"]),
        ("cm", ["cms", "cm.", "centimeter", "centimeters", "centimetre", "centimetres"]),
        ("m", ["meter", "meters", "metre", "metres"]),
        ("mm", ["millimeter", "millimeters"]),
        ("[in_i]", ["in", "in.", "ins", "inch", "inches", "\"", "in_i", "[in_us]", "[in]", "in_us"]),
        ("[ft_i]", ["ft", "ft.", "foot", "feet", "'", "ft_i", "[ft_us]", "[ft]"]),
        ("kg/m2", ["kg/m^2", "kg/m²", "kg/(m2)", "kg/m**2", "kg/sqm", "kg/m*2", "kg/(m^2)", "bmi", "kgperm2"]),
        (
            "%",
            [
                "percent", "pct", "pct.", "percentile", "{percentile}", "%ile", "%tile", "%{hemoglobina1c}", "%oftotalhgb", "%totalhgb",
                "%hb", "%hba1c", "%ofhgb", "{percent}", "%oftotalhemoglobin", "%(ngsp)", "%{ngsp}", "%{hb}", "%{totalhgb}", "%hgb", "th",
            ]
        ),
        ("mmol/mol", ["mmol/molhb", "mmol/mol{hb}", "mmol/mol(ifcc)", "mmolpermol", "mmol/mol{hgb}", "mmol/molhgb"]),
        ("mg/dL", ["mg/dl", "mg/100ml", "mgs/dl", "mg%", "mg/dl.", "mgperdl", "mg/deciliter", "mg/(dl)"]),
        ("mmol/L", ["mmol/l", "mmol/liter", "mmoles/l", "mm/l", "mmols/l", "millimol/l"]),
        ("umol/L", ["umol/l", "µmol/l", "μmol/l", "mcmol/l", "micromol/l"]),
        ("ug/dL", ["ug/dl", "µg/dl", "μg/dl", "mcg/dl", "mcgs/dl", "ug/100ml", "mcg/100ml", "ugperdl"]),
        ("ug/L", ["µg/l", "μg/l", "mcg/l"]), ("ng/mL", ["ng/ml"]), ("ug/mL", ["mcg/ml", "µg/ml"]), ("g/dL", ["gm/dl", "g/dl", "gms/dl"]),
        ("Cel", ["c", "°c", "degc", "[degc]", "celsius", "degreesc", "centigrade", "degreescelsius", "℃", "degcelsius", "degreecelsius"]),
        (
            "[degF]",
            [
                "f", "°f", "degf", "fahrenheit", "farenheit", "degreesf", "degreesfahrenheit", "℉", "deg_f", "fah", "degfahrenheit",
                "degreefahrenheit",
            ]
        ),
        (
            "/min",
            [
                "bpm", "1/min", "{beats}/min", "beats/min", "beats/minute", "beatsperminute", "permin", "perminute", "breaths/min",
                "{breaths}/min", "{breath}/min", "/minute", "min-1", "breaths/minute", "resp/min", "br/min", "rpm", "{h'b}/min",
                "{beat}/min",
                "{resp}/min",
            ]
        ),
        ("mL/min/{1.73_m2}", ["ml/min/1.73m2", "ml/min/1.73m^2", "ml/min/1.73", "ml/min/1.73m²", "ml/min/{1.73m2}", "ml/min/1.73sqm"]),
        ("mL/min", ["ml/min"]), ("10*3/uL", ["k/ul", "10^3/ul", "x10e3/ul", "thou/ul", "10e3/ul", "k/mcl", "x10^3/ul", "thousand/ul"]),
        ("10*6/uL", ["m/ul", "10^6/ul", "x10e6/ul", "mill/ul", "million/ul", "10e6/ul", "x10^6/ul"]), ("fL", ["fl"]), ("pg", []),
        ("meq/L", ["meq/l", "mequiv/l"]), ("[IU]/L", ["iu/l"]), ("U/L", ["u/l", "units/l"]), ("m[IU]/L", ["miu/l"]),
        ("u[IU]/mL", ["uiu/ml", "µiu/ml", "miu/ml"]), ("mg/g", ["mg/gcr", "mg/g{creat}", "mg/gcreat"]), ("mg/L", ["mg/l"]),
        ("mg", ["mgs", "milligram", "milligrams"]), ("ug", ["mcg", "µg", "μg"]), ("mL", ["ml", "cc", "mls"]), ("L", ["liter", "liters"]),
        ("d", ["day", "days"]), ("wk", ["week", "weeks", "wks"]), ("mo", ["month", "months", "mos"]),
        ("a", ["year", "years", "yr", "yrs"]),
        ("h", ["hr", "hrs", "hour", "hours"]), ("min", ["minute", "minutes", "mins"]),
        ("1", ["fraction", "{fraction}", "ratio", "{ratio}", "g/g", "mol/mol", "decimal", "{proportion}", "10*0"]),
        ("{score}", ["score", "{scores}", "points", "pts", "{#}", "{points}"]),
    ]
}

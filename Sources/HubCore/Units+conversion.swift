/// How values of one code in one unit become canonical: look it up once, apply it to every row.
extension Units {
    public struct Conversion: Hashable, Sendable {
        public var scale = 1.0
        public var offset = 0.0
        /// The unit of the result; empty when there is none.
        public var unit: String
        /// No unit was given and the analyte's usual one is taken.
        public var imputed = false
        /// The code belongs to an analyte whose unit measures rely on.
        public var isKnownAnalyte = false
        /// The result is in the analyte's canonical unit. False for a known analyte: the number is not to be compared with anything.
        public var isCanonical = true
        var plausible: ClosedRange<Double>?
        var possible: ClosedRange<Double>?

        /// A number that stands for "not measured", as 999 or 0 for a blood pressure: a zero, a row of nines or less than nothing, and no
        /// value that anybody can have.
        public func standsForNone(_ value: Double) -> Bool {
            guard let possible, value <= 0 || Self.isNines(value) else { return false }
            return !possible.contains(isCanonical ? value * scale + offset : value)
        }

        /// 999, 99.9, 9999 …; 99 can be measured.
        private static func isNines(_ value: Double) -> Bool {
            guard value < 1e9 else { return false }
            var digits = Int((value * 100).rounded())
            while digits > 0, digits % 10 == 0 { digits /= 10 }
            guard digits >= 999 else { return false }
            while digits % 10 == 9 { digits /= 10 }
            return digits == 0
        }

        public func callAsFunction(_ value: Double) -> Canonical {
            if let plausible, !plausible.contains(value * scale + offset) { return Canonical(value: value, unit: "", imputed: false) }
            let same = scale == 1 && offset == 0
            return Canonical(value: same ? value : rounded(value * scale + offset), unit: unit, imputed: imputed)
        }

        /// To nine decimals, so that 180 lb is not 81.64662659999999 kg on one machine and …66 on another.
        private func rounded(_ value: Double) -> Double { (value * 1e9).rounded() / 1e9 }
    }

    /// - Parameters:
    ///   - unit: as the source wrote it; nil or empty when it wrote none.
    ///   - code: LOINC for a conversion; anything else keeps its unit, in UCUM's spelling.
    public static func conversion(unit: String?, code: Coding?) -> Conversion {
        let spelt = normalized(unit)
        guard let (analyte, usual) = analyte(of: code) else { return Conversion(unit: spelt ?? "") }
        guard let taken = spelt ?? usual else {
            return Conversion(unit: "", isKnownAnalyte: true, isCanonical: false, possible: analyte.possible)
        }
        guard let (scale, offset) = analyte.from[taken] else {
            return Conversion(unit: taken, isKnownAnalyte: true, isCanonical: false, possible: analyte.possible)
        }
        return Conversion(
            scale: scale, offset: offset, unit: analyte.unit, imputed: spelt == nil, isKnownAnalyte: true,
            plausible: spelt == nil ? analyte.plausible : nil, possible: analyte.possible)
    }

    /// A value in its analyte's canonical unit.
    ///
    /// Without a unit the analyte's usual one is taken and said so, if the number can be one in it: an HbA1c of 48 without a unit is
    /// no percentage, and a weight of 180 may be pounds or kilograms: those come back with an empty unit. A unit that the analyte
    /// cannot have is kept, only spelt as UCUM does.
    public static func canonical(value: Double, unit: String?, code: Coding?) -> Canonical {
        conversion(unit: unit, code: code)(value)
    }
}

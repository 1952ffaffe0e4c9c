internal import HubCore

/// What the cells of one column look like, counted.
struct ColumnProfile {
    struct Word {
        /// As first written.
        var text: String
        var rows = 0
        /// Patients whose rows have it; two are enough to know that it is nobody's own.
        var patients: Set<Int> = []
    }
    let name: String
    let index: Int
    private(set) var rows = 0
    private(set) var filled = 0
    private(set) var words: [String: Word] = [:]
    private(set) var hasManyWords = false
    private(set) var days = 0
    private(set) var shortYears = 0
    private(set) var dates = DateEvidence()
    private(set) var numbers: [Double] = []
    private(set) var pairs = 0
    private(set) var withUnit = 0
    private(set) var commas = 0
    private(set) var dots = 0
    private(set) var fits: [CodeSystem: Int] = [:]
    /// "telephone numbers" and how many cells look like them.
    private(set) var personal: [String: Int] = [:]

    static let systems: [CodeSystem] = [.loinc, .icd10cm, .icd9cm, .cpt, .hcpcs, .snomed, .rxnorm, .cvx, .ndc]
    private static let wordLimit = 500

    init(_ name: String, index: Int) { (self.name, self.index) = (name, index) }

    /// What one cell looks like: worked out once for each text.
    private struct Look {
        var personal: String?
        var fits: [CodeSystem] = []
        var isDay = false, isShortYear = false, isPair = false, hasUnit = false, hasComma = false, hasDot = false
        var number: Double?
    }
    private var looks: [String: Look] = [:]

    /// - Parameter patient: a number that stands for the row's patient.
    mutating func see(_ cell: String, patient: Int, personal look: (String) -> String?) {
        rows += 1
        let key = Words.key(cell)
        guard !cell.isEmpty, !Words.placeholders.contains(key) else { return }
        filled += 1
        if words[key] != nil || words.count < Self.wordLimit {
            words[key, default: Word(text: cell)].rows += 1
            if words[key]?.patients.count ?? 0 < 3 { words[key]?.patients.insert(patient) }
        } else {
            hasManyWords = true
        }
        let found = looks[cell] ?? Self.look(at: cell, look)
        if looks.count < Self.wordLimit { looks[cell] = found }
        if let what = found.personal { personal[what, default: 0] += 1 }
        for system in found.fits { fits[system, default: 0] += 1 }
        if found.isDay {
            days += 1
            if found.isShortYear { shortYears += 1 }
            let bytes = Array(cell.utf8)
            dates.add(bytes.span)
        }
        if found.isPair { pairs += 1 }
        guard let number = found.number else { return }
        numbers.append(number)
        if found.hasUnit { withUnit += 1 }
        if found.hasComma { commas += 1 }
        if found.hasDot { dots += 1 }
    }

    private static func look(at cell: String, _ personal: (String) -> String?) -> Look {
        var look = Look(personal: personal(cell))
        if cell.utf8.count <= 20 { look.fits = systems.filter { CodeShape.mayBe(cell, $0) } }
        (look.isDay, look.isShortYear) = day(cell)
        if TextNumber.readPair(cell) != nil {
            look.isPair = true
        } else if let number = TextNumber.read(cell) {
            look.number = number.value
            look.hasUnit = number.unit != nil
            look.hasComma = cell.firstMatch(of: /^[0-9]+,[0-9]{1,2}\b/) != nil
            look.hasDot = cell.contains(".")
        }
        return look
    }

    /// A bare number is no day here, or every column of four digits would be years; eight digits may be one.
    private static func day(_ cell: String) -> (isDay: Bool, isShortYear: Bool) {
        let bytes = Array(cell.utf8)
        if TextNumber.plain(bytes.span) != nil, bytes.count != 8 || !(cell.hasPrefix("19") || cell.hasPrefix("20")) || cell.contains(".") {
            return (false, false)
        }
        switch DateReader(nil).read(cell) {
        case .read(let moment): return (true, moment.isShortYear)
        case .ambiguous: return (true, DateReader(.monthFirst).read(cell).moment?.isShortYear == true)
        case .sentinel: return (true, false)
        default: return (false, false)
        }
    }

    func share(_ count: Int) -> Double { filled == 0 ? 0 : Double(count) / Double(filled) }
    /// `38 of 40 cells`
    func cells(_ count: Int) -> String { "\(count) of \(filled) cells" }
    var isUnique: Bool { !hasManyWords && filled == rows && words.values.allSatisfy { $0.rows == 1 } }

    /// What most of the cells look like, in one word: for telling a renamed column.
    var shape: String {
        if filled == 0 { return "empty" }
        if share(days) >= 0.9 { return "days" }
        if share(pairs) >= 0.9 { return "pairs" }
        if share(fits[.loinc] ?? 0) >= 0.9 { return "LOINC" }
        if share(numbers.count) >= 0.9 { return "numbers" }
        if share(fits[.icd10cm] ?? 0) >= 0.9 { return "ICD10CM" }
        return words.count <= 12 && !hasManyWords ? "few words" : "words"
    }

    /// By how often, then by the word; only those of at least two patients: what one patient alone has may tell who it is.
    func common(_ limit: Int = 40) -> [Word] {
        Array(
            words.values.filter { $0.patients.count >= 2 && $0.text.count <= 60 && personal.isEmpty }
                .sorted { ($1.rows, $0.text) < ($0.rows, $1.text) }.prefix(limit))
    }
}

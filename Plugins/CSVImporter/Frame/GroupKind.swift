/// What headings over groups of rows may be about. A heading's label becomes the name of a column, which is printed and remembered, so that none may be
/// somebody's name: `Provider: Smith, J` is a heading, and what `John Smith: 3 visits` stands for nobody can tell.
enum GroupKind {
    /// More kinds than this no report has.
    static let most = 8

    /// Every word of the label is one of those that such headings are made of.
    static func isOne(_ label: String) -> Bool {
        let parts = label.lowercased().split { !$0.isLetter }
        return !parts.isEmpty && parts.allSatisfy { words.contains(String($0)) }
    }

    private static let words: Set<String> = Set(
        """
        provider providers rendering attending ordering referring supervising primary care pcp physician doctor dr clinician practitioner nurse staff
        user resource prescriber npi name last first full id identifier number no code type kind description title clinic site location facility
        practice office department dept division unit ward region area county state city zip organization organisation org company group
        subgroup team panel pod payer payor insurance insurer carrier plan program programme product line of business contract measure
        metric indicator category class section status stage visit encounter appointment appt service specialty speciality diagnosis dx
        condition problem test lab laboratory result order vaccine immunization medication drug pharmacy patient patients pt member mrn chart
        account person subscriber gender sex age race ethnicity language birth dob date day week month quarter year period range from to for by
        and the with per all cohort registry source system level risk tier score priority responsible assigned supervisor manager coordinator
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}

/// What must not be sent, for those who look at columns without a rule: by the column's name, and by a cell.
package enum PersonalColumn {
    /// "telephone numbers"; nil when the name says nothing of the kind.
    package static func named(_ column: String) -> String? { PersonalData.named(column)?.words }

    package static func looksLike(_ cell: String) -> String? {
        let bytes = Array(cell.utf8)
        return PersonalData.looksLike(bytes.span)?.words
    }
}

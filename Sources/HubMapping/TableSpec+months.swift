internal import HubCore

/// One column a month: a fact `for-each` such column is as many facts as the table at hand has columns of that kind.
///
/// A pattern is a column's name with `{month}` in it: `BP {month}` is `BP Jan 2026` and `bp_2026-01`. In the fact's fields `{each}` is that column and
/// `{month}` its month.
extension TableSpec {
    struct Expansion {
        var table: TableSpec
        /// Patterns of facts for which there is no column.
        var unmatched: [[String]] = []
        /// A column names a month, and nothing says of which year.
        var lacksYear = false
    }

    func expanded(for header: TableHeader) -> Expansion {
        var expansion = Expansion(table: self)
        guard facts.contains(where: { !$0.forEach.isEmpty }) else { return expansion }
        let year = ColumnMonth.year(in: header.preamble)
        expansion.table.facts = facts.flatMap { fact -> [FactSpec] in
            guard !fact.forEach.isEmpty else { return [fact] }
            var made: [FactSpec] = []
            for column in header.columns {
                guard let text = fact.forEach.lazy.compactMap({ ColumnMonth.placed($0, in: column) }).first else { continue }
                guard let month = ColumnMonth.read(text, year: year) else {
                    if ColumnMonth.read(text, year: 2000) != nil { expansion.lacksYear = true }
                    continue
                }
                made.append(fact.replacing(each: column, month: month))
            }
            if made.isEmpty, !expansion.unmatched.contains(fact.forEach) { expansion.unmatched.append(fact.forEach) }
            return made
        }
        return expansion
    }
}

extension FactSpec {
    /// The fact for one column.
    func replacing(each column: String, month: String) -> FactSpec {
        var fact = self
        fact.forEach = []
        func fill(_ field: FieldSpec) -> FieldSpec {
            var field = field
            func names(_ all: [String]) -> [String] { all.map { $0 == "{each}" ? column : $0 } }
            switch field.source {
            case .column(let all): field.source = .column(names(all))
            case .constant(let text): field.source = .constant(text == "{month}" ? month : text)
            case .joined(let parts, let separator): field.source = .joined(parts.map(names), separator: separator)
            }
            field.instead = field.instead.map(fill)
            field.unit = field.unit.map(fill)
            return field
        }
        func fill(_ all: [Condition]) -> [Condition] {
            all.map { condition in
                var condition = condition
                condition.column = condition.column.map { $0 == "{each}" ? column : $0 }
                return condition
            }
        }
        fact.when = fill(when)
        fact.notDone?.when = fill(notDone?.when ?? [])
        fact.moreCodes = moreCodes.map(fill)
        let fields: [WritableKeyPath<FactSpec, FieldSpec?>] = [
            \.code, \.start, \.end, \.authored, \.status, \.verification, \.category, \.intent, \.value, \.reason, \.qualifier, \.key,
            \.encounter,
            \.panel, \.supply, \.provider, \.site,
        ]
        for field in fields { fact[keyPath: field] = fact[keyPath: field].map(fill) }
        return fact
    }
}

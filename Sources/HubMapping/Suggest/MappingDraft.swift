package import HubCore

/// A draft of a mapping, from what files look like. What a name says exactly, and the cells agree with, is written down; all else is a comment
/// with its evidence, for a person to take. The draft compiles as it is.
package struct MappingDraft {
    package struct File {
        package var file: SourceFile
        package var format: String
        package var tables: [TableSample.Table]

        package init(file: SourceFile, format: String, tables: [TableSample.Table]) {
            (self.file, self.format, self.tables) = (file, format, tables)
        }
    }
    private let aliases: ColumnAliases
    private let codes: CodeAliases
    private let look: PersonalLook
    private let takesKnown: Bool

    package init(_ aliases: ColumnAliases, _ codes: CodeAliases, look: PersonalLook, takesKnown: Bool = false) {
        (self.aliases, self.codes, self.look, self.takesKnown) = (aliases, codes, look, takesKnown)
    }

    package func text(source: String, _ files: [File]) -> String {
        var drafts: [TableDraft] = []
        var names: Set<String> = []
        for file in files {
            for table in file.tables {
                var name = Self.slug(file.file.name)
                while !names.insert(name).inserted { name += "-more" }
                drafts.append(TableDraft(name, table, file: file.file, aliases, codes, takesKnown: takesKnown, look: look))
            }
        }
        var tables: [String] = []
        for at in drafts.indices { tables += drafts[at].lines() }
        var lines = [
            "# yaml-language-server: $schema=../../schemas/mapping.schema.json",
            "# A draft by `measurehub mapping suggest`. What stands here without `#` is certain by name and by what the cells look like; take the `#` away from",
            "# what is right. Then `measurehub mapping check` on this file, and `measurehub check` on the data.",
            "source: \(YAMLText.scalar(source))", "title: \(YAMLText.scalar("Draft for " + source))",
            "format: \(files.first?.format ?? "csv")",
        ]
        lines += Self.dates(drafts)
        lines += Self.decimals(drafts)
        lines += Self.section("values", drafts.map(\.values), "What words mean.")
        lines += Self.section(
            "codes", drafts.map(\.codes), "What local codes and words mean: SYSTEM|code, VALUESET|OID, or [] for what counts for nothing.")
        return (lines + ["", "tables:"] + tables).joined(separator: "\n") + "\n"
    }

    /// Day or month first: decided where any cell tells, for the cells that do not.
    private static func dates(_ drafts: [TableDraft]) -> [String] {
        let days = drafts.flatMap(\.columns).filter {
            $0.personal == nil && $0.profile.days > 0 && $0.profile.share($0.profile.days) >= 0.7
        }
        let (month, day) = (
            days.reduce(0) { $0 + $1.profile.dates.monthFirst }, days.reduce(0) { $0 + $1.profile.dates.dayFirst }
        )
        guard month + day > 0 || days.contains(where: { $0.profile.dates.ambiguous > 0 }) else { return [] }
        if month > 0, day == 0 { return ["dates: m/d/y  # \(month) cells of days can be nothing else"] }
        if day > 0, month == 0 { return ["dates: d/m/y  # \(day) cells of days can be nothing else"] }
        if month + day == 0 { return ["# dates: m/d/y  # nothing in the files tells 3/4 from 4/3: say m/d/y or d/m/y"] }
        return ["# dates: m/d/y  # \(month) cells can only be m/d/y and \(day) only d/m/y: say `written` for each column"]
    }

    private static func decimals(_ drafts: [TableDraft]) -> [String] {
        let all = drafts.flatMap(\.columns).map(\.profile)
        let (commas, dots) = (all.filter { $0.commas > 0 }, all.filter { $0.dots > 0 && $0.share($0.days) < 0.5 && $0.commas > 0 })
        guard let first = commas.first, dots.isEmpty else { return [] }
        return [
            "decimal-comma: true  # \(first.commas) of \(first.numbers.count) numbers of `\(YAMLText.comment(first.name))` are written 93,4"
        ]
    }

    private static func section(_ key: String, _ tables: [[(name: String, lines: [String])]], _ what: String) -> [String] {
        var order: [String] = []
        var merged: [String: [String]] = [:]
        var known: Set<String> = []
        for table in tables.flatMap(\.self) {
            if merged[table.name] == nil { order.append(table.name) }
            for line in table.lines {
                // The same word in two files stands once.
                let word =
                    table.name + "\u{1F}" + (line.split(separator: ":").first.map { Words.key($0).replacing("# ", with: "") } ?? line)
                if known.insert(word).inserted { merged[table.name, default: []].append(line) }
            }
        }
        guard !order.isEmpty else { return [] }
        return ["", "# \(what)", "\(key):"] + order.flatMap { ["  \($0):"] + (merged[$0] ?? []) }
    }

    /// A table's name out of a file's.
    static func slug(_ name: String) -> String {
        let base = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? name
        let stem = base.split(separator: ".").first.map(String.init) ?? base
        let words = stem.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.filter { !$0.allSatisfy(\.isNumber) }
        return words.isEmpty ? "table" : words.joined(separator: "-")
    }
}

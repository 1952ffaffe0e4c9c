import Foundation

extension CSVPollution {
    private static func same(_ name: String, _ text: String) -> CSVPollution {
        CSVPollution(name: name, must: .same, bytes: Array(text.utf8))
    }
    private static func told(_ name: String, _ text: String) -> CSVPollution {
        CSVPollution(name: name, must: .told, bytes: Array(text.utf8))
    }
    private static func encoded(_ name: String, must: Must = .same, _ text: String, _ encoding: String.Encoding, mark: [UInt8] = [])
        -> CSVPollution
    {
        CSVPollution(name: name, must: must, bytes: mark + [UInt8](text.data(using: encoding, allowLossyConversion: true) ?? Data()))
    }
    /// One line changed; line 1 is the header. Only for tables whose rows are lines.
    private static func line(_ number: Int, _ change: (String) -> String) -> String {
        var lines = write(plain).split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        lines[number - 1] = change(lines[number - 1])
        return lines.joined(separator: "\n")
    }

    static let dialects: [CSVPollution] =
        [";", "\t", "|", "^", "~", "!", "#", "*", "&", "@", "\u{1}", "\u{1F}"].map {
            same("delimiter \($0.debugDescription)", write(table, $0))
        }
        + ["||", ";;", "::", "|~|", "~|~", "^|^", "§", "¬", "@@", ",,"].map { same("delimiter \($0)", write(table, $0)) }
        + [
            same("delimiter comma and blank", write(table, ", ")), same("delimiter semicolon and blank", write(table, "; ")),
            same("delimiter blank", write(plain.map { $0.map { $0.isEmpty ? "-" : $0.replacing(" ", with: "_") } }, " ")).reading("-"),
            same("delimiter blanks", write(plain.map { $0.map { $0.isEmpty ? "-" : $0 } }, "   ")).reading("-"),
            same("everything quoted", write(table, all: true)), same("everything quoted with '", write(plain, quote: "'", all: true)),
            same("quote '", write(table, quote: "'")), same("quote `", write(table, quote: "`")),
            same("quotes escaped with a backslash", write(table, escape: "\\")),
            same("semicolons, quotes escaped with a backslash", write(table, ";", escape: "\\")),
            same(
                "delimiters escaped with a backslash, no quotes",
                ([names] + plainRows.map { $0.enumerated().map { $0.0 == 1 ? "x, " + $0.1 : $0.1 } }).map { row in
                    row.map { $0.replacing(",", with: "\\,") }.joined(separator: ",")
                }.joined(separator: "\n") + "\n"
            ).reading(prefix: "x, "),
            same("sep= line", "sep=;\n" + write(table, ";")), same("CRLF", write(table, end: "\r\n")), same("CR", write(plain, end: "\r")),
            same("no final line end", write(table, last: false)),
            same("trailing delimiter in rows", write([names] + rows.map { $0 + [""] })).named(names + ["column G"], adding: [""]),
            same("trailing delimiter everywhere", write(table.map { $0 + [""] })).named(names + ["column G"], adding: [""]),
            same("mixed line ends", write(Array(table.prefix(8)), end: "\r\n") + write(Array(table.dropFirst(8)))),
        ]

    static let encodings: [CSVPollution] = [
        encoded("UTF-8 with a mark", write(table), .utf8, mark: [0xEF, 0xBB, 0xBF]),
        encoded("UTF-16 LE with a mark", write(table, "\t"), .utf16LittleEndian, mark: [0xFF, 0xFE]),
        encoded("UTF-16 BE with a mark", write(table), .utf16BigEndian, mark: [0xFE, 0xFF]),
        encoded("UTF-16 LE", write(table), .utf16LittleEndian), encoded("UTF-16 BE", write(table), .utf16BigEndian),
        encoded("UTF-32 LE with a mark", write(table), .utf32LittleEndian, mark: [0xFF, 0xFE, 0, 0]),
        encoded("UTF-32 BE with a mark", write(table), .utf32BigEndian, mark: [0, 0, 0xFE, 0xFF]),
        encoded("UTF-32 LE", write(table), .utf32LittleEndian), encoded("Windows-1252", write(table), .windowsCP1252),
        encoded("ISO-8859-1", write(table), .isoLatin1),
        CSVPollution(
            name: "MacRoman", must: .told,
            bytes: write(table).unicodeScalars.map { $0 == "ë" ? 0x91 : $0 == "ü" ? 0x9F : UInt8(truncatingIfNeeded: $0.value) }),
        CSVPollution(
            name: "DOS 850", must: .told,
            bytes: write(table).unicodeScalars.map { $0 == "ë" ? 0x89 : $0 == "ü" ? 0x81 : UInt8(truncatingIfNeeded: $0.value) }),
        encoded(
            "UTF-8 read as Windows-1252 and saved again", must: .told,
            String(decoding: Array(write(table).utf8).map { UInt16($0) }, as: UTF16.self), .utf8),
        told("UTF-7", write(plain).replacing("ë", with: "+AOs-").replacing("ü", with: "+APw-")),
        encoded("Shift-JIS", must: .told, write(table).replacing("Zoë Lee", with: "テストカルテ患者名前"), .shiftJIS),
        encoded("EUC-JP", must: .told, write(table).replacing("Zoë Lee", with: "テストカルテ患者名前"), .japaneseEUC),
        encoded(
            "Windows-1251", must: .told, write(table).replacing("Zoë Lee", with: "Иванова Анна").replacing("ü", with: "u"), .windowsCP1251),
        CSVPollution(name: "one damaged byte", must: .told, bytes: Array(write(table).utf8) + [80, 57, 44, 0xE9, 120, 44, 44, 44, 44, 10]),
        CSVPollution(name: "NULs", must: .told, bytes: Array(write(table).utf8).flatMap { $0 == 44 ? [44, 0] : [$0] }),
        CSVPollution(name: "Ctrl-Z at the end", must: .same, bytes: Array(write(table).utf8) + [0x1A]),
    ]

    static let frames: [CSVPollution] = [
        same("one title row", "Blood pressure report\n" + write(table)),
        same("titles and a blank line", "Report\nDate range: 01/01/2015 - 12/31/2015\n\n" + write(table)),
        same("titles padded to the width", "Blood pressure report,,,,,\nPractice:,Riverbend,,,,\n" + write(table)),
        same("ten title rows", (1...10).map { "Line \($0): words\n" }.joined() + "\n" + write(table)),
        same("blank lines above", "\n\n\n" + write(table)), same("blank line below the names", write([names]) + "\n" + write(rows)),
        same("blank rows inside", write(Array(table.prefix(6))) + "\n\n" + write(Array(table.dropFirst(6)))),
        same("rows of delimiters inside", write(Array(table.prefix(6))) + ",,,,,\n" + write(Array(table.dropFirst(6)))),
        same("a total", write(table) + "Total,,,,1782.5,\n"), same("a count", write(table) + "Total records: 14\n"),
        told("another count", write(table) + "Total records: 15\n"), same("an end line", write(table) + "*** End of report ***\n"),
        same("a note after a blank line", write(table) + "\nNote: values as entered\n"),
        same("a padded note", write(table) + "Note: state statistics may include some twice and so on,,,,,\n"),
        same("the names again", write(Array(table.prefix(8))) + write([names]) + write(Array(table.dropFirst(8)))),
        same("page lines", write(Array(table.prefix(8))) + "Page 2 of 3\n" + write(Array(table.dropFirst(8)))),
        same("comments above", "# exported by X\n# practice: Y\n" + write(table)),
        same("comments inside", write(Array(table.prefix(8))) + "# a, b, c, d, e, f\n# more\n" + write(Array(table.dropFirst(8)))),
        same("a line drawn below the names", write([names]) + "---,----,----------,---,--------,----\n" + write(rows)),
        same("a line drawn as one", write([names]) + "------------------------------\n" + write(rows)),
        told("no header", write(rows)), told("a name twice", write([["id", "name", "born", "sex", "systolic", "name"]] + rows)),
        told("two tables, one after the other", write(table) + write([["x", "y"], ["1", "2"], ["3", "4"]])),
        told("a file without a byte", ""), told("only names", write([names])),
    ]

    static let rowsSpoiled: [CSVPollution] = [
        told("a row with one field less", line(5) { String($0[..<$0.lastIndex(of: ",")!]) }),
        told("a row with one field more", line(5) { $0 + ",x" }),
        told("a row with two more at the top", line(2) { $0 + ",x,y" }),
        told("a comma that is not quoted", line(4) { $0.replacing(" ", with: ", ") }),
        told("a quote never closed", line(6) { $0.replacing(",M,", with: ",\"M,").replacing(",F,", with: ",\"F,") }),
        told("a quote never closed in the last row", line(15) { $0.replacing(",M,", with: ",\"M,").replacing(",F,", with: ",\"F,") }),
        told("text after a quote", line(6) { $0.replacing(",M,", with: ",\"M\" x,").replacing(",F,", with: ",\"F\" x,") }),
        told("a line end inside a row", line(7) { $0.replacing(",19", with: ",\n19") }),
        told("half a last row", String(write(plain).dropLast(24))),
        told("all names shifted", write([["", "id", "name", "born", "sex", "systolic", "note"]] + rows)),
        told("two rows on one line", line(9) { $0 + "," + $0 }),
        told("another delimiter in one row", line(9) { $0.replacing(",", with: ";") }),
        told("one row wholly in quotes", line(9) { "\"" + $0 + "\"" }),
        told(
            "columns of fixed width",
            plain.map { $0.map { ($0 + String(repeating: " ", count: 14)).prefix(14) }.joined() }.joined(separator: "\n") + "\n"),
        told("HTML", "<html><table><tr><td>id</td></tr></table></html>"), told("JSON", "[{\"id\": \"P101\"}]"),
    ]

    static let all = dialects + encodings + frames + rowsSpoiled

    /// The same table where cells had to be written in another way.
    private func reading(_ placeholder: String = "", prefix: String = "") -> CSVPollution {
        var copy = self
        copy.restore = { rows in
            rows.map { row in
                row.enumerated().map { column, cell in
                    let cell =
                        cell == placeholder ? "" : column == 1 && cell.hasPrefix(prefix) ? String(cell.dropFirst(prefix.count)) : cell
                    return placeholder.isEmpty ? cell : cell.replacing("_", with: " ")
                }
            }
        }
        return copy
    }

    private func named(_ names: [String], adding cells: [String]) -> CSVPollution {
        var copy = self
        copy.columns = names
        copy.restore = { $0.map { Array($0.dropLast(cells.count)) } }
        return copy
    }
}

/// How a column writes its days. Year-first forms (`2015-03-04`, `20150304`) and months in words are understood in any column;
/// what a format decides is which number comes first in `03/04/2015`, and whether a bare number is a spreadsheet's day.
public enum DateFormat: String, CaseIterable, Hashable, Sendable {
    /// Year first: ISO 8601, RFC 3339, HL7 timestamps.
    case iso
    case monthFirst = "m/d/y"
    case dayFirst = "d/m/y"
    /// Days since 1899-12-30, the serial number of Excel's 1900 date system.
    case excel
}

/// What a reader made of one cell.
public enum DateReading: Hashable, Sendable {
    case read(CivilMoment)
    /// Nothing but blanks.
    case empty
    /// 1900-01-01, 9999-12-31, 00/00/0000: says "no date".
    case sentinel
    /// Day and month can be told apart only by knowing the column.
    case ambiguous
    case unreadable

    public var moment: CivilMoment? { if case .read(let moment) = self { moment } else { nil } }
    public var day: Day? { moment?.day }
}

internal import HubCore

/// A place of a finding as `finding.places` keeps it: `[line, column]`, or `[line, column, "file"]` where the same cause was met in a file
/// other than the finding's own. Line 0 is a file as a whole.
struct StoredPlace: Codable {
    var line: Int
    var column: Int
    var file: String?

    /// Nil for the finding's own file as a whole, which says no more than the finding.
    init?(_ place: Origin, foundIn file: SourceFile) {
        guard place.position != nil || place.file != file else { return nil }
        (line, column) = (place.position?.line ?? 0, place.position?.column ?? 0)
        self.file = place.file == file ? nil : place.file.name
    }

    init(from decoder: any Decoder) throws {
        var parts = try decoder.unkeyedContainer()
        (line, column) = (try parts.decode(Int.self), try parts.decode(Int.self))
        file = parts.isAtEnd ? nil : try parts.decode(String.self)
    }

    func encode(to encoder: any Encoder) throws {
        var parts = encoder.unkeyedContainer()
        try parts.encode(line)
        try parts.encode(column)
        if let file { try parts.encode(file) }
    }

    func origin(foundIn own: SourceFile, path: String?) -> Origin {
        Origin(file.map { SourceFile($0) } ?? own, line > 0 ? Position(line: line, column: column) : nil, path: path)
    }
}

internal import HubArchive
internal import HubCore
internal import HubXML

/// The parts of a workbook: XML files in a zip archive, found by name without regard to case, parsed one at a time as they are unpacked.
struct WorkbookPackage {
    private let archive: ZipArchive
    private let numbers: [String: Int]

    init(_ spool: SpoolFile) throws(HubError) {
        archive = try ZipArchive(spool)
        numbers = Dictionary(archive.members.map { ($0.name.lowercased(), $0.number) }) { first, _ in first }
        if let foreign = ForeignWorkbook.packaged(Set(numbers.keys)) { throw foreign }
    }

    func has(_ part: String) -> Bool { numbers[part.lowercased()] != nil }

    /// Streams the part through the handler; `after` is called after each piece. False when there is no such part.
    @discardableResult func parse(
        _ part: String, _ handler: any XMLHandler, after: () throws(HubError) -> Void = {}
    ) throws(HubError) -> Bool {
        guard let number = numbers[part.lowercased()] else { return false }
        var limits = XMLLimits()
        // A sheet has a million rows at most, and an element or two for each of their cells.
        limits.elements = 2_000_000_000
        let stream = try XMLStream(file: SourceFile(part), vocabulary: Name.vocabulary, limits: limits, handler: handler)
        do throws(HubError) {
            try archive.read({ (member) throws(HubError) in member.number == number }) { (_, piece) throws(HubError) in
                try stream.feed(piece)
                try after()
            }
            try stream.finish()
            try after()
        } catch {
            guard error.code == .malformed, error.origin?.file.name == part else { throw error }
            // A line of a part's XML is nothing that a person could open; why it was refused is.
            throw HubError(
                ForeignWorkbook.damaged.code, "a part of the workbook is not as it should be: \(error.message)",
                hint: ForeignWorkbook.damaged.hint)
        }
        return true
    }

    /// Relationships of a part by their id: what they are and where they lead.
    func relations(of part: String) throws(HubError) -> [Relation] {
        let folder = part.contains("/") ? part[..<part.lastIndex(of: "/")!] + "/" : ""
        let reader = RelationReader(folder: String(folder))
        _ = try parse("\(folder)_rels/\(part.dropFirst(folder.count)).rels", reader)
        return reader.relations
    }
}

/// One line of a `.rels` part.
struct Relation {
    var id: String
    /// The last step of the type's URI: `worksheet`, `sharedStrings`, `officeDocument`.
    var type: String
    /// The part's name in the archive.
    var target: String
}

private final class RelationReader: XMLHandler {
    private(set) var relations: [Relation] = []
    private let folder: String

    init(folder: String) { self.folder = folder }

    func begin(_ element: XMLElement, depth: Int) throws(HubError) -> XMLChoice {
        if depth == 2, let id = element[.Id], let type = element[.Type], let target = element[.Target] {
            relations.append(Relation(id: id, type: String(type.split(separator: "/").last ?? ""), target: resolve(target)))
        }
        return depth == 1 ? .enter : .skip
    }
    func captured(_ element: XMLElement, depth: Int) {}
    func end(depth: Int) {}

    private func resolve(_ target: String) -> String {
        if target.hasPrefix("/") { return String(target.dropFirst()) }
        var steps = folder.split(separator: "/")
        for step in target.split(separator: "/") where step != "." {
            if step == ".." { _ = steps.popLast() } else { steps.append(step) }
        }
        return steps.joined(separator: "/")
    }
}

public import HubCore
internal import Yams

/// Reads YAML into a ``HubCore/Node`` whose every part knows its line and column. The only place that knows Yams.
///
/// Anchors, aliases and merge keys (`<<`) work; a key given twice, a tag or a second document is an error.
public enum YAMLDocument {
    /// - Throws: ``HubError/Code/misconfigured`` with line and column when it is not YAML.
    public static func read(_ text: String, file: SourceFile) throws(HubError) -> HubCore.Node {
        let root: Yams.Node?
        do { root = try Yams.compose(yaml: text) } catch { throw Self.error(error, file: file) }
        guard let root else { return HubCore.Node(.null, at: Origin(file, Position(line: 1, column: 1))) }
        return try convert(root, file: file)
    }

    private static func convert(_ node: Yams.Node, file: SourceFile) throws(HubError) -> HubCore.Node {
        let origin = Origin(file, position(node.mark))
        switch node {
        case .scalar(let scalar):
            let plain = scalar.style == .plain || scalar.style == .any
            let isNull = plain && ["", "~", "null"].contains(scalar.string)
            return HubCore.Node(isNull ? .null : .scalar(scalar.string, quoted: !plain), at: origin)
        case .sequence(let sequence):
            var items: [HubCore.Node] = []
            for item in sequence { items.append(try convert(item, file: file)) }
            return HubCore.Node(.list(items), at: origin)
        case .mapping(let mapping):
            return HubCore.Node(.map(try entries(mapping, file: file)), at: origin)
        case .alias:
            throw HubError(.misconfigured, "this alias names no anchor above it", at: origin)
        }
    }

    /// A key in the block wins over the same key of a merged block (YAML 1.1, "Merge Key").
    private static func entries(
        _ mapping: Yams.Node.Mapping, file: SourceFile
    ) throws(HubError) -> [HubCore.Node.Entry] {
        var own: [HubCore.Node.Entry] = []
        var merged: [HubCore.Node.Entry] = []
        for (key, value) in mapping {
            let keyOrigin = Origin(file, position(key.mark))
            guard let name = key.scalar?.string else {
                throw HubError(.misconfigured, "a key must be a single word", at: keyOrigin)
            }
            let converted = try convert(value, file: file)
            if name == "<<" {
                for block in converted.list ?? [converted] { merged += block.entries ?? [] }
            } else {
                own.append(HubCore.Node.Entry(key: name, keyOrigin: keyOrigin, value: converted))
            }
        }
        let names = Set(own.map(\.key))
        return merged.filter { !names.contains($0.key) } + own
    }

    private static func position(_ mark: Mark?) -> Position {
        Position(line: mark?.line ?? 1, column: mark?.column ?? 1)
    }

    private static func error(_ error: any Error, file: SourceFile) -> HubError {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            HubError(
                .misconfigured, "this is not valid YAML: \(problem)", at: Origin(file, position(mark)),
                hint: "Check indentation, quotes and colons in this line and the one above it.")
        case .duplicatedKeysInMapping(let duplicates, let context):
            HubError(
                .misconfigured, "the key `\(duplicates.first ?? "?")` is given twice in one block",
                at: Origin(file, position(context.mark)))
        default:
            HubError(.misconfigured, "this is not valid YAML", at: Origin(file))
        }
    }
}

internal import Foundation
public import HubCore

/// What holds for the folder `Plugins/` as a whole. Each function returns what is broken.
public enum PluginContract {
    /// `Plugins/`, found from the path of a test file (`#filePath`).
    public static func folder(from testFile: String) -> String {
        var path = testFile as NSString
        while path.length > 1 {
            path = path.deletingLastPathComponent as NSString
            let plugins = path.appendingPathComponent("Plugins")
            if FileManager.default.fileExists(atPath: path.appendingPathComponent("Package.swift")) { return plugins }
        }
        return "Plugins"
    }

    /// A plugin's folder has the name of its type.
    public static func folder(of plugin: any Plugin.Type, in plugins: String) -> String {
        (plugins as NSString).appendingPathComponent("\(plugin)")
    }

    /// Each id is given once, and each says what the plugin is for.
    public static func checkNames(_ catalog: [any Plugin.Type]) -> [String] {
        var seen: Set<String> = []
        var broken: [String] = []
        for plugin in catalog {
            let about = plugin.about
            if !seen.insert(about.id).inserted { broken.append("the id `\(about.id)` is given twice") }
            if about.id.isEmpty || about.id != about.id.lowercased() { broken.append("`\(about.id)` is not a lower-case id") }
            if about.summary.isEmpty { broken.append("`\(about.id)` does not say what it is for") }
        }
        return broken
    }

    /// Every folder that is called an importer or an exporter is in the catalog, and the other way round.
    public static func checkCatalog(_ catalog: [any Plugin.Type], in plugins: String) -> [String] {
        let listed = Set(catalog.map { "\($0)" })
        let folders = ((try? FileManager.default.contentsOfDirectory(atPath: plugins)) ?? []).filter {
            $0.hasSuffix("Importer") || $0.hasSuffix("Exporter")
        }
        if folders.isEmpty { return ["there is no plugin in \(plugins)"] }
        return folders.filter { !listed.contains($0) }.sorted().map { "Plugins/\($0) is not in the catalog" }
            + listed.subtracting(folders).sorted().map { "\($0) has no folder of its name in Plugins/" }
    }

    /// The four headings, and every finding id that the cases expect.
    public static func checkReadme(of plugin: any Plugin.Type, in plugins: String) -> [String] {
        let folder = folder(of: plugin, in: plugins)
        let path = (folder as NSString).appendingPathComponent("README.md")
        guard let readme = try? String(contentsOfFile: path, encoding: .utf8) else { return ["\(path) is missing"] }
        let headings = ["## What it reads", "## Options", "## What it notices", "## An example"]
        var broken = headings.filter { !readme.contains($0) }.map { "\(path) has no heading `\($0)`" }
        var ids: Set<String> = []
        for one in (try? ImporterCase.all(in: folder)) ?? [] {
            let expected = (try? String(contentsOfFile: one.expected, encoding: .utf8)) ?? ""
            for line in expected.split(separator: "\n") {
                if line.hasPrefix("! ") || line.hasPrefix("reject "), line.hasSuffix("]"), let open = line.lastIndex(of: "[") {
                    ids.insert(String(line[line.index(after: open)...].dropLast()))
                } else if line.hasPrefix("skip "),
                    let id = line.split(separator: " ").first(where: { $0.hasSuffix(":") && $0.contains(".") })
                {
                    ids.insert(String(id.dropLast()))
                }
            }
        }
        broken += ids.filter { !readme.contains("`\($0)`") }.sorted().map { "\(path) does not list `\($0)`" }
        return broken
    }
}

import HubCatalog
import HubCore
import HubTesting
import Testing

@Suite struct CatalogTests {
    static let plugins = PluginContract.folder(from: #filePath)
    static var all: [any Plugin.Type] { Catalog.importers.map { $0 as any Plugin.Type } + Catalog.exporters.map { $0 as any Plugin.Type } }

    @Test("gives each id once")
    func names() { #expect(PluginContract.checkNames(Self.all) == []) }

    @Test("lists every plugin that has a folder")
    func folders() { #expect(PluginContract.checkCatalog(Self.all, in: Self.plugins) == []) }

    @Test("has a readme for every importer that lists what it notices")
    func readmes() {
        for importer in Catalog.importers { #expect(PluginContract.checkReadme(of: importer, in: Self.plugins) == []) }
    }
}

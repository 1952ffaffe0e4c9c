internal import HubCatalog
internal import HubCore
internal import HubStore

/// Everything that can read a file here: what is compiled in, and the programs of this installation.
enum Importers {
    /// `MEASUREHUB_PLUGINS`, else `plugins` in the installation's folder.
    static var folder: String {
        if let named = Ask.environment["MEASUREHUB_PLUGINS"], !named.isEmpty { return named }
        return Home(environment: Ask.environment).path + "/plugins"
    }

    static func all() throws(HubError) -> [ImporterEntry] { try Catalog.entries(programs: folder) }
}

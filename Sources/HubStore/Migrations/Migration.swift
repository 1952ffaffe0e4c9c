/// One step of the tables, forward only. What was released is never edited: a change is a new step.
package struct Migration: Sendable {
    package var version: Int
    package var name: String
    package var script: [UInt8]

    package init(version: Int, name: String, script: [UInt8]) {
        self.version = version
        self.name = name
        self.script = script
    }

    package var sha256: String { SHA256.of(script) }

    /// All of them, in order; each is a file in `SQL/`.
    package static let all: [Migration] = [
        Migration(version: 1, name: "core", script: PackageResources.v001_core_sql),
        Migration(version: 2, name: "value_codes", script: PackageResources.v002_value_codes_sql),
        Migration(version: 3, name: "reported_results", script: PackageResources.v003_reported_results_sql),
        Migration(version: 20, name: "recipes", script: PackageResources.v020_recipes_sql),
        Migration(version: 21, name: "judged", script: PackageResources.v021_judged_sql),
        Migration(version: 22, name: "reported_stands", script: PackageResources.v022_reported_stands_sql),
        Migration(version: 23, name: "sites", script: PackageResources.v023_sites_sql),
    ]
}

/// What is to be done with one step, or was.
package struct MigrationStep: Hashable, Sendable {
    package enum State: String, Sendable {
        case applied, pending
        /// Its file is not the one that was applied.
        case changed
        /// The database is ahead of this program.
        case unknown
    }
    package var version: Int
    package var name: String
    package var state: State
}

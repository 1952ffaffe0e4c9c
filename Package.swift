// swift-tools-version: 6.2
import PackageDescription

// One folder in Plugins/ is one target; `HubCatalog` lists them for the program.
let plugins: [(name: String, libraries: [Target.Dependency])] = [
    ("CSVImporter", ["HubText"]),
    ("XLSXImporter", ["HubArchive", "HubXML", "HubText", "CSVImporter"]),
    ("FlatFileImporter", ["HubText"]),
    ("CCDAImporter", ["HubXML"]),
    ("QRDA1Importer", ["HubXML", "CCDAImporter"]),
    ("QRDA3Importer", ["HubXML", "CCDAImporter"]),
    ("FHIRImporter", ["HubJSON"]),
    ("CollaborativeExporter", []),
    ("FacilitatorReportExporter", [.product(name: "Mustache", package: "swift-mustache")]),
]

/// Data that a plugin carries, and what stands beside it.
let resources: [String: [Resource]] = ["QRDA3Importer": [.embedInCode("Identifiers/ecqm-identifiers.txt")]]
let excluded = ["QRDA3Importer": ["Identifiers/make-identifiers.py"]]

let package = Package(
    name: "MeasureHub",
    products: [
        .executable(name: "measurehub", targets: ["measurehub"]),
        .library(name: "HubCore", targets: ["HubCore"]),
        .library(name: "HubTesting", targets: ["HubTesting"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // C libraries, found by pkg-config.
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CLibArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

        // The words and the protocols.
        .target(name: "HubCore"),
        // Each of these is the only one that knows something.
        .target(name: "HubXML", dependencies: ["HubCore", "CLibXML2"]),
        .target(name: "HubArchive", dependencies: ["HubCore", "CLibArchive", "CZlib"]),
        .target(name: "HubJSON", dependencies: ["HubCore"]),
        .target(name: "HubText", dependencies: ["HubCore"]),
        .target(name: "HubMapping", dependencies: ["HubCore", .product(name: "Yams", package: "Yams")]),
        .target(name: "HubRules", dependencies: ["HubCore"]),
        .target(
            name: "HubStore",
            dependencies: [
                "HubCore", "CPostgres", "CCrypto", .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            resources: [.embedInCode("SQL")]),
        .target(name: "HubSamples", dependencies: ["HubCore"]),
        .target(
            name: "HubPipeline", dependencies: ["HubCore", "HubArchive", "HubMapping", "HubRules", "HubStore", "HubTesting", "HubXML"]),
        .target(name: "HubCatalog", dependencies: ["HubCore", "ProgramPlugin"] + plugins.map { .byName(name: $0.name) }),
        // Programs in any language, found in folders at run time.
        .target(name: "ProgramPlugin", dependencies: ["HubCore", "HubJSON"], path: "Plugins/ProgramPlugin", exclude: ["README.md"]),
        .target(name: "HubTesting", dependencies: ["HubCore"]),
        .executableTarget(
            name: "measurehub",
            dependencies: [
                "HubCore", "HubMapping", "HubRules", "HubStore", "HubPipeline", "HubCatalog", "HubSamples", "HubTesting", "ProgramPlugin",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/CLI"),

        // Tests: one target a module, then the whole catalog, every case in Mappings/, and the program itself.
        .testTarget(name: "HubCoreTests", dependencies: ["HubCore"]),
        .testTarget(name: "HubXMLTests", dependencies: ["HubCore", "HubXML"]),
        .testTarget(name: "HubArchiveTests", dependencies: ["HubCore", "HubArchive", "HubTesting"]),
        .testTarget(name: "HubMappingTests", dependencies: ["HubCore", "HubMapping", "HubTesting", "CSVImporter"]),
        .testTarget(name: "HubRulesTests", dependencies: ["HubCore", "HubRules", "HubMapping"]),
        .testTarget(name: "HubStoreTests", dependencies: ["HubCore", "HubStore"]),
        .testTarget(
            name: "HubPipelineTests",
            dependencies: [
                "HubCore", "HubArchive", "HubMapping", "HubRules", "HubStore", "HubPipeline", "HubCatalog", "HubSamples", "HubTesting",
            ]),
        .testTarget(
            name: "PluginTests",
            dependencies: ["HubCore", "HubTesting", "HubCatalog", "HubJSON", "ProgramPlugin"] + plugins.map { .byName(name: $0.name) },
            exclude: ["independent", "qrda1-as-fhir"]),
        .testTarget(
            name: "MappingsTests", dependencies: ["HubCore", "HubMapping", "HubRules", "HubTesting", "HubCatalog", "HubPipeline"],
            exclude: ["validate.py"]),
        .testTarget(name: "CLITests", dependencies: ["HubCore", "HubTesting", "measurehub"]),
        .testTarget(
            name: "CasesTests", dependencies: ["HubCore", "HubPipeline", "HubStore", "HubCatalog", "HubTesting"]),
    ]
        + plugins.map { plugin in
            .target(
                name: plugin.name, dependencies: ["HubCore"] + plugin.libraries, path: "Plugins/\(plugin.name)",
                exclude: ["README.md", "Cases"] + (excluded[plugin.name] ?? []), resources: resources[plugin.name] ?? [])
        },
    swiftLanguageModes: [.v6]
)

// The same strictness everywhere: SE-0335, SE-0444, SE-0409, SE-0461.
for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ]
}

import HubCore
import HubMapping
import Testing

@Suite("YAML becomes a tree that knows its places")
struct YAMLDocumentTests {
    let file = SourceFile("m.yaml")

    @Test("keys and values carry line and column, both from 1")
    func places() throws {
        let node = try YAMLDocument.read("a: 1\nb:\n  - x\n  - c: y\n", file: file)
        #expect(node["a"]?.text == "1")
        let inner = try #require(node["b"]?.list?.last?.entries?.first)
        #expect(inner.keyOrigin.position == Position(line: 4, column: 5))
        #expect(inner.value.origin.description == "m.yaml:4:8")
    }

    @Test("a merged block gives what the block itself does not say")
    func merge() throws {
        let node = try YAMLDocument.read("x: &x {id: 1, name: n}\ny: {<<: *x, id: 2}\n", file: file)
        #expect(node["y"]?["id"]?.text == "2")
        #expect(node["y"]?["name"]?.text == "n")
    }

    @Test("broken YAML is an error with its place", arguments: ["a: [1, 2\n", "a: 1\n a: 2\n", "a: 1\na: 2\n"])
    func broken(text: String) throws {
        let error = try #require(throws: HubError.self) { try YAMLDocument.read(text, file: file) }
        #expect(error.code == .misconfigured)
        #expect(error.origin?.position != nil)
    }

    @Test("an unknown key is told with the nearest known one")
    func suggestion() throws {
        var reader = NodeReader(try YAMLDocument.read("sorce: x\nformat: csv\n", file: file), what: "a mapping")
        _ = reader.text("source")
        _ = reader.text("format")
        reader.finish()
        #expect(
            reader.findings.map(\.description) == [
                "m.yaml:1:1: error: `sorce` is not a key of a mapping; did you mean `source`? [config.unknown-key]"
            ])
    }
}

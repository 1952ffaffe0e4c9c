/// What an XML document may not exceed. Of 1,382 real C-CDA documents the deepest has 20 levels, no element more than five attributes,
/// and the longest attribute 582 characters: these limits cost no real document.
package struct XMLLimits: Sendable {
    /// Elements inside each other.
    package var depth = 100
    /// Attributes of one element, namespace declarations included.
    package var attributes = 64
    /// Bytes of one attribute's value.
    package var attributeBytes = 64 * 1024
    /// Bytes from `<` to `>`, counted before the parser sees them.
    package var tagBytes = 128 * 1024
    /// Bytes of one comment or processing instruction: the parser holds each as a whole.
    package var commentBytes = 1024 * 1024
    /// Bytes of one run of text that are kept; what is longer (base64) streams past and is marked as cut.
    package var textBytes = 256 * 1024
    /// Bytes of text and attributes in one tree.
    package var treeBytes = 32 * 1024 * 1024
    /// Elements in one tree.
    package var treeElements = 1_000_000
    /// Elements in the whole document.
    package var elements = 20_000_000

    package init() {}
}

/// The head of a file that arrives in pieces: enough of it to decide what the file is.
package struct FirstWindow {
    /// In bytes.
    package static let size = 65_536

    package private(set) var bytes: [UInt8] = []

    package init() {}

    /// Takes what still fits, and gives what is left over once the window is full; `nil` as long as more may come.
    package mutating func fill(_ piece: Span<UInt8>) -> Range<Int>? {
        let taken = min(piece.count, Self.size - bytes.count)
        piece.extracting(0..<taken).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        return bytes.count == Self.size ? taken..<piece.count : nil
    }
}

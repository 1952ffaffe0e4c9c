internal import HubCore

/// Some lines with their places, kept until they were looked at together.
struct LineBlock {
    struct Line {
        var range: Range<Int>
        var position: Position
        /// False for a last line without a line end.
        var isEnded = true
    }
    static let most = 256
    var bytes: [UInt8] = []
    var lines: [Line] = []
    var isFull: Bool { lines.count >= Self.most || bytes.count >= 1 << 20 }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        lines.removeAll(keepingCapacity: true)
    }
}

/// Cuts decoded text into lines, or into records of one length where there are no line ends.
struct LineSplitter {
    static let longest = 65_536

    /// Units of a record without line ends; nil for lines.
    let length: Int?
    let width: FlatLayout.Width
    /// Bytes of the file for each byte of text: 2 for UTF-16.
    var offset: Int
    var scale = Scale.utf8
    enum Scale { case utf8, single, utf16, utf32 }

    private var line: [UInt8] = []
    private var units = 0
    private var number = 1
    private var start: Int
    private var sawCR = false

    init(length: Int?, width: FlatLayout.Width, mark: Int) {
        (self.length, self.width) = (length, width)
        (offset, start) = (mark, mark)
    }

    /// - Returns: how many bytes were taken: all of them, or those until the block was full.
    mutating func split(_ text: Span<UInt8>, from first: Int, into block: inout LineBlock) throws(HubError) -> Int {
        var at = first
        while at < text.count, !block.isFull {
            let byte = text[at]
            at += 1
            let isFirst = byte & 0xC0 != 0x80
            if let length {
                if units == length, width == .bytes || isFirst { close(&block) }
                units += width == .bytes || isFirst ? 1 : 0
                line.append(byte)
            } else if byte == 10, sawCR {
                sawCR = false
                advance(byte)
                start = offset
                continue
            } else if byte == 10 || byte == 13 {
                advance(byte)
                close(&block)
                sawCR = byte == 13
                continue
            } else {
                line.append(byte)
                guard line.count <= Self.longest else {
                    throw HubError(
                        .tooLarge, "a line is longer than \(Self.longest) characters", at: nil,
                        hint: "Export with line ends, or say `line-ends: none` in the layout.")
                }
            }
            sawCR = false
            advance(byte)
        }
        return at - first
    }

    mutating func finish(into block: inout LineBlock) {
        guard !line.isEmpty else { return }
        let isBlank = line.allSatisfy { $0 <= 32 }
        if length != nil, isBlank { return }
        let isWhole = length.map { units == $0 } ?? false
        close(&block)
        block.lines[block.lines.count - 1].isEnded = isWhole
    }

    private mutating func close(_ block: inout LineBlock) {
        let from = block.bytes.count
        block.bytes += line
        block.lines.append(LineBlock.Line(range: from..<block.bytes.count, position: Position(offset: start, line: number, column: 1)))
        line.removeAll(keepingCapacity: true)
        units = 0
        number += 1
        start = offset
    }

    /// Where the file has more or fewer bytes than the text.
    private mutating func advance(_ byte: UInt8) {
        switch scale {
        case .utf8: offset += 1
        case .single: offset += byte & 0xC0 != 0x80 ? 1 : 0
        case .utf16: offset += byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 4 : 2
        case .utf32: offset += byte & 0xC0 == 0x80 ? 0 : 4
        }
    }
}

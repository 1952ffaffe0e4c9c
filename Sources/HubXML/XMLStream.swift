internal import CLibXML2
package import HubCore

/// The one way in for XML: a guarded push parser that hands over parts of a document as small trees and keeps nothing else.
///
/// No DTD, no entities but the five, no network, no recovery: what is not well-formed is refused with its line and column. Namespace
/// errors (an undeclared `xsi:` in a fragment) are let through.
package final class XMLStream {
    private let file: SourceFile
    private let gatherer: TreeGatherer
    private var tags: TagGuard
    private var decoder: XMLDecoder?
    private var head: [UInt8] = []
    private var decoded: [UInt8] = []
    private var context: xmlParserCtxtPtr?
    private var isOver = false

    package init(
        file: SourceFile, vocabulary: XMLVocabulary, limits: XMLLimits = XMLLimits(), handler: any XMLHandler
    ) throws(HubError) {
        self.file = file
        gatherer = TreeGatherer(vocabulary: vocabulary, limits: limits, handler: handler)
        tags = TagGuard(limits)
        var handlers = SAX.handlers
        context = xmlCreatePushParserCtxt(&handlers, Unmanaged.passUnretained(gatherer).toOpaque(), nil, 0, nil)
        guard let context else { throw HubError(.tooLarge, "there is no memory for an XML parser") }
        xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
        gatherer.context = context
    }

    deinit { if let context { xmlFreeParserCtxt(context) } }

    package func feed(_ bytes: Span<UInt8>) throws(HubError) {
        let failure = bytes.withUnsafeBufferPointer { buffer in
            do throws(HubError) {
                try take(buffer)
                return nil as HubError?
            } catch { return error }
        }
        if let failure { throw failure }
    }

    package func finish() throws(HubError) {
        guard !isOver else { return }
        if decoder == nil { try begin() }
        guard decoder?.isWhole ?? true else { throw malformed("the document ends in the middle of a character", 0, 0) }
        isOver = true
        if let context { xmlParseChunk(context, nil, 0, 1) }
        try check()
        guard gatherer.isComplete else { throw malformed("the document ends before its last element is closed", 0, 0) }
    }

    private func take(_ bytes: UnsafeBufferPointer<UInt8>) throws(HubError) {
        guard !isOver else { return }
        guard decoder == nil else { return try decodeAndParse(bytes) }
        // The first kilobyte says what the encoding is; a declaration is always shorter.
        head.append(contentsOf: bytes)
        if head.count >= 1024 { try begin() }
    }

    private func begin() throws(HubError) {
        let first = head
        head = []
        let (encoding, mark): (XMLEncoding, Int)
        switch XMLEncoding.detect(first) {
        case .success(let found): (encoding, mark) = found
        case .failure(var error):
            error.origin = Origin(file, Position.start)
            throw error
        }
        decoder = XMLDecoder(encoding)
        let failure = first.withUnsafeBufferPointer { buffer in
            do throws(HubError) {
                try decodeAndParse(UnsafeBufferPointer(rebasing: buffer[mark...]))
                return nil as HubError?
            } catch { return error }
        }
        if let failure { throw failure }
    }

    private func decodeAndParse(_ bytes: UnsafeBufferPointer<UInt8>) throws(HubError) {
        if decoder?.encoding == .utf8 { return try parse(bytes) }
        decoded.removeAll(keepingCapacity: true)
        decoder?.decode(bytes, into: &decoded)
        let failure = decoded.withUnsafeBufferPointer { buffer in
            do throws(HubError) {
                try parse(buffer)
                return nil as HubError?
            } catch { return error }
        }
        if let failure { throw failure }
    }

    private func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(HubError) {
        let offence = tags.scan(bytes)
        var rest = bytes[..<(offence?.at ?? bytes.endIndex)]
        while !rest.isEmpty {
            let piece = UnsafeBufferPointer(rebasing: rest.prefix(1 << 16))
            rest = rest.dropFirst(1 << 16)
            piece.withMemoryRebound(to: CChar.self) { chars in
                _ = xmlParseChunk(context, chars.baseAddress, Int32(chars.count), 0)
            }
            try check()
        }
        if let offence { throw refusal(offence.0) }
    }

    /// What went wrong in the piece just parsed: our own refusal first, then the parser's.
    private func check() throws(HubError) {
        if let failure = gatherer.failure {
            isOver = true
            throw failure.at(origin())
        }
        guard let context, context.pointee.wellFormed == 0 else { return }
        isOver = true
        let (code, line, column) = gatherer.firstError ?? (0, 0, 0)
        throw malformed(XMLTrouble.words(code), line, column)
    }

    private func refusal(_ offence: TagGuard.Offence) -> HubError {
        isOver = true
        return XMLTrouble.refusal(offence).at(origin())
    }

    private func origin(_ line: Int = 0, _ column: Int = 0) -> Origin {
        let input = context?.pointee.input
        let line = line > 0 ? line : Int(input?.pointee.line ?? 1)
        let column = column > 0 ? column : Int(input?.pointee.col ?? 1)
        return Origin(file, Position(line: max(1, line), column: max(1, column)))
    }

    private func malformed(_ words: String, _ line: Int, _ column: Int) -> HubError {
        HubError(
            .malformed, words, at: origin(line, column),
            hint: "Export the document again; nothing of it was taken, because half a document is not a document.")
    }
}

extension HubError {
    fileprivate func at(_ place: Origin) -> HubError {
        var copy = self
        if copy.origin == nil { copy.origin = place }
        return copy
    }
}

internal import CLibXML2

/// The callbacks that libxml2 calls, and nothing behind them but ``TreeGatherer``.
///
/// All others stay nil: no entity is ever looked up, no DTD is ever read, no external thing is ever opened.
enum SAX {
    static var handlers: xmlSAXHandler {
        var sax = xmlSAXHandler()
        sax.initialized = UInt32(XML_SAX2_MAGIC)
        sax.internalSubset = { user, _, _, _ in gatherer(user)?.doctype() }
        sax.startElementNs = { user, name, _, uri, _, _, count, _, attributes in
            guard let name else { return }
            gatherer(user)?.start(name, uri, Int(count), attributes)
        }
        sax.endElementNs = { user, _, _, _ in gatherer(user)?.end() }
        sax.characters = { user, text, count in gatherer(user)?.characters(text, Int(count)) }
        sax.ignorableWhitespace = sax.characters
        sax.cdataBlock = sax.characters
        sax.serror = { user, error in
            guard let error = error?.pointee, error.level == XML_ERR_FATAL else { return }
            gatherer(user)?.noteError(Int(error.code), Int(error.line), Int(error.int2))
        }
        return sax
    }
}

private func gatherer(_ user: UnsafeMutableRawPointer?) -> TreeGatherer? {
    user.map { Unmanaged<TreeGatherer>.fromOpaque($0).takeUnretainedValue() }
}

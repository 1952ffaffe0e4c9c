internal import CLibXML2
internal import HubCore

/// The words for what is wrong with a document. libxml2's own messages quote the document, so none of them is ever shown.
enum XMLTrouble {
    static func words(_ code: Int) -> String {
        switch xmlParserErrors(UInt32(clamping: code)) {
        case XML_ERR_DOCUMENT_EMPTY: "the document is empty"
        case XML_ERR_DOCUMENT_END: "there is something after the document's end"
        case XML_ERR_TAG_NAME_MISMATCH: "an element is closed by the tag of another"
        case XML_ERR_TAG_NOT_FINISHED: "the document ends before its last element is closed"
        case XML_ERR_UNDECLARED_ENTITY, XML_ERR_ENTITY_NOT_FINISHED, XML_ERR_ENTITYREF_NO_NAME,
            XML_ERR_ENTITYREF_SEMICOL_MISSING:
            "an entity is used that XML does not know, or an `&` stands alone"
        case XML_ERR_INVALID_ENCODING, XML_I18N_CONV_FAILED, XML_ERR_INVALID_CHAR:
            "the document holds bytes that are no characters of its encoding"
        case XML_ERR_INVALID_CHARREF, XML_ERR_INVALID_HEX_CHARREF, XML_ERR_INVALID_DEC_CHARREF:
            "a character is given by a number that is no character"
        case XML_ERR_ATTRIBUTE_NOT_STARTED, XML_ERR_ATTRIBUTE_NOT_FINISHED, XML_ERR_ATTRIBUTE_WITHOUT_VALUE,
            XML_ERR_LT_IN_ATTRIBUTE, XML_ERR_SPACE_REQUIRED:
            "an attribute is not written as XML wants it"
        case XML_ERR_ATTRIBUTE_REDEFINED: "an element has the same attribute twice"
        case XML_ERR_GT_REQUIRED, XML_ERR_LTSLASH_REQUIRED, XML_ERR_NAME_REQUIRED: "a tag is not written as XML wants it"
        case XML_ERR_XMLDECL_NOT_STARTED, XML_ERR_XMLDECL_NOT_FINISHED, XML_ERR_RESERVED_XML_NAME:
            "the XML declaration is wrong or not at the very beginning"
        case XML_ERR_COMMENT_NOT_FINISHED, XML_ERR_CDATA_NOT_FINISHED, XML_ERR_PI_NOT_FINISHED:
            "a comment, CDATA part or instruction is never closed"
        case XML_ERR_NO_MEMORY: "there is no memory left to read it"
        default: "it is not well-formed XML (libxml2's error \(code))"
        }
    }

    static func refusal(_ offence: TagGuard.Offence) -> HubError {
        switch offence {
        case .doctype:
            HubError(
                .malformed, "the document contains a DOCTYPE, which no clinical document needs; it is refused",
                hint: "Ask for an export without a document type declaration.")
        case .tooLong: HubError(.tooLarge, "a single tag is longer than any real document's")
        case .tooManyAttributes: HubError(.tooLarge, "an element has more attributes than any real document's")
        case .longComment: HubError(.tooLarge, "a comment or instruction is longer than any real document's")
        }
    }
}

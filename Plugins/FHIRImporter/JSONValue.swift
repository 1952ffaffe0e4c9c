internal import Foundation
internal import HubCore

/// A part of a parsed JSON document, asked for by name. What is not there, or of another type, is simply absent.
struct JSONValue {
    let raw: Any?

    init(_ raw: Any?) { self.raw = raw }

    /// - Throws: ``HubError/Code/malformed`` with the line that the parser stopped in, counted from `line`.
    static func parse(_ bytes: [UInt8], file: SourceFile, line: Int) throws(HubError) -> JSONValue {
        do { return JSONValue(try JSONSerialization.jsonObject(with: Data(bytes))) } catch {
            let offset = min((error as NSError).userInfo["NSJSONSerializationErrorIndex"] as? Int ?? 0, bytes.count)
            let before = bytes[..<offset]
            let position = Position(
                line: line + before.count { $0 == 10 }, column: offset - (before.lastIndex(of: 10).map { $0 + 1 } ?? 0) + 1)
            throw HubError(
                .malformed, "this is not valid JSON", at: Origin(file, position),
                hint: "The file may be cut off: export it again, and compare its size.")
        }
    }

    subscript(key: String) -> JSONValue { JSONValue((raw as? [String: Any])?[key]) }

    var exists: Bool { raw != nil && !(raw is NSNull) }
    var items: [JSONValue] { (raw as? [Any])?.map(JSONValue.init) ?? [] }
    /// A list's items, or the one thing that stands where a list may stand.
    var itemsOrSelf: [JSONValue] { raw is [Any] ? items : exists ? [self] : [] }
    var text: String? { raw as? String }
    var number: Double? { isBoolean ? nil : (raw as? NSNumber)?.doubleValue }
    var flag: Bool? { isBoolean ? (raw as? NSNumber)?.boolValue : nil }

    private var isBoolean: Bool {
        guard let number = raw as? NSNumber else { return false }
        return String(cString: number.objCType) == "c" || String(cString: number.objCType) == "B"
    }

    func `extension`(ending name: String) -> JSONValue? {
        (self["extension"].items + self["modifierExtension"].items).first { $0["url"].text?.hasSuffix(name) == true }
    }
}

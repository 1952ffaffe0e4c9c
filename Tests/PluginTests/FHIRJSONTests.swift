@testable import FHIRImporter
import Foundation
import HubJSON
import Testing

/// The JSON reader against Foundation's, on made-up and on damaged text.
@Suite struct FHIRJSONTests {
    private struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    private static func text(_ dice: inout Dice, depth: Int) -> String {
        let blank = ["", "", " ", "\n", "\t "].randomElement(using: &dice)!
        let strings = [#""""#, #""a""#, #""b\"c""#, #""\u00e9\ud83d\ude00""#, "\"ä漢\"", #""\\\/\b\f\n\r\t""#]
        switch Int.random(in: 0..<(depth > 4 ? 4 : 6), using: &dice) {
        case 0: return blank + strings.randomElement(using: &dice)!
        case 1: return ["0", "-1", "12.50", "1e3", "-0.5E-2", "123456"].randomElement(using: &dice)! + blank
        case 2: return ["true", "false", "null"].randomElement(using: &dice)!
        case 3: return blank + "[ ]"
        case 4:
            return "[" + (0..<Int.random(in: 1...4, using: &dice)).map { _ in text(&dice, depth: depth + 1) }.joined(separator: ",") + blank
                + "]"
        default:
            let members = (0..<Int.random(in: 0...4, using: &dice)).map { "\"k\($0)\"" + blank + ":" + text(&dice, depth: depth + 1) }
            return "{" + blank + members.joined(separator: "," + blank) + "}"
        }
    }

    private static func plain(_ value: JSONValue, keys: Int = 5) -> Any {
        if let text = value.text { return text }
        if let flag = value.flag { return flag }
        if let number = value.number { return number }
        if value.isList { return value.items.map { plain($0) } }
        guard value.isObject else { return NSNull() }
        var members: [String: Any] = [:]
        // A member that is null does not exist for those who ask for it.
        for key in (0..<keys).map({ "k\($0)" }) where value[key].exists { members[key] = plain(value[key]) }
        return members
    }

    private static func withoutNulls(_ value: Any) -> Any {
        if let list = value as? [Any] { return list.map(withoutNulls) }
        if let object = value as? [String: Any] { return object.filter { !($0.value is NSNull) }.mapValues(withoutNulls) }
        return value
    }

    private static func same(_ a: Any, _ b: Any) -> Bool { NSArray(array: [a]).isEqual(NSArray(array: [b])) }

    @Test("reads what Foundation reads") func agrees() throws {
        var dice = Dice(state: 7)
        for _ in 0..<2000 {
            let text = Self.text(&dice, depth: 0)
            let mine = try #require(try? JSONDocument(Array(text.utf8)), "\(text)")
            let theirs = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
            #expect(Self.same(Self.plain(mine.root), Self.withoutNulls(theirs)), "\(text)")
        }
    }

    /// RFC 8259 allows numbers that no Double holds and half a surrogate pair, and no comma before a bracket; Foundation takes it the other way.
    private func isReadDifferently(_ text: String) -> Bool {
        text.contains(#/[eE][+-]?\d{3}/#) || text.contains(#/\\u[dD][89a-fA-F]|,\s*\]/#)
    }

    @Test("refuses what Foundation refuses when a byte is lost, changed or added") func damage() {
        var (dice, refused) = (Dice(state: 11), 0)
        for _ in 0..<4000 {
            var bytes = Array(Self.text(&dice, depth: 0).utf8)
            let at = Int.random(in: 0..<bytes.count, using: &dice)
            let byte = Array("{}[]\",:0123456789.eE+-\\ntf x".utf8).randomElement(using: &dice)!
            switch Int.random(in: 0..<3, using: &dice) {
            case 0: bytes.remove(at: at)
            case 1: bytes[at] = byte
            default: bytes.insert(byte, at: at)
            }
            guard let text = String(validating: bytes, as: UTF8.self), !isReadDifferently(text) else { continue }
            let theirs = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            let mine = try? JSONDocument(bytes)
            if mine == nil { refused += 1 }
            #expect((mine == nil) == (theirs == nil), "\(text)")
        }
        #expect(refused > 800)
    }

    @Test("tells where a text ends too early, is nested too deeply, or repeats a name") func trouble() throws {
        func trouble(_ text: String) -> JSONTrouble? {
            do throws(JSONTrouble) { _ = try JSONDocument(Array(text.utf8)) } catch { return error }
            return nil
        }
        #expect(trouble(#"{"a": [1, "#)?.reason == .endsEarly)
        #expect(trouble(#"{"a": x}"#)?.offset == 6)
        #expect(trouble(String(repeating: "[", count: 99) + String(repeating: "]", count: 99)) == nil)
        #expect(trouble(String(repeating: "[", count: 101))?.reason == .tooDeep)
        #expect(try JSONDocument(Array(#"{"a": 1, "b": {"a": 2}}"#.utf8)).repeatsName == false)
        #expect(try JSONDocument(Array(#"{"b": {"a": 2, "a": 3}}"#.utf8)).repeatsName)
        #expect(try JSONDocument([34, 0xC3, 0x28, 34]).isDamaged)
        #expect(try JSONDocument(Array(#"{"a": 7.20}"#.utf8)).root["a"].digits == "7.20")
    }
}

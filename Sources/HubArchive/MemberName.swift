/// The names of members, which zip archives write in one of two encodings and do not always say in which.
enum MemberName {
    /// UTF-8 where the archive says so or where it is valid UTF-8, else code page 437, as the format's description has it.
    /// A backslash is a folder's separator: some Windows programs write it.
    static func decode(_ bytes: ArraySlice<UInt8>, unicode: ArraySlice<UInt8>?) -> String {
        let text =
            unicode.flatMap { String(validating: $0, as: UTF8.self) } ?? String(validating: bytes, as: UTF8.self)
            ?? String(String.UnicodeScalarView(bytes.map { $0 < 128 ? UnicodeScalar($0) : codePage437[Int($0) - 128] }))
        return String(text.map { $0 == "\\" ? "/" : $0 })
    }

    private static let codePage437 = Array(
        ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■"
            + "\u{A0}").unicodeScalars)
}

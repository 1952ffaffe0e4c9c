internal import CCrypto

/// SHA-256 (FIPS 180-4), by the system's OpenSSL. Feed it piece by piece, then take the ``digest()``.
package struct SHA256: ~Copyable {
    private let context: OpaquePointer?

    package init() {
        context = EVP_MD_CTX_new()
        EVP_DigestInit_ex(context, EVP_sha256(), nil)
    }

    deinit { EVP_MD_CTX_free(context) }

    package mutating func feed(_ bytes: Span<UInt8>) {
        bytes.withUnsafeBytes { _ = EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
    }

    /// In hexadecimal, lower case.
    package consuming func digest() -> String {
        var bytes = [UInt8](repeating: 0, count: 32)
        var count: UInt32 = 0
        // Only running out of memory makes OpenSSL fail here, and a made-up digest would be worse than stopping.
        precondition(EVP_DigestFinal_ex(context, &bytes, &count) == 1 && count == 32, "OpenSSL could not make a SHA-256")
        let digits = Array("0123456789abcdef".unicodeScalars)
        var text = String.UnicodeScalarView()
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(text)
    }

    package static func of(_ bytes: [UInt8]) -> String {
        var hash = SHA256()
        hash.feed(bytes.span)
        return hash.digest()
    }
}

/// J. Verhoeff, "Error Detecting Decimal Codes" (1969): the check digit of SNOMED CT identifiers.
enum Verhoeff {
    private static let permutation: [[Int]] = [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 5, 7, 6, 2, 8, 3, 0, 9, 4], [5, 8, 0, 3, 7, 9, 6, 1, 4, 2], [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
        [9, 4, 5, 3, 1, 2, 6, 8, 7, 0], [4, 2, 8, 6, 5, 7, 3, 9, 0, 1], [2, 7, 9, 3, 8, 0, 6, 4, 1, 5], [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
    ]

    /// Multiplication in the dihedral group of ten.
    private static func product(_ a: Int, _ b: Int) -> Int {
        switch (a < 5, b < 5) {
        case (true, true): (a + b) % 5
        case (true, false): 5 + (a + b - 5) % 5
        case (false, true): 5 + (a - 5 + 5 - b) % 5
        case (false, false): (a - b + 5) % 5
        }
    }

    /// All bytes must be digits.
    static func isValid(_ text: Span<UInt8>) -> Bool {
        var check = 0
        for back in 0..<text.count { check = product(check, permutation[back % 8][Int(text[text.count - 1 - back] - 48)]) }
        return check == 0
    }
}

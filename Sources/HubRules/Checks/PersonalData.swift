/// What must not be sent, and what it looks like. Names are known by their column only; the others by their cells as well.
enum PersonalData: Int, CaseIterable {
    case socialSecurity, email, phone, street, name

    var words: String {
        switch self {
        case .socialSecurity: "social-security numbers"
        case .email: "e-mail addresses"
        case .phone: "telephone numbers"
        case .street: "street addresses"
        case .name: "names of patients"
        }
    }

    /// By the column's header; only whole names count, so `Test name` or `Provider first name` are no patient's.
    static func named(_ column: String) -> PersonalData? {
        var words = column.split { !($0.isLetter || $0.isNumber) }.map { $0.lowercased() }
        if let first = words.first, words.count > 1,
            ["patient", "patients", "pt", "pat", "member", "guarantor", "mother", "home", "cell"].contains(first)
        {
            words.removeFirst()
            if words == ["number"] || words == ["no"], ["home", "cell"].contains(first) { return .phone }
        }
        let text = words.joined()
        return byName.first { $0.names.contains(text) }?.kind
            ?? (["patientname", "ptname", "patname", "membername"].contains(column.lowercased().filter { $0.isLetter }) ? .name : nil)
    }

    private static let byName: [(kind: PersonalData, names: Set<String>)] = [
        (.socialSecurity, ["ssn", "socialsecurity", "socialsecuritynumber", "socialsecurityno", "socsec", "ssnumber", "ssno"]),
        (.email, ["email", "emailaddress", "mail", "emailaddr"]),
        (
            .phone,
            [
                "phone", "phonenumber", "phoneno", "telephone", "telephonenumber", "mobile", "mobilephone", "cellphone", "homephone",
                "workphone", "phone1", "phone2",
            ]
        ),
        (
            .street,
            [
                "street", "streetaddress", "address", "address1", "address2", "addressline1", "addressline2", "addr", "addr1",
                "homeaddress", "mailingaddress",
            ]
        ),
        (
            .name,
            [
                "lastname", "firstname", "middlename", "fullname", "surname", "givenname", "familyname", "maidenname", "fname", "lname",
                "lastfirst", "lastnamefirstname",
            ]
        ),
    ]

    /// By one cell, trimmed or not.
    static func looksLike(_ cell: Span<UInt8>) -> PersonalData? {
        var (from, to) = (0, cell.count)
        while from < to, cell[from] <= 32 { from += 1 }
        while to > from, cell[to - 1] <= 32 { to -= 1 }
        guard to - from >= 7, to - from <= 200 else { return nil }
        var (digits, letters, spaces, at, dashes, others) = (0, 0, 0, -1, 0, 0)
        for place in from..<to {
            switch cell[place] {
            case 48...57: digits += 1
            case 65...90, 97...122: letters += 1
            case 32: spaces += 1
            case 45: dashes += 1
            case 64: at = place
            case 40, 41, 43, 46: break
            default: others += 1
            }
        }
        if at > from, spaces == 0 { return isEmail(cell, at: at, to: to) ? .email : nil }
        if letters == 0, others == 0 {
            if to - from == 11, digits == 9, cell[from + 3] == 45, cell[from + 6] == 45 { return .socialSecurity }
            return isPhone(cell, from: from, to: to, digits: digits, dashes: dashes) ? .phone : nil
        }
        return digits > 0 && spaces > 0 && letters > 3 && isStreet(cell, from: from, to: to) ? .street : nil
    }

    /// Something, `@`, something with a dot inside.
    private static func isEmail(_ cell: Span<UInt8>, at: Int, to: Int) -> Bool {
        guard at + 3 < to else { return false }
        for place in (at + 2)..<(to - 1) where cell[place] == 46 { return true }
        return false
    }

    /// Ten digits (or eleven from 1) written as (206) 555-0100, 206-555-0100 or 206.555.0100; ten bare digits are a number like any other.
    private static func isPhone(_ cell: Span<UInt8>, from: Int, to: Int, digits: Int, dashes: Int) -> Bool {
        var groups: [Int] = []
        var open = 0
        for place in from..<to {
            if (48...57).contains(cell[place]) {
                open += 1
            } else if open > 0 {
                groups.append(open)
                open = 0
            }
        }
        if open > 0 { groups.append(open) }
        if groups.first == 1, digits == 11 { groups.removeFirst() }
        return groups == [3, 3, 4] || (digits == 10 && groups == [3, 7] && cell[from] == 40)
    }

    private static let streets: Set<String> = [
        "st", "street", "ave", "avenue", "rd", "road", "dr", "drive", "ln", "lane", "blvd", "boulevard", "ct", "court", "way", "pl",
        "place", "hwy",
        "highway", "cir", "circle", "ter", "terrace", "pkwy", "parkway",
    ]

    /// A house number first, then a word that streets end in, not right behind the number.
    private static func isStreet(_ cell: Span<UInt8>, from: Int, to: Int) -> Bool {
        var bytes: [UInt8] = []
        for place in from..<to { bytes.append(cell[place]) }
        let words = String(decoding: bytes, as: UTF8.self).lowercased().split { !($0.isLetter || $0.isNumber) }
        guard let number = words.first, number.count <= 6, number.allSatisfy({ $0.isNumber }) else { return false }
        return words.dropFirst(2).contains { streets.contains(String($0)) }
    }
}

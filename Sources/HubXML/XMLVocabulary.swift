/// The names that a reader of documents knows, each with a small number, so that no name is ever compared as text.
///
/// Usually the cases of an enumeration: `XMLVocabulary(Name.self)` numbers them by raw value. Names that are met and not known
/// get the next numbers.
package struct XMLVocabulary: Sendable {
    let known: [String: UInt16]
    let names: [String]
    let spaces: [(uri: String, space: XMLSpace)]

    /// Raw values must be 0, 1, 2 … in order.
    package init<Name: RawRepresentable<UInt16> & CaseIterable>(
        _ names: Name.Type, namespaces: [(uri: String, space: XMLSpace)]
    ) {
        self.names = names.allCases.map { "\($0)" }
        known = Dictionary(uniqueKeysWithValues: names.allCases.map { ("\($0)", $0.rawValue) })
        spaces = namespaces
    }
}

/// Which namespace an element is in, as far as its reader cares.
package enum XMLSpace: UInt8, Sendable {
    /// None was declared, or the prefix was not.
    case none
    /// The one that the document is written in.
    case main
    /// A known addition to it.
    case added
    /// Any other: never matched by name.
    case foreign
}

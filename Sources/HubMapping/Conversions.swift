internal import HubCore

/// How values of the codes and units at hand become canonical, each looked up once.
///
/// Codes and units are told apart by identity; an entry keeps both alive, so that an address is never used again while it is remembered.
struct Conversions {
    private struct Entry {
        let code: KnownCode?
        let unit: KnownUnit
        let conversion: Units.Conversion
    }
    private var entries: [Entry?] = Array(repeating: nil, count: 256)

    mutating func of(_ code: KnownCode?, in unit: KnownUnit) -> Units.Conversion {
        let slot = Self.slot(code, unit)
        if let entry = entries[slot], entry.code === code, entry.unit === unit { return entry.conversion }
        let conversion = Units.conversion(unit: unit.meant, code: code?.analyteCode)
        entries[slot] = Entry(code: code, unit: unit, conversion: conversion)
        return conversion
    }

    private static func slot(_ code: KnownCode?, _ unit: KnownUnit) -> Int {
        let a = code.map { UInt(bitPattern: ObjectIdentifier($0)) } ?? 0
        let b = UInt(bitPattern: ObjectIdentifier(unit))
        return Int(truncatingIfNeeded: (a >> 4 ^ a >> 12 ^ b >> 5 ^ b >> 11) & 255)
    }
}

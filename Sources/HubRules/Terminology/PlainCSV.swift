import HubCore

/// Comma-separated rows as RFC 4180 has them, for the hub's own small lists. Source files of practices go through the CSV importer.
package enum PlainCSV {
    package struct Row {
        package var line: Int
        package var fields: [String]
    }

    package static func rows(_ bytes: [UInt8], delimiter: UInt8 = 44) -> [Row] {
        var rows: [Row] = []
        var fields: [String] = []
        var field: [UInt8] = []
        var quoted = false
        var wasQuoted = false
        var line = 1
        var began = 1
        func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
        func endRow() {
            fields.append(text(field))
            if fields.count > 1 || !fields[0].trimmingBlanks().isEmpty || wasQuoted { rows.append(Row(line: began, fields: fields)) }
            (fields, field, wasQuoted) = ([], [], false)
        }
        var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if byte == 10 { line += 1 }
            if quoted {
                if byte != 34 {
                    field.append(byte)
                } else if at < bytes.count, bytes[at] == 34 {
                    field.append(34)
                    at += 1
                } else {
                    quoted = false
                }
                continue
            }
            switch byte {
            case 34 where field.isEmpty: (quoted, wasQuoted) = (true, true)
            case delimiter:
                fields.append(text(field))
                field = []
            case 13: break
            case 10:
                endRow()
                began = line
            default: field.append(byte)
            }
        }
        if !field.isEmpty || !fields.isEmpty { endRow() }
        return rows
    }
}

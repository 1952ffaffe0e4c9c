package import HubCore

/// Two tables as large as one likes, for measuring speed: `patients.csv` and a Synthea-style `observations.csv` of exactly `rows` rows.
///
/// Five rows a visit (pressure, pulse, weight, A1c), patients in turn, spread over three years. Writes more than a million rows a second, because
/// each row is put together from bytes.
package func writeBigObservations(rows: Int, patients: Int, seed: UInt64, to folder: String) throws(HubError) -> [SamplePractice.File] {
    guard rows > 0, patients > 0, let end = Day(year: 2026, month: 12, day: 31) else {
        throw HubError(.misconfigured, "rows and patients must be more than 0")
    }
    let population = Population(seed: seed, profile: .riverbend, period: Period(end.adding(days: -364), end))
    var ids: [[UInt8]] = []
    var random = SampleRandom(seed: seed, stream: streamNumber("big"))
    let people = try SampleFile("patients.csv", in: folder)
    try people.put(line: SyntheaTables.Table.patients.columns.joined(separator: ","))
    for number in 0..<patients {
        let id = uuid(&random)
        ids.append(Array(id.utf8))
        let female = random.chance(0.5)
        var cells = [String](repeating: "", count: SyntheaTables.Table.patients.columns.count)
        (cells[0], cells[1]) = (id, end.adding(days: -random.int(in: 7000...30000)).description)
        (cells[7], cells[8]) = (random.pick(female ? femaleNames : maleNames), lastNames[number % lastNames.count])
        (cells[12], cells[13], cells[14]) = ("white", "nonhispanic", female ? "F" : "M")
        try people.row(cells)
    }
    try people.finish()

    let days = (0..<1095).map { Array(population.start.adding(days: $0).description.utf8) }
    let kinds = BigRow.kinds
    let file = try SampleFile("observations.csv", in: folder)
    try file.put(line: SyntheaTables.Table.observations.columns.joined(separator: ","))
    var piece: [UInt8] = []
    piece.reserveCapacity(1 << 20)
    var (patient, visit) = (0, [UInt8]())
    var when: [UInt8] = []
    for row in 0..<rows {
        let kind = row % kinds.count
        if kind == 0 {
            patient = row / kinds.count % patients
            let draw = random.next()
            visit = BigRow.hexadecimal(draw)
            when = days[Int(draw % 1095)] + BigRow.time(Int(draw >> 32 % 600))
        }
        piece += when
        piece += ids[patient]
        piece.append(44)
        piece += visit
        piece += kinds[kind].front
        BigRow.append(kinds[kind].low + random.below(kinds[kind].spread), to: &piece)
        piece += kinds[kind].back
        if piece.count > 900_000 {
            try file.write(bytes: piece)
            piece.removeAll(keepingCapacity: true)
        }
    }
    try file.write(bytes: piece)
    try file.finish()
    return [people.summary, .init(name: file.name, path: file.path, rows: rows)]
}

/// The pieces of a row that stay the same.
private enum BigRow {
    /// `front` runs from after the visit to the value, `back` from the value to the line's end; values are tenths.
    static let kinds: [(front: [UInt8], low: Int, spread: Int, back: [UInt8])] = [
        (",vital-signs,8480-6,Systolic Blood Pressure,", 1000, 700, ",mm[Hg],numeric\n"),
        (",vital-signs,8462-4,Diastolic Blood Pressure,", 600, 380, ",mm[Hg],numeric\n"),
        (",vital-signs,8867-4,Heart rate,", 520, 500, ",/min,numeric\n"),
        (",vital-signs,29463-7,Body Weight,", 500, 700, ",kg,numeric\n"),
        (",laboratory,4548-4,Hemoglobin A1c/Hemoglobin.total in Blood,", 48, 70, ",%,numeric\n"),
    ].map { (Array($0.0.utf8), $0.1, $0.2, Array($0.3.utf8)) }

    /// `T08:15:00Z,` for minutes after eight o'clock.
    static func time(_ minutes: Int) -> [UInt8] {
        Array("T\(padded(8 + minutes % 600 / 60, 2)):\(padded(minutes % 60, 2)):00Z,".utf8)
    }

    /// A visit's id: a UUID whose second half is the first again.
    static func hexadecimal(_ number: UInt64) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for at in 0..<32 {
            if at == 8 || at == 12 || at == 16 || at == 20 { text.append(45) }
            let digit = UInt8(truncatingIfNeeded: number >> UInt64(4 * (at % 16))) & 15
            text.append(digit < 10 ? 48 + digit : 87 + digit)
        }
        return text
    }

    static func append(_ tenths: Int, to bytes: inout [UInt8]) {
        let whole = tenths / 10
        if whole >= 100 { bytes.append(48 + UInt8(truncatingIfNeeded: whole / 100 % 10)) }
        if whole >= 10 { bytes.append(48 + UInt8(truncatingIfNeeded: whole / 10 % 10)) }
        bytes += [48 + UInt8(truncatingIfNeeded: whole % 10), 46, 48 + UInt8(truncatingIfNeeded: tenths % 10)]
    }
}

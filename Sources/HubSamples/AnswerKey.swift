internal import Foundation
internal import HubCore

/// The list of what is wrong on purpose, kept while the files are written.
final class AnswerKey {
    private var errors: [PlantedError] = []

    /// How often an error was planted so far.
    func count(_ id: String) -> Int { errors.first { $0.id == id }?.rows ?? 0 }

    func add(_ plant: Plant, file: String, line: Int, column: Int = 1, field: String = "", text: String) {
        let place = PlantedError.Place(file: file, line: line, column: column, field: field, text: text)
        let at: Int
        if let known = errors.firstIndex(where: { $0.id == plant.id }) {
            at = known
        } else {
            at = errors.count
            errors.append(PlantedError(id: plant.id, what: plant.what, finding: plant.finding, effect: plant.effect))
        }
        errors[at].rows += 1
        if errors[at].places.count < 20 { errors[at].places.append(place) }
    }

    var planted: [PlantedError] { errors.sorted { $0.id < $1.id } }

    func write(_ practice: SamplePractice, in folder: String) throws(HubError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let sheet = Sheet(practice: practice.code, patients: practice.patients, planted: planted, truths: practice.truths)
        guard let json = try? encoder.encode(sheet) else { throw SampleFile.failure("planted-errors.json") }
        let file = try SampleFile("planted-errors.json", in: folder)
        try file.write(String(decoding: json, as: UTF8.self) + "\n")
        try file.finish()
        let page = try SampleFile("planted-errors.md", in: folder)
        try page.write(words(practice))
        try page.finish()
    }

    private struct Sheet: Encodable {
        var practice: String
        var patients: Int
        var planted: [PlantedError]
        var truths: [SampleTruth]
    }

    private func words(_ practice: SamplePractice) -> String {
        var text = "# Planted errors: \(practice.name)\n\nMade-up people, made-up data. \(practice.patients) patients.\n"
        for error in planted {
            text += "\n## \(error.id) (\(error.rows))\n\n\(error.what)\n\n- Finding: about `\(error.finding)`\n- Effect: \(error.effect)\n"
            for place in error.places {
                text += "- `\(place.file):\(place.line):\(place.column)`" + (place.field.isEmpty ? "" : " \(place.field)")
                text += place.text.isEmpty ? " (empty)\n" : ": `\(place.text)`\n"
            }
        }
        return text
    }
}

/// A kind of error: its id in the answer key, what it is, about which finding it leads to, what it does to the numbers.
struct Plant {
    var id, what, finding, effect: String

    init(_ id: String, _ what: String, finding: String, effect: String = "none: the rows are extra, or older than every reported year") {
        (self.id, self.what, self.finding, self.effect) = (id, what, finding, effect)
    }
}

internal import HubCore

/// Errors that stop one file, and files that nobody can read, as findings.
enum FileTrouble {
    static func finding(_ error: HubError, file: InputFile) -> Finding {
        Finding(
            .error, error.code.description.contains(".") ? error.code.description : "file.\(error.code)", error.message,
            at: error.origin ?? Origin(file.source), fix: error.hint,
            owner: error.code == .misconfigured ? .hub : .exporter)
    }

    static func notRecognized(_ file: InputFile, importers: [ImporterEntry]) -> Finding {
        Finding(
            file.isNamed ? .error : .note, "file.not-recognized", "this is none of the formats that the hub reads", at: Origin(file.source),
            fix: "Formats: " + importers.map { $0.about.summary }.joined(separator: "; ") + ".", owner: .exporter)
    }
}

extension Recognizer {
    /// As ``importer(for:)``; a file that nobody claims goes by its name's ending, so that its reader can say what is wrong with it.
    func importerOrNamesake(for file: InputFile) throws(HubError) -> ImporterEntry? {
        if let found = try importer(for: file) { return found }
        let ending = file.name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return importers.first { $0.about.extensions.contains(ending) }
    }
}

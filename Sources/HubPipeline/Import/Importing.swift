package import HubCore
internal import HubRules
package import HubStore

/// Imports files as one submission of one practice: all of it, or nothing. The same file twice is once.
package struct Importing: Sendable {
    private let folder: ConfigFolder
    private let importers: [any Importer.Type]
    private let database: Database

    package init(folder: ConfigFolder, importers: [any Importer.Type], database: Database) {
        self.folder = folder
        self.importers = importers
        self.database = database
    }

    /// - Throws: what stops the import before a file is read (usage, configuration, database); what is wrong with files is in the receipt,
    ///   whose `submission` is nil when nothing was stored.
    package func run(
        _ request: SubmissionRequest, advance: @escaping @Sendable (Int, String) -> Void = { _, _ in }
    ) async throws(HubError) -> ImportReceipt {
        let sorted = try SortedFiles(request, Recognizer(importers))
        let completeness = try CompletenessJudging(request, folder: folder, stored: [])
        let practice = try await self.practice(request)
        let stored = try await practice.asyncMap { practice throws(HubError) in try await database.codeMap(practice: practice.id) }
        let plan = try ReadingPlan(request, folder: folder, stored: stored ?? CodeMap(), judging: completeness?.judging)
        guard !sorted.files.isEmpty else { return sorted.receipt(request, refused: true) }
        let made = try await madePractice(practice, request)

        let order = ImportRequest(
            practice: made.id, scope: request.isDelta ? .delta : .full, period: request.period, files: sorted.files.map(\.stored))
        let answer = Answer()
        do throws(HubError) {
            let storedReceipt = try await database.importing(order) { writer throws(HubError) in
                try SubmissionWriting(plan, writer: writer, advance: advance).write(sorted, request, answer: answer)
            }
            return await finished(sorted, request, storedReceipt, answer.receipt)
        } catch {
            if practice == nil { try await database.removePractice(code: request.practice) }
            guard error.code == SubmissionWriting.nothingKept else { throw error }
            return answer.receipt ?? sorted.receipt(request, refused: true)
        }
    }

    private func practice(_ request: SubmissionRequest) async throws(HubError) -> Practice? {
        if let found = try await database.practice(code: request.practice) { return found }
        guard request.createPractice else {
            let codes = try await database.practices().map(\.code)
            throw HubError(
                .notFound, "there is no practice `\(request.practice)`" + Suggestion.words(for: request.practice, among: codes),
                hint: "Correct the code, or add --create-practice if it is new.")
        }
        return nil
    }

    private func madePractice(_ found: Practice?, _ request: SubmissionRequest) async throws(HubError) -> Practice {
        if let found { return found }
        return try await database.makePractice(code: request.practice, name: request.practiceName ?? request.practice)
    }

    /// Files that were seen before are told with the submission that has them.
    private func finished(
        _ sorted: SortedFiles, _ request: SubmissionRequest, _ stored: Receipt, _ answer: ImportReceipt?
    ) async -> ImportReceipt {
        guard var receipt = answer else {
            var receipt = sorted.receipt(request, refused: false)
            for file in stored.files {
                var line = ImportReceipt.File(name: file.file.name, state: .seenBefore)
                (line.format, line.seenIn) = (file.file.format, file.seenBefore.map { Int($0.submission) })
                receipt.add(line)
            }
            return receipt
        }
        receipt.submission = stored.submission.map(Int.init)
        receipt.patients = stored.patients
        receipt.superseded = stored.superseded.map(Int.init)
        return receipt
    }
}

/// Carries the receipt out of the transaction, also when it is undone.
final class Answer: Sendable {
    private let held = Guarded<ImportReceipt?>(nil)
    var receipt: ImportReceipt? {
        get { held.value }
        set { held.value = newValue }
    }
}

package import HubCore
internal import HubRules
package import HubStore

/// Imports files as one submission of one practice: all of it, or nothing. The same file twice is once.
package struct Importing: Sendable {
    private let folder: ConfigFolder
    private let importers: [ImporterEntry]
    private let database: Database

    package init(folder: ConfigFolder, importers: [ImporterEntry], database: Database) {
        self.folder = folder
        self.importers = importers
        self.database = database
    }

    /// - Throws: what stops the import before a file is read (usage, configuration, database); what is wrong with files is in the receipt,
    ///   whose `submission` is nil when nothing was stored.
    package func run(
        _ request: SubmissionRequest, advance: @escaping @Sendable (Int, String) -> Void = { _, _ in }
    ) async throws(HubError) -> ImportReceipt {
        let sorted = try SortedFiles(request, Recognizer(folder.mappings().bind(importers, source: request.source)))
        let choice = try request.judgedPeriod.map { period throws(HubError) in try folder.choose(request.measures, for: [period]) }
        let sets = try await choice.asyncMap { choice throws(HubError) in try await database.valueSets(oids: choice.valueSets) }
        let completeness = try CompletenessJudging(request, folder: folder, stored: sets ?? [])
        let found = try await self.practice(request)
        let stored = try await found.asyncMap { practice throws(HubError) in try await database.codeMap(practice: practice.id) }
        let codeMap = try self.codeMap(request, on: stored ?? CodeMap())
        var plan = try ReadingPlan(request, folder: folder, codeMap: codeMap, judging: completeness?.judging)
        plan.recipes = RecipeBook(
            recipes: try await found.asyncMap { practice throws(HubError) in try await database.recipes(practice: practice.id) } ?? [])
        let before = try await found.asyncMap { practice throws(HubError) in try await database.reported(practice: practice.id) }
        plan.context.reportedBefore = before?.map(\.result) ?? []
        if let found, let end = request.period?.end ?? request.receivedOn {
            plan.context.adultPanel = try await database.adultPanel(practice: found.id, on: end)
        }
        guard !sorted.files.isEmpty else { return sorted.receipt(request) }
        let (reading, practice) = (plan, try await madePractice(found, request))

        let order = ImportRequest(
            practice: practice.id, scope: request.isDelta ? .delta : .full, period: request.period, files: sorted.files.map(\.stored))
        let answer = Answer()
        do throws(HubError) {
            let kept = try await database.importing(order) { writer throws(HubError) in
                try SubmissionWriting(reading, writer: writer, advance: advance).write(sorted, request, answer: answer)
            }
            if request.codeMap != nil { try await database.store(codeMap, practice: practice.id) }
            try await remember(answer.receipt, kept, request, practice)
            return try await judged(finished(sorted, request, kept, answer.receipt), request, practice)
        } catch {
            if found == nil { try? await database.removePractice(code: request.practice) }
            guard error.code == SubmissionWriting.nothingKept else { throw error }
            return answer.receipt ?? sorted.receipt(request)
        }
    }

    /// Keeps how the files that were taken were read, so that the next ones of the same layout need nobody to say it.
    private func remember(_ answer: ImportReceipt?, _ kept: Receipt, _ request: SubmissionRequest, _ practice: Practice)
        async throws(HubError)
    {
        guard let answer, let submission = kept.submission else { return }
        let taken = answer.files.filter { $0.state == .taken }.compactMap { answer.readings[$0.name]?.recipe }
        try await database.remember(taken, practice: practice.id, submission: submission, on: request.receivedOn)
    }

    /// What the practice's codes mean: what the hub knows, and on top of it the file that comes with this import, which is kept.
    private func codeMap(_ request: SubmissionRequest, on stored: CodeMap) throws(HubError) -> CodeMap {
        guard let path = request.codeMap else { return stored }
        var map = try CodeMapFile.read(path: path)
        for (code, targets) in stored.targets where map[code].isEmpty {
            for target in targets { map.add(code, means: target) }
        }
        return map
    }

    /// Says for which measures it is enough: judged from what counts now, this submission included.
    private func judged(_ receipt: ImportReceipt, _ request: SubmissionRequest, _ practice: Practice) async throws(HubError)
        -> ImportReceipt
    {
        // Counts alone make no patients to judge.
        guard let period = request.judgedPeriod, receipt.submission != nil, receipt.patients > 0 || receipt.reported.isEmpty else {
            return receipt
        }
        let run = try await JudgeRun(measures: request.measures, periods: [period], folder: folder, database: database)
        var receipt = receipt
        if let line = try await run.run([practice]).first {
            receipt.results = line.results
            receipt.completeness = TextOnly.told(line.completeness, run.judging.choice.measures, receipt.coverage)
        }
        return receipt
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
    ) -> ImportReceipt {
        guard var receipt = answer else {
            var receipt = sorted.receipt(request)
            var book = FindingBook(acrossFiles: true)
            for finding in sorted.unknownFindings() { book.add(finding) }
            for file in stored.files {
                var line = ImportReceipt.File(name: file.file.name, state: .seenBefore)
                (line.format, line.seenIn) = (file.file.format, file.seenBefore.map { Int($0.submission) })
                receipt.add(line)
                guard let before = line.seenIn else { continue }
                book.add(SubmissionWriting.seenBefore(in: before, SourceFile(line.name)))
            }
            receipt.set(book)
            return receipt
        }
        receipt.submission = stored.submission.map(Int.init)
        receipt.patients = stored.patients
        receipt.superseded = stored.superseded.map(Int.init)
        receipt.reportedStanding = stored.standing
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

import HubCore

/// The results of one file on their way to being canonical. Each keeps what became of it.
struct ReportedBatch {
    struct Entry {
        let unit: Int
        var result: ReportedResult
        var measure: KnownMeasure?
        var isComplement = false
        var trouble: Finding?
        /// The same number was there before.
        var isRepeated = false
        var isFine: Bool { trouble == nil && !isRepeated }
    }

    let sink: ReportedSink
    let unitCount: Int
    var entries: [Entry] = []
    var fileFindings: [Finding] = []
    /// Results of earlier files that this one contradicts.
    var takenBack: Set<ReportedResult> = []

    init(_ units: [[ReportedResult]], _ sink: ReportedSink) {
        self.sink = sink
        unitCount = units.count
        for (at, unit) in units.enumerated() { entries += unit.map { Entry(unit: at, result: $0) } }
    }

    func finding(
        _ severity: Finding.Severity, _ id: String, _ message: String, _ result: ReportedResult? = nil, fix: String?,
        owner: Finding.Owner? = .exporter
    ) -> Finding {
        Finding(severity, id, message, at: Origin(sink.file, result?.position, path: result?.path), fix: fix, owner: owner)
    }

    /// Which measure, which of its rates, which days.
    mutating func recognize() {
        for at in entries.indices {
            entries[at].isComplement = entries[at].result.isComplement
            if let id = entries[at].result.measure {
                entries[at].measure = sink.names[id]
            } else if !nameMeasure(at) {
                continue
            }
            if let measure = entries[at].measure { nameParts(at, measure) }
            if entries[at].isFine { setPeriod(at) }
        }
    }

    private mutating func nameMeasure(_ at: Int) -> Bool {
        let sent = entries[at].result
        switch sink.names.recognize(sent.sentMeasure, sent.nameKind, title: sent.sentTitle) {
        case .known(let measure, let version, let group, let isComplement):
            entries[at].measure = measure
            entries[at].result.measure = measure.id
            entries[at].result.version = sent.version ?? version
            if let group, sent.group.isEmpty { entries[at].result.group = group }
            if isComplement { entries[at].isComplement = true }
            return true
        case .ambiguous(let message, let fix):
            entries[at].trouble = finding(.error, "reported.ambiguous-measure", message, sent, fix: fix)
        case .unknown(let suggestion):
            entries[at].trouble = finding(
                .error, "reported.unknown-measure", "no measure that the hub knows is called `\(sent.sentMeasure.prefix(80))`\(suggestion)",
                sent, fix: "Write the measure's CMS number, such as CMS165v14, or add its name to Mappings/names/measures.yaml.")
        }
        return false
    }

    private mutating func nameParts(_ at: Int, _ measure: KnownMeasure) {
        let sent = entries[at].result
        if let version = sent.version {
            if let label = measure.version(version) {
                entries[at].result.version = label
            } else {
                entries[at].trouble = finding(
                    .error, "reported.unknown-version", "`\(version.prefix(40))` is no version of \(measure.id)", sent,
                    fix: "Write it as \(measure.versions.values.max() ?? measure.id + "v13").")
            }
        }
        entries[at].result.stratum = measure.stratum(sent.stratum)
        guard let group = measure.group(sent.group), !group.isEmpty else {
            let rates = measure.groups.map { "\($0.id) (\($0.names.first ?? ""))" }.joined(separator: ", ")
            let message =
                sent.group.isEmpty
                ? "\(measure.id) has \(measure.groups.count) rates, and the row does not say which it is"
                : "\(measure.id) has no rate `\(sent.group.prefix(40))`"
            entries[at].trouble = finding(
                .error, "reported.unknown-group", message, sent,
                fix: measure.groups.isEmpty
                    ? "Leave the column of the group empty: the measure has one rate."
                    : "Add a column `group` to the export: \(rates), or 0 for one number over all.")
            return
        }
        entries[at].result.group = group
    }

    /// The row's own days; its label; what the table prints above itself; what is asked for. Never a guess beyond these.
    private mutating func setPeriod(_ at: Int) {
        let sent = entries[at].result
        var found = sent.periodStart.flatMap { start in sent.periodEnd.map { Period(start, $0) } }
        if found == nil, let label = sent.periodLabel {
            found = PeriodLabel.read(label)
            if found == nil {
                entries[at].trouble = finding(
                    .error, "reported.no-period", "`\(label.prefix(40))` is no period that the hub can read", sent,
                    fix: "Write 2026, 2026 Q3, or the first and the last day.")
                return
            }
        }
        found = found ?? (sink.printed.count == 1 ? sink.printed[0] : nil) ?? (sink.printed.isEmpty ? sink.asked : nil)
        guard var period = found, period.start <= period.end else {
            let why =
                found != nil
                ? "the period ends before it starts"
                : sink.printed.count > 1
                    ? "the file prints more than one period, and the row does not say which is its own"
                    : "nothing says which period the row is about"
            entries[at].trouble = finding(
                .error, "reported.no-period", why, sent,
                fix: "Name the period with --period, or add columns for its first and last day to the export.")
            return
        }
        if let months = sent.rollingMonths { period.start = period.end.adding(days: 1).adding(months: -months) }
        (entries[at].result.periodStart, entries[at].result.periodEnd) = (period.start, period.end)
    }
}

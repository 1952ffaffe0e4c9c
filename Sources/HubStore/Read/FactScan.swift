package import HubCore

/// Reads a practice's current facts once, and hands them over patient after patient.
///
/// Facts lie in the order in which they were imported. They come as binary COPY and are grouped here by a counting sort on the patient's
/// number: no sort in the database, no index. A practice with more than ``factsAtOnce`` facts is read in passes over ranges of patients; what a pass
/// holds of facts that are wanted says how many patients the next one takes.
package struct FactScan: Sendable {
    /// Which facts are wanted at all. Others are dropped as they come.
    package struct Filter: Sendable {
        /// Facts that have one of these codes, first or further.
        package var codes: Set<Int32>
        /// Facts of these kinds, whatever their code.
        package var kinds: Set<Fact.Kind>

        package init(codes: Set<Int32>, kinds: Set<Fact.Kind> = []) {
            self.codes = codes
            self.kinds = kinds
        }
    }

    package let practice: Int32
    package var filter: Filter?
    /// About 130 bytes each: half a gigabyte. Each pass has the database look at all facts of the practice, so that few passes are quick ones.
    package var factsAtOnce = 4_000_000
    /// One patient only, by number.
    package var onlyPatient: Int32?

    package init(practice: Int32, filter: Filter? = nil) {
        self.practice = practice
        self.filter = filter
    }

    /// Every patient who is in a current submission, by number; the facts of each in the order of submission and number, and each once
    /// however many submissions tell it.
    /// Run it in a ``Database/snapshot(_:)``, so that all passes see the same data.
    package func read(
        _ connection: Connection, _ body: (HistoryPatient, [HistoryFact]) throws(HubError) -> Void
    ) throws(HubError) {
        var (submissions, total): ([Int32], Int) = ([], 0)
        let rows = try connection.query(
            "SELECT submission_id, facts FROM submission WHERE practice_id = $1 AND state = 'current' ORDER BY submission_id", [practice])
        for row in rows {
            submissions.append(try row.int32(0))
            total += try row.int(1)
        }
        guard !submissions.isEmpty else { return }
        let patients = try PatientTable(connection, practice: practice, submissions: submissions)
        var group = FactGroup(filter: filter, overlaps: submissions.count > 1)
        group.reserve(onlyPatient == nil ? min(total, factsAtOnce) : 0)
        var passes = ScanPasses(patients: patients.count, facts: total, atOnce: factsAtOnce, only: onlyPatient)
        while let range = passes.next(after: group.count) {
            group.begin(range)
            let part = range.count < patients.count ? range : nil
            try connection.copyOut(Self.statement(practice, submissions, part)) { row throws(HubError) in try group.take(&row) }
            try group.handOver(patients, body)
        }
    }

    /// Integers only: COPY takes no parameters.
    static func statement(_ practice: Int32, _ submissions: [Int32], _ range: Range<Int>?) -> String {
        let patients = range.map { " AND patient_id >= \($0.lowerBound) AND patient_id < \($0.upperBound)" } ?? ""
        return """
            SELECT patient_id, kind, status, verification, category, intent, negated, comparator, code_id, start_date, end_date, authored_date,
                start_second, value_num, unit_id, value_code_id, value_text IS NOT NULL, reason_code_id, qualifier_code_id, supply_days,
                own_key, encounter_key, panel_key, submission_id, fact_no, file_id, provider_id, site_id, more_code_ids,
                more_value_code_ids
            FROM fact WHERE practice_id = \(practice) AND submission_id IN (\(submissions.map(String.init).joined(separator: ", ")))\(patients)
            """
    }
}

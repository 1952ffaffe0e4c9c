internal import HubCore

/// Which submissions count. Facts never move: a submission's state does, and follows from all the states of its practice.
///
/// A submission counts unless it was withdrawn, or a later full submission that was not withdrawn stands for the same time: their
/// declared periods overlap, or one of them declares none. So withdrawing restores what was superseded, in any order.
///
/// Reported counts go by themselves: each stands until it is told anew or its submission is withdrawn, whatever became of the patients' data
/// beside it (view `reported`).
///
/// A full submission has rows of all its files, those that count elsewhere included: it must stand when the other goes. Facts that two
/// tell count once (``Overlap``).
enum Submissions {
    /// Names our advisory locks of practices: "hub" in ASCII.
    private static let lockClass = 0x6875_62

    /// One writer a practice, until the transaction ends.
    static func lock(_ connection: Connection, _ practice: Int32) throws(HubError) {
        _ = try connection.query("SELECT pg_advisory_xact_lock($1::int, $2::int)", [lockClass, practice])
        guard !(try connection.query("SELECT 1 FROM practice WHERE practice_id = $1", [practice]).isEmpty) else {
            throw HubError(.notFound, "There is no practice number \(practice).")
        }
    }

    /// Where each of these files counts already; the newest submission of several.
    static func live(_ connection: Connection, _ practice: Int32, _ digests: [String]) throws(HubError) -> [String: SeenBefore] {
        var live: [String: SeenBefore] = [:]
        let rows = try connection.query(
            """
            SELECT f.sha256, s.submission_id, f.name, to_char(s.received_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
            FROM source_file f JOIN submission s ON s.practice_id = f.practice_id AND s.submission_id = f.submission_id
            WHERE f.practice_id = $1 AND f.live AND f.sha256 = ANY ($2::text[])
            """, [practice, digests])
        for row in rows {
            live[try row.text(0)] = SeenBefore(submission: try row.int32(1), name: try row.text(2), receivedAt: try row.text(3))
        }
        return live
    }

    static func begin(_ connection: Connection, _ request: ImportRequest) throws(HubError) -> Int32 {
        try connection.query(
            """
            INSERT INTO submission (practice_id, state, scope, period_start, period_end) VALUES ($1, 'received', $2, $3, $4)
            RETURNING submission_id
            """, [request.practice, request.scope.rawValue, request.period?.start, request.period?.end])[0].int32(0)
    }

    static func superseded(_ connection: Connection, _ practice: Int32) throws(HubError) -> Set<Int32> {
        var found: Set<Int32> = []
        for row in try connection.query("SELECT submission_id FROM submission WHERE practice_id = $1 AND state = 'superseded'", [practice])
        {
            found.insert(try row.int32(0))
        }
        return found
    }

    /// How many reported numbers of these submissions count.
    static func standing(_ connection: Connection, _ practice: Int32, _ submissions: [Int32]) throws(HubError) -> Int {
        guard !submissions.isEmpty else { return 0 }
        return try connection.query(
            "SELECT count(*) FROM reported WHERE practice_id = $1 AND submission_id = ANY ($2::int[])", [practice, submissions])[0].int(0)
    }

    /// A submission of counts alone is superseded when later ones have told each of its numbers anew; the view `reported` looks at numbers one by one.
    private static func settleReports(_ connection: Connection, _ practice: Int32) throws(HubError) {
        try connection.execute(
            """
            UPDATE submission s SET superseded_by = told.id, state = 'superseded'
            FROM (
                SELECT submission_id, max(later) AS id FROM (
                    SELECT r.submission_id, (
                        SELECT max(q.submission_id) FROM reported_standing q
                        WHERE q.practice_id = r.practice_id AND q.submission_id > r.submission_id AND q.measure = r.measure
                            AND q.period_start = r.period_start AND q.period_end = r.period_end AND q.group_id = r.group_id
                            AND q.stratum = r.stratum AND q.source = r.source AND q.level = r.level AND q.level_key = r.level_key
                            AND q.supplement_kind = r.supplement_kind AND q.supplement_code = r.supplement_code) AS later
                    FROM reported_result r WHERE r.practice_id = $1
                ) number GROUP BY submission_id HAVING bool_and(later IS NOT NULL)
            ) told
            WHERE s.practice_id = $1 AND s.submission_id = told.submission_id AND s.scope = 'aggregate' AND s.state IN ('current', 'superseded')
            """, [practice])
    }

    /// Makes every state of the practice what the rule above says.
    static func settle(_ connection: Connection, _ practice: Int32) throws(HubError) {
        try connection.execute(
            """
            UPDATE submission s SET superseded_by = later.id, state = CASE WHEN later.id IS NULL THEN 'current' ELSE 'superseded' END
            FROM (
                SELECT a.submission_id, max(b.submission_id) AS id FROM submission a
                LEFT JOIN submission b ON b.practice_id = a.practice_id AND b.submission_id > a.submission_id AND b.scope = 'full'
                    AND b.state IN ('current', 'superseded') AND a.scope <> 'aggregate'
                    AND (a.period_start IS NULL OR b.period_start IS NULL OR (a.period_start <= b.period_end AND b.period_start <= a.period_end))
                WHERE a.practice_id = $1 AND a.state IN ('current', 'superseded')
                GROUP BY a.submission_id
            ) later
            WHERE s.practice_id = $1 AND s.submission_id = later.submission_id
            """, [practice])
        try settleReports(connection, practice)
        // The newest copy is the one that is named to whoever sends the file again.
        // Off before on: the same file may leave one submission and come back in another.
        for live in [false, true] {
            try connection.execute(
                """
                UPDATE source_file f SET live = $2 WHERE f.practice_id = $1 AND f.live <> $2 AND ((f.sha256, f.submission_id) IN (
                    SELECT c.sha256, max(c.submission_id) FROM source_file c
                    JOIN submission s ON s.practice_id = c.practice_id AND s.submission_id = c.submission_id AND s.state = 'current'
                    WHERE c.practice_id = $1 GROUP BY c.sha256)) = $2
                """, [practice, live])
        }
    }
}

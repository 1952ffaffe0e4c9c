-- A reported number counts until it is told anew or is taken back. That a later extract of patients takes the place of the submission that holds it
-- says nothing about the number: an extract without counts tells no number anew. So numbers of superseded submissions stand, and those of withdrawn
-- ones do not. When the rows of a superseded submission are removed for good, `superseded_by` stays, and so do its numbers that still count.
CREATE VIEW reported_standing WITH (security_invoker = true) AS
SELECT r.* FROM reported_result r
JOIN submission s ON s.practice_id = r.practice_id AND s.submission_id = r.submission_id
WHERE s.state IN ('current', 'superseded') OR (s.state = 'removed' AND s.superseded_by IS NOT NULL);
COMMENT ON VIEW reported_standing IS 'Every number that was sent and not taken back. Read the view reported: of those that tell the same, the latest.';

CREATE OR REPLACE VIEW reported WITH (security_invoker = true) AS
SELECT r.practice_id, p.code AS practice, r.submission_id, r.result_no, r.source, r.period_start, r.period_end, r.measure, r.version,
    r.sent_measure, r.group_id, r.stratum, r.supplement_kind, r.supplement_code, r.level, r.level_key,
    r.initial_population, r.initial_population_state, r.denominator, r.denominator_state, r.denominator_exclusion,
    r.denominator_exclusion_state, r.denominator_exception, r.denominator_exception_state, r.numerator, r.numerator_state,
    r.convention, r.exclusions_unknown, r.complement, r.sent_denominator, r.sent_numerator, r.rate AS printed_rate,
    r.rate_decimals AS printed_rate_decimals, r.data_source_code, r.sample_size, s.received_at, f.name AS file, r.line, r.path
FROM reported_standing r
JOIN submission s ON s.practice_id = r.practice_id AND s.submission_id = r.submission_id
JOIN practice p ON p.practice_id = r.practice_id
LEFT JOIN source_file f ON f.practice_id = r.practice_id AND f.submission_id = r.submission_id AND f.file_id = r.file_id
WHERE NOT EXISTS (
    SELECT 1 FROM reported_standing later
    WHERE later.practice_id = r.practice_id AND (later.submission_id, later.result_no) > (r.submission_id, r.result_no)
        AND later.measure = r.measure AND later.period_start = r.period_start AND later.period_end = r.period_end
        AND later.group_id = r.group_id AND later.stratum = r.stratum AND later.source = r.source AND later.level = r.level
        AND later.level_key = r.level_key AND later.supplement_kind = r.supplement_kind AND later.supplement_code = r.supplement_code);

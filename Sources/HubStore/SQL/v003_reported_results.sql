-- Counts that others computed, as their submission told them: an EMR's report, a QRDA III document, a FHIR MeasureReport, a chart sample.
-- Computed results stay in aggregate_result; neither overwrites the other.

ALTER TABLE submission ADD COLUMN results int NOT NULL DEFAULT 0;

CREATE TABLE reported_result (
    practice_id                  int NOT NULL,
    submission_id                int NOT NULL,
    result_no                    int NOT NULL,
    source                       text NOT NULL CHECK (source IN ('reported-csv', 'reported-qrda3', 'reported-fhir', 'manual', 'chart-sample')),
    period_start                 date NOT NULL,
    period_end                   date NOT NULL,
    measure                      text NOT NULL,
    -- Empty when the source does not say.
    version                      text NOT NULL DEFAULT '',
    -- As the source names the measure.
    sent_measure                 text NOT NULL,
    -- '0' for one number over all groups.
    group_id                     text NOT NULL,
    stratum                      text NOT NULL DEFAULT '',
    supplement_kind              text NOT NULL DEFAULT '' CHECK (supplement_kind IN ('', 'race', 'ethnicity', 'sex', 'payer')),
    supplement_code              text NOT NULL DEFAULT '',
    level                        text NOT NULL CHECK (level IN ('practice', 'site', 'provider', 'organization')),
    level_key                    text NOT NULL DEFAULT '',
    -- Gross, wherever the convention and the exclusions are known. A count is there exactly when its state is 'counted':
    -- zero, missing, suppressed and not applicable are four things.
    initial_population           bigint CHECK (initial_population >= 0),
    initial_population_state     text NOT NULL,
    denominator                  bigint CHECK (denominator >= 0),
    denominator_state            text NOT NULL,
    denominator_exclusion        bigint CHECK (denominator_exclusion >= 0),
    denominator_exclusion_state  text NOT NULL,
    denominator_exception        bigint CHECK (denominator_exception >= 0),
    denominator_exception_state  text NOT NULL,
    numerator                    bigint CHECK (numerator >= 0),
    numerator_state              text NOT NULL,
    -- What the denominators of the file are; 'unknown' when nothing proves it.
    convention                   text NOT NULL CHECK (convention IN ('gross', 'net', 'unknown')),
    exclusions_unknown           boolean NOT NULL,
    -- The source counts those who are not in the numerator; numerator here is the measure's own.
    complement                   boolean NOT NULL,
    sent_denominator             bigint,
    sent_numerator               bigint,
    -- As printed, 0 to 1.
    rate                         double precision CHECK (rate BETWEEN 0 AND 1),
    rate_decimals                int,
    -- ESCALATES: 1 certified EHR's report … 6 data from an assisting network.
    data_source_code             int CHECK (data_source_code BETWEEN 1 AND 6),
    sample_size                  bigint CHECK (sample_size >= 0),
    file_id                      int NOT NULL,
    line                         int NOT NULL,
    path                         text,
    PRIMARY KEY (practice_id, submission_id, result_no),
    FOREIGN KEY (practice_id, submission_id) REFERENCES submission,
    CHECK (period_start <= period_end),
    CONSTRAINT every_count_has_its_state CHECK (
        (initial_population IS NOT NULL) = (initial_population_state = 'counted')
        AND (denominator IS NOT NULL) = (denominator_state = 'counted')
        AND (denominator_exclusion IS NOT NULL) = (denominator_exclusion_state = 'counted')
        AND (denominator_exception IS NOT NULL) = (denominator_exception_state = 'counted')
        AND (numerator IS NOT NULL) = (numerator_state = 'counted')
        AND initial_population_state IN ('counted', 'missing', 'suppressed', 'not-applicable')
        AND denominator_state IN ('counted', 'missing', 'suppressed', 'not-applicable')
        AND denominator_exclusion_state IN ('counted', 'missing', 'suppressed', 'not-applicable')
        AND denominator_exception_state IN ('counted', 'missing', 'suppressed', 'not-applicable')
        AND numerator_state IN ('counted', 'missing', 'suppressed', 'not-applicable'))
);
CREATE INDEX reported_result_about ON reported_result
    (practice_id, measure, period_end, period_start, group_id, stratum, source, level, level_key, supplement_kind, supplement_code);
COMMENT ON TABLE reported_result IS 'Every number that was ever sent. Read the view reported: what counts now.';

-- A later submission takes the place of an earlier one number by number: by practice, period, measure, group, stratum, who is counted, and source.
CREATE VIEW reported WITH (security_invoker = true) AS
SELECT r.practice_id, p.code AS practice, r.submission_id, r.result_no, r.source, r.period_start, r.period_end, r.measure, r.version,
    r.sent_measure, r.group_id, r.stratum, r.supplement_kind, r.supplement_code, r.level, r.level_key,
    r.initial_population, r.initial_population_state, r.denominator, r.denominator_state, r.denominator_exclusion,
    r.denominator_exclusion_state, r.denominator_exception, r.denominator_exception_state, r.numerator, r.numerator_state,
    r.convention, r.exclusions_unknown, r.complement, r.sent_denominator, r.sent_numerator, r.rate AS printed_rate,
    r.rate_decimals AS printed_rate_decimals, r.data_source_code, r.sample_size, s.received_at, f.name AS file, r.line, r.path
FROM reported_result r
JOIN submission s ON s.practice_id = r.practice_id AND s.submission_id = r.submission_id AND s.state = 'current'
JOIN practice p ON p.practice_id = r.practice_id
LEFT JOIN source_file f ON f.practice_id = r.practice_id AND f.submission_id = r.submission_id AND f.file_id = r.file_id
WHERE NOT EXISTS (
    SELECT 1 FROM reported_result later
    JOIN submission t ON t.practice_id = later.practice_id AND t.submission_id = later.submission_id AND t.state = 'current'
    WHERE later.practice_id = r.practice_id AND (later.submission_id, later.result_no) > (r.submission_id, r.result_no)
        AND later.measure = r.measure AND later.period_start = r.period_start AND later.period_end = r.period_end
        AND later.group_id = r.group_id AND later.stratum = r.stratum AND later.source = r.source AND later.level = r.level
        AND later.level_key = r.level_key AND later.supplement_kind = r.supplement_kind AND later.supplement_code = r.supplement_code);
COMMENT ON VIEW reported IS 'The counts that practices'' own reports give and that count now, gross; one row a practice, period, measure, group, stratum, source and who is counted.';

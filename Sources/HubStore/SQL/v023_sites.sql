-- Where visits take place, and whom the EMR names as a patient's primary-care provider: what results by site and by provider rest on.
CREATE TABLE site (
    practice_id int NOT NULL,
    site_id     int NOT NULL,
    key         text NOT NULL,
    PRIMARY KEY (practice_id, site_id),
    UNIQUE (practice_id, key)
);
ALTER TABLE fact ADD COLUMN site_id int;
ALTER TABLE demographic ADD COLUMN provider_id int;

-- Providers and sites are judged in runs of their own: each has its method.
ALTER TABLE judged ADD COLUMN site_attribution text NOT NULL DEFAULT '';
COMMENT ON COLUMN judged.attribution IS 'How patients found their provider; empty when providers were not judged.';
COMMENT ON COLUMN judged.site_attribution IS 'How patients found their site; empty when sites were not judged.';

CREATE OR REPLACE VIEW statement WITH (security_invoker = true) AS
SELECT f.practice_id, f.submission_id, f.fact_no, f.patient_id, p.key AS patient_key, f.kind AS kind_number, k.word AS kind,
    c.system AS code_system, c.code, c.display,
    (SELECT array_agg(m.system || '|' || m.code ORDER BY m.system, m.code) FROM code m WHERE m.code_id = ANY (f.more_code_ids)) AS further_codes,
    f.start_date, CASE WHEN f.start_second IS NOT NULL THEN make_interval(secs => f.start_second)::time END AS start_time,
    f.end_date, f.authored_date,
    st.word AS status, ve.word AS verification, ca.word AS category, i.word AS intent, f.negated,
    co.word AS comparator, f.value_num AS value, u.code AS unit, vc.system AS value_code_system, vc.code AS value_code,
    vc.display AS value_display, f.value_text, f.sent_value, f.sent_unit,
    r.system AS reason_system, r.code AS reason_code, q.system AS qualifier_system, q.code AS qualifier_code,
    f.supply_days, pr.key AS provider, f.own_key, f.encounter_key, f.panel_key, sf.name AS file, f.line, f.column_no, f.path,
    si.key AS site
FROM fact f
JOIN submission s ON s.practice_id = f.practice_id AND s.submission_id = f.submission_id AND s.state = 'current'
LEFT JOIN patient p ON p.practice_id = f.practice_id AND p.patient_id = f.patient_id
LEFT JOIN source_file sf ON sf.practice_id = f.practice_id AND sf.submission_id = f.submission_id AND sf.file_id = f.file_id
LEFT JOIN provider pr ON pr.practice_id = f.practice_id AND pr.provider_id = f.provider_id
LEFT JOIN site si ON si.practice_id = f.practice_id AND si.site_id = f.site_id
LEFT JOIN code c ON c.code_id = f.code_id
LEFT JOIN code u ON u.code_id = f.unit_id
LEFT JOIN code vc ON vc.code_id = f.value_code_id
LEFT JOIN code r ON r.code_id = f.reason_code_id
LEFT JOIN code q ON q.code_id = f.qualifier_code_id
LEFT JOIN word k ON k.word_set = 'kind' AND k.number = f.kind
LEFT JOIN word st ON st.word_set = 'status' AND st.number = f.status
LEFT JOIN word ve ON ve.word_set = 'verification' AND ve.number = f.verification
LEFT JOIN word ca ON ca.word_set = 'category' AND ca.number = f.category
LEFT JOIN word i ON i.word_set = 'intent' AND i.number = f.intent
LEFT JOIN word co ON co.word_set = 'comparator' AND co.number = f.comparator;

CREATE OR REPLACE VIEW encounter WITH (security_invoker = true) AS
SELECT practice_id, submission_id, fact_no, patient_id, patient_key, code_system, code, display, further_codes, start_date, start_time,
    end_date, status, category AS class, qualifier_system AS disposition_system, qualifier_code AS disposition_code, provider,
    encounter_key, file, line, column_no, path, site
FROM statement WHERE kind_number = 1;

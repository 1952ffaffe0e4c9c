-- Practices with made-up patients, straight into the tables: what `--only population` judges. population.py runs it and then calls
-- bench_practice for each; value sets have to be there. All randomness is a hash of patient, line and number: the same every time.

CREATE OR REPLACE FUNCTION bench_codes(oid text, most int DEFAULT 8) RETURNS int[] LANGUAGE sql STABLE AS
$$ SELECT array_agg(code_id) FROM (SELECT code_id FROM value_set_member m WHERE m.oid = $1 ORDER BY hashint8extended(code_id, 1) LIMIT $2) c $$;

CREATE OR REPLACE FUNCTION bench_code(system text, code text) RETURNS int[] LANGUAGE sql AS
$$ INSERT INTO code (system, code) VALUES ($1, $2) ON CONFLICT (system, code) DO UPDATE SET code = EXCLUDED.code RETURNING ARRAY[code_id] $$;

-- What people have: one line a statement.
DROP TABLE IF EXISTS bench_line;
CREATE TABLE bench_line (
    line      int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind      smallint NOT NULL,   -- as in word: 1 encounter, 2 condition, 3 observation, 4 medication, 5 immunization, 6 procedure, 7 order
    codes     int[] NOT NULL,      -- one of these
    share     float8 NOT NULL,     -- of those of the age and sex
    times     int NOT NULL,        -- in three years
    ages      int4range NOT NULL DEFAULT '[0,120)',
    sex       smallint,
    category  smallint,
    status    smallint NOT NULL,
    intent    smallint,
    low       float8,
    high      float8,
    unit      text,
    answers   int[],
    at_visit  boolean NOT NULL DEFAULT false, -- on the day of the visit of the same number
    after_birth int                           -- days between doses, for the first years of life
);
INSERT INTO bench_line (kind, codes, share, times, ages, sex, category, status, intent, low, high, unit, answers, at_visit, after_birth) VALUES
    -- Visits: office, well child, preventive, telephone, emergency, hospital.
    (1, bench_codes('2.16.840.1.113883.3.464.1003.101.12.1001'), 0.9, 6, '[0,120)', NULL, 1, 1, NULL, NULL, NULL, NULL, NULL, true, NULL),
    (1, bench_codes('2.16.840.1.113883.3.464.1003.101.12.1024'), 0.8, 3, '[0,18)', NULL, 1, 1, NULL, NULL, NULL, NULL, NULL, false, NULL),
    (1, bench_codes('2.16.840.1.113883.3.464.1003.101.12.1025'), 0.5, 2, '[18,120)', NULL, 1, 1, NULL, NULL, NULL, NULL, NULL, false, NULL),
    (1, bench_codes('2.16.840.1.113883.3.464.1003.101.12.1080'), 0.2, 1, '[0,120)', NULL, 2, 1, NULL, NULL, NULL, NULL, NULL, false, NULL),
    (1, bench_codes('2.16.840.1.113883.3.464.1003.101.12.1010'), 0.1, 1, '[0,120)', NULL, 4, 1, NULL, NULL, NULL, NULL, NULL, false, NULL),
    (1, bench_codes('2.16.840.1.113883.3.666.5.307'), 0.06, 1, '[18,120)', NULL, 5, 1, NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- Vital signs.
    (3, bench_code('LOINC', '8480-6'), 0.85, 6, '[3,120)', NULL, 20, 4, NULL, 100, 165, 'mm[Hg]', NULL, true, NULL),
    (3, bench_code('LOINC', '8462-4'), 0.85, 6, '[3,120)', NULL, 20, 4, NULL, 60, 100, 'mm[Hg]', NULL, true, NULL),
    (3, bench_code('LOINC', '8867-4'), 0.85, 6, '[3,120)', NULL, 20, 4, NULL, 52, 102, '/min', NULL, true, NULL),
    (3, bench_code('LOINC', '29463-7'), 0.8, 5, '[0,120)', NULL, 20, 4, NULL, 40, 120, 'kg', NULL, true, NULL),
    (3, bench_code('LOINC', '8302-2'), 0.8, 3, '[0,120)', NULL, 20, 4, NULL, 140, 190, 'cm', NULL, true, NULL),
    (3, bench_code('LOINC', '39156-5'), 0.8, 3, '[18,120)', NULL, 20, 4, NULL, 16, 42, 'kg/m2', NULL, true, NULL),
    (3, bench_code('LOINC', '59576-9'), 0.6, 3, '[3,18)', NULL, 20, 4, NULL, 1, 99, '%', NULL, true, NULL),
    -- Laboratory: some that measures ask for, many that none does.
    (3, bench_codes('2.16.840.1.113883.3.464.1003.198.12.1013'), 0.25, 4, '[18,120)', NULL, 21, 4, NULL, 5, 12, '%', NULL, false, NULL),
    (3, bench_codes('2.16.840.1.113883.3.526.3.1573'), 0.4, 3, '[18,120)', NULL, 21, 4, NULL, 50, 200, 'mg/dL', NULL, false, NULL),
    (3, bench_code('LOINC', '2160-0'), 0.6, 3, '[18,120)', NULL, 21, 4, NULL, 1, 2, 'mg/dL', NULL, false, NULL),
    (3, bench_code('LOINC', '2823-3'), 0.6, 3, '[18,120)', NULL, 21, 4, NULL, 3, 6, 'mmol/L', NULL, false, NULL),
    (3, bench_code('LOINC', '718-7'), 0.6, 3, '[0,120)', NULL, 21, 4, NULL, 9, 17, 'g/dL', NULL, false, NULL),
    (3, bench_codes('2.16.840.1.113883.3.464.1003.198.12.1011'), 0.25, 2, '[45,76)', NULL, 21, 4, NULL, NULL, NULL, NULL, bench_code('SNOMEDCT', '260385009'), false, NULL),
    (3, bench_codes('2.16.840.1.113883.3.464.1003.108.12.1017'), 0.5, 1, '[21,65)', 1, 21, 4, NULL, NULL, NULL, NULL, bench_code('SNOMEDCT', '260385009'), false, NULL),
    (3, bench_codes('2.16.840.1.113883.3.464.1003.110.12.1059'), 0.3, 1, '[30,65)', 1, 21, 4, NULL, NULL, NULL, NULL, bench_code('SNOMEDCT', '260385009'), false, NULL),
    (3, bench_codes('2.16.840.1.113883.3.464.1003.110.12.1052'), 0.4, 1, '[16,25)', 1, 21, 4, NULL, NULL, NULL, NULL, bench_code('SNOMEDCT', '260385009'), false, NULL),
    (3, bench_code('LOINC', '5671-3'), 0.7, 1, '[0,6)', NULL, 21, 4, NULL, 1, 6, 'ug/dL', NULL, false, 300),
    (3, bench_codes('2.16.840.1.113883.3.464.1003.108.12.1018'), 0.6, 1, '[40,76)', 1, 24, 4, NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- Questionnaires and smoking.
    (3, bench_code('LOINC', '72166-2'), 0.8, 3, '[12,120)', NULL, 25, 4, NULL, NULL, NULL, NULL, bench_codes('2.16.840.1.113883.3.526.3.1189'), true, NULL),
    (3, bench_code('LOINC', '72166-2'), 0.15, 1, '[12,120)', NULL, 25, 4, NULL, NULL, NULL, NULL, bench_codes('2.16.840.1.113883.3.526.3.1170'), false, NULL),
    (3, bench_code('LOINC', '73832-8'), 0.6, 2, '[18,120)', NULL, 22, 4, NULL, NULL, NULL, NULL, bench_code('SNOMEDCT', '428171000124102'), true, NULL),
    (3, bench_code('LOINC', '73831-0'), 0.6, 2, '[12,18)', NULL, 22, 4, NULL, NULL, NULL, NULL, bench_code('SNOMEDCT', '428181000124104'), true, NULL),
    (3, bench_code('LOCAL', 'DEV-SCREEN-GLOBAL'), 0.7, 3, '[0,6)', NULL, 22, 4, NULL, 10, 60, '1', NULL, false, 290),
    -- Problems, of which one in twenty is over.
    (2, bench_codes('2.16.840.1.113883.3.464.1003.104.12.1011', 3), 0.35, 1, '[30,120)', NULL, 40, 3, NULL, NULL, NULL, NULL, NULL, false, NULL),
    (2, bench_codes('2.16.840.1.113883.3.464.1003.103.12.1001'), 0.15, 1, '[25,120)', NULL, 40, 3, NULL, NULL, NULL, NULL, NULL, false, NULL),
    (2, bench_codes('2.16.840.1.113762.1.4.1047.46'), 0.12, 1, '[40,120)', NULL, 40, 3, NULL, NULL, NULL, NULL, NULL, false, NULL),
    (2, bench_codes('2.16.840.1.113883.3.464.1003.113.12.1074'), 0.1, 2, '[65,120)', NULL, 41, 3, NULL, NULL, NULL, NULL, NULL, false, NULL),
    (2, bench_codes('2.16.840.1.113883.3.464.1003.110.12.1082'), 0.1, 2, '[65,120)', NULL, 41, 3, NULL, NULL, NULL, NULL, NULL, false, NULL),
    (2, bench_code('ICD10CM', 'J45.909'), 0.1, 1, '[0,120)', NULL, 40, 3, NULL, NULL, NULL, NULL, NULL, false, NULL),
    (2, bench_code('ICD10CM', 'M54.50'), 0.4, 3, '[18,120)', NULL, 41, 3, NULL, NULL, NULL, NULL, NULL, false, NULL),
    (2, bench_code('ICD10CM', 'J06.9'), 0.5, 3, '[0,120)', NULL, 41, 3, NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- Medications.
    (4, bench_codes('2.16.840.1.113883.3.526.3.1575'), 0.2, 3, '[40,120)', NULL, 50, 3, 1, NULL, NULL, NULL, NULL, false, NULL),
    (4, bench_codes('2.16.840.1.113883.3.526.3.1566'), 0.1, 3, '[18,120)', NULL, 50, 3, 1, NULL, NULL, NULL, NULL, false, NULL),
    (4, bench_codes('2.16.840.1.113883.3.526.3.1190'), 0.05, 1, '[18,120)', NULL, 50, 3, 1, NULL, NULL, NULL, NULL, false, NULL),
    (4, bench_codes('2.16.840.1.113883.3.464.1003.1176'), 0.05, 6, '[6,13)', NULL, 50, 3, 1, NULL, NULL, NULL, NULL, false, NULL),
    (4, bench_code('RXNORM', '314076'), 0.4, 6, '[30,120)', NULL, 50, 3, 1, NULL, NULL, NULL, NULL, false, NULL),
    (4, bench_codes('2.16.840.1.113883.3.464.1003.196.12.1080'), 0.4, 2, '[15,45)', 1, 50, 3, 1, NULL, NULL, NULL, NULL, false, NULL),
    -- Immunizations.
    (5, bench_codes('2.16.840.1.113883.3.464.1003.196.12.1214'), 0.9, 4, '[0,6)', NULL, 60, 2, NULL, NULL, NULL, NULL, NULL, false, 61),
    (5, bench_codes('2.16.840.1.113883.3.464.1003.196.12.1219'), 0.9, 3, '[0,6)', NULL, 60, 2, NULL, NULL, NULL, NULL, NULL, false, 62),
    (5, bench_codes('2.16.840.1.113883.3.464.1003.196.12.1224'), 0.9, 1, '[0,6)', NULL, 60, 2, NULL, NULL, NULL, NULL, NULL, false, 370),
    (5, bench_codes('2.16.840.1.113883.3.464.1003.110.12.1083'), 0.9, 3, '[0,6)', NULL, 60, 2, NULL, NULL, NULL, NULL, NULL, false, 63),
    (5, bench_codes('2.16.840.1.113883.3.464.1003.196.12.1216'), 0.9, 3, '[0,6)', NULL, 60, 2, NULL, NULL, NULL, NULL, NULL, false, 64),
    (5, bench_codes('2.16.840.1.113883.3.464.1003.196.12.1170'), 0.9, 1, '[0,6)', NULL, 60, 2, NULL, NULL, NULL, NULL, NULL, false, 371),
    (5, bench_codes('2.16.840.1.113883.3.464.1003.196.12.1221'), 0.9, 4, '[0,6)', NULL, 60, 2, NULL, NULL, NULL, NULL, NULL, false, 66),
    (5, bench_codes('2.16.840.1.113883.3.464.1003.196.12.1215'), 0.8, 1, '[0,6)', NULL, 60, 2, NULL, NULL, NULL, NULL, NULL, false, 380),
    (5, bench_codes('2.16.840.1.113883.3.464.1003.196.12.1223'), 0.8, 3, '[0,6)', NULL, 60, 2, NULL, NULL, NULL, NULL, NULL, false, 65),
    (5, bench_codes('2.16.840.1.113883.3.464.1003.196.12.1218'), 0.7, 2, '[0,6)', NULL, 60, 2, NULL, NULL, NULL, NULL, NULL, false, 200),
    (5, bench_code('CVX', '150'), 0.5, 3, '[6,120)', NULL, 60, 2, NULL, NULL, NULL, NULL, NULL, false, NULL),
    -- Procedures and orders.
    (6, bench_codes('2.16.840.1.113883.3.464.1003.108.12.1020'), 0.3, 1, '[45,76)', NULL, NULL, 2, NULL, NULL, NULL, NULL, NULL, false, NULL),
    (6, bench_codes('2.16.840.1.113883.3.464.1003.198.12.1014'), 0.05, 1, '[30,120)', 1, NULL, 2, NULL, NULL, NULL, NULL, NULL, false, NULL),
    (6, bench_codes('2.16.840.1.113883.3.464.1003.195.12.1003'), 0.4, 2, '[3,18)', NULL, NULL, 2, NULL, NULL, NULL, NULL, NULL, true, NULL),
    (6, bench_codes('2.16.840.1.113883.3.464.1003.118.12.1035'), 0.4, 2, '[3,18)', NULL, NULL, 2, NULL, NULL, NULL, NULL, NULL, true, NULL),
    (6, bench_codes('2.16.840.1.113883.3.526.3.509'), 0.1, 1, '[12,120)', NULL, NULL, 2, NULL, NULL, NULL, NULL, NULL, false, NULL),
    (6, bench_code('CPT', '96110'), 0.4, 2, '[0,6)', NULL, NULL, 2, NULL, NULL, NULL, NULL, NULL, false, 280),
    (7, bench_codes('2.16.840.1.113883.3.600.1.1525'), 0.1, 1, '[18,120)', NULL, NULL, 3, 1, NULL, NULL, NULL, NULL, false, NULL),
    (7, bench_codes('2.16.840.1.113883.3.464.1003.118.12.1300'), 0.05, 1, '[65,120)', NULL, NULL, 2, 1, NULL, NULL, NULL, NULL, false, NULL);
INSERT INTO code (system, code) SELECT DISTINCT 'UCUM', unit FROM bench_line WHERE unit IS NOT NULL ON CONFLICT DO NOTHING;

-- One practice: its patients, then their facts line after line, as files come.
CREATE OR REPLACE PROCEDURE bench_practice(name text, patients int) LANGUAGE plpgsql AS $$
DECLARE
    mine int;
    sent int;
    seed bigint;
BEGIN
    INSERT INTO practice (code, name) VALUES ($1, $1) RETURNING practice_id INTO mine;
    INSERT INTO submission (practice_id, state, scope, patients) VALUES (mine, 'current', 'full', patients) RETURNING submission_id INTO sent;
    seed := mine::bigint << 32;
    INSERT INTO patient (practice_id, patient_id, namespace, key) SELECT mine, i, '', 'P' || i FROM generate_series(1, patients) i;
    INSERT INTO demographic (practice_id, submission_id, patient_id, birth_date, birth_precision, sex, file_id, line)
    SELECT mine, sent, i, date '2026-12-31' - ((hashint8extended(seed + i, 11) & 2147483647) % 32850)::int, 1, 1 + i % 2, 1, i
    FROM generate_series(1, patients) i;
    INSERT INTO fact (practice_id, submission_id, fact_no, patient_id, kind, code_id, start_date, end_date, authored_date, status, category,
        intent, value_num, unit_id, value_code_id, negated, own_key, encounter_key, supply_days, file_id, line, column_no)
    SELECT mine, sent, row_number() OVER (), patient_id, kind, codes[1 + ((h >> 40) & 65535) % cardinality(codes)],
        CASE WHEN kind <> 7 AND kind <> 4 THEN day END,
        CASE WHEN kind IN (1, 6) THEN day + CASE WHEN category = 5 THEN 4 ELSE 0 END
            WHEN kind = 2 AND (h & 31) = 0 THEN day + 200 END,
        CASE WHEN kind IN (4, 7) THEN day END, status, category, intent,
        low + ((h >> 16) & 1023) / 1023.0 * (high - low), u.code_id, answers[1 + ((h >> 24) & 65535) % cardinality(answers)], false,
        h, CASE WHEN at_visit THEN seed + patient_id * 64 + n END, CASE WHEN kind = 4 THEN 90 END, kind, patient_id, 1
    FROM (
        SELECT l.*, d.patient_id, n, hashint8extended(seed + d.patient_id * 8192::bigint + l.line * 64 + n, 5) AS h,
            CASE WHEN l.after_birth IS NOT NULL THEN d.birth_date + l.after_birth * n
                ELSE date '2026-12-31'
                    - ((hashint8extended(seed + d.patient_id * 8192::bigint + CASE WHEN l.at_visit THEN 0 ELSE l.line END * 64 + n, 9) & 65535) % 1096)::int
                END AS day
        FROM bench_line l
        JOIN demographic d ON d.practice_id = mine AND l.ages @> ((date '2026-12-31' - d.birth_date) / 365.25)::int
            AND (l.sex IS NULL OR d.sex = l.sex)
            AND (hashint8extended(seed + d.patient_id * 8192::bigint + l.line, 3) & 65535) < l.share * 65536
        CROSS JOIN generate_series(1, l.times) n
    ) x
    LEFT JOIN code u ON u.system = 'UCUM' AND u.code = x.unit
    WHERE day <= date '2026-12-31';
    UPDATE submission SET facts = (SELECT count(*) FROM fact WHERE practice_id = mine) WHERE practice_id = mine;
END
$$;

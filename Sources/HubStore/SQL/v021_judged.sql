-- Versions of value sets: an import of another one does not lose the one before. value_set holds the one that judges now.

CREATE TABLE value_set_version (
    version_id      int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    oid             text NOT NULL,
    -- As published; empty when the source does not say.
    label           text NOT NULL,
    year            int,
    title           text NOT NULL,
    published_total int CHECK (published_total >= 0),
    source          text NOT NULL,
    -- SHA-256 of the codes: the same list under the same label is the same version.
    content         text NOT NULL,
    codes           int NOT NULL CHECK (codes >= 0),
    stored_at       timestamptz NOT NULL DEFAULT now(),
    UNIQUE (oid, label, content)
);

CREATE TABLE value_set_version_member (
    version_id int NOT NULL REFERENCES value_set_version ON DELETE CASCADE,
    code_id    int NOT NULL REFERENCES code,
    PRIMARY KEY (version_id, code_id)
);

INSERT INTO value_set_version (oid, label, title, published_total, source, content, codes, stored_at)
SELECT v.oid, v.version, v.title, v.published_total, v.source, 'before versions were kept',
    (SELECT count(*) FROM value_set_member m WHERE m.oid = v.oid), v.stored_at
FROM value_set v;
INSERT INTO value_set_version_member (version_id, code_id)
SELECT n.version_id, m.code_id FROM value_set_member m JOIN value_set_version n ON n.oid = m.oid;

ALTER TABLE value_set ADD COLUMN version_id int REFERENCES value_set_version;
UPDATE value_set v SET version_id = n.version_id FROM value_set_version n WHERE n.oid = v.oid;

-- Which lists a terminology mark stands for: [{oid, label, codes, published, source}, …].
CREATE TABLE terminology_used (
    mark     text PRIMARY KEY,
    sets     jsonb NOT NULL,
    first_at timestamptz NOT NULL DEFAULT now()
);

-- Results of providers and sites beside those of the practice.
ALTER TABLE aggregate_result ADD COLUMN level text NOT NULL DEFAULT 'practice' CHECK (level IN ('practice', 'site', 'provider'));
ALTER TABLE aggregate_result ADD COLUMN level_key text NOT NULL DEFAULT '' CHECK ((level = 'practice') = (level_key = ''));
ALTER TABLE aggregate_result DROP CONSTRAINT aggregate_result_pkey;
ALTER TABLE aggregate_result ADD PRIMARY KEY (practice_id, period_start, period_end, measure, version, group_id, stratum, source, level, level_key);

-- What each computed result rests on: while all of it is the same, there is nothing to judge again.
CREATE TABLE judged (
    practice_id  int NOT NULL REFERENCES practice,
    measure      text NOT NULL,
    version      text NOT NULL,
    period_start date NOT NULL,
    period_end   date NOT NULL,
    data_version text NOT NULL,
    measure_hash text NOT NULL,
    terminology  text NOT NULL REFERENCES terminology_used,
    engine       int NOT NULL,
    -- How patients find their provider; empty when only the practice was judged.
    attribution  text NOT NULL,
    patients     int NOT NULL CHECK (patients >= 0),
    completeness jsonb NOT NULL,
    judged_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (practice_id, measure, version, period_start, period_end),
    CHECK (period_start <= period_end)
);
COMMENT ON TABLE judged IS 'One row a measure version and period: by what its numbers in aggregate_result were computed.';

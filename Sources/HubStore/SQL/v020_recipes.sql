-- How a practice's report was read, so that the next one of the same layout is read in the same way.
CREATE TABLE recipe (
    practice_id     int NOT NULL REFERENCES practice,
    -- SHA-256 of format, column names and names of what is printed above them; no value of any cell.
    fingerprint     text NOT NULL CHECK (length(fingerprint) = 64),
    format          text NOT NULL,
    -- The file's name with numbers and days taken out.
    file_pattern    text NOT NULL,
    mapping         text NOT NULL,
    -- The first digits of the mapping file's SHA-256.
    mapping_version text NOT NULL,
    options         jsonb NOT NULL DEFAULT '{}',
    columns         text[] NOT NULL,
    -- What the cells of each column look like: days, numbers, words.
    shapes          text[] NOT NULL,
    submission_id   int NOT NULL,
    first_used      date NOT NULL,
    last_used       date NOT NULL,
    uses            int NOT NULL DEFAULT 1,
    PRIMARY KEY (practice_id, fingerprint),
    CHECK (array_length(columns, 1) IS NOT DISTINCT FROM array_length(shapes, 1))
);
COMMENT ON TABLE recipe IS 'Which mapping read a report of this layout the last time.';

-- Who took what a code means to be right, and when.
ALTER TABLE code_map ADD COLUMN approved_by text;
ALTER TABLE code_map ADD COLUMN approved_at timestamptz NOT NULL DEFAULT now();

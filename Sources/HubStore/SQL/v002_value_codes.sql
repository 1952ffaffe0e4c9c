-- A coded value has further codes too, as the statement itself has: what the practice's code map says that it means.
ALTER TABLE fact ADD COLUMN more_value_code_ids int[];

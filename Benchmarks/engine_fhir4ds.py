"""The other side of engine.py: the CQL engine fhir4ds-v2, in a process and an interpreter of its own.

Reads one JSON object a line, answers with one: {"load": FOLDER} or {"judge": LIBRARY.cql, "from": DAY, "to": DAY}.
"""

import csv, importlib.metadata, json, os, sys, time
from datetime import datetime, time as clock
from pathlib import Path

POPULATIONS = ["Initial Population", "Denominator Exclusions", "Numerator"]


class Engine:
    def __init__(self, value_sets):
        begin = time.perf_counter()
        self.connection = fhir4ds.create_connection()
        fhir4ds.FHIRDataLoader(self.connection).load_valuesets([
            dict(url="http://cts.nlm.nih.gov/fhir/ValueSet/" + path.stem, codes=list(csv.DictReader(path.open(encoding="utf-8"))))
            for path in sorted(Path(value_sets).glob("*.csv"))])
        self.started = time.perf_counter() - begin

    def load(self, folder):
        """All bundles in one batch: the package's own load_directory stores row by row, several times slower."""
        self.connection.execute("DROP TABLE resources")
        begin = time.perf_counter()
        resources = [
            entry["resource"] for path in sorted(Path(folder).glob("*.json")) for entry in json.loads(path.read_bytes())["entry"]]
        stored = fhir4ds.FHIRDataLoader(self.connection).load_resources(resources)
        return dict(seconds=time.perf_counter() - begin, resources=stored)

    def judge(self, library, first, last):
        """Parses the library, makes SQL of it and runs that over everybody: what one call of the package does."""
        period = tuple(datetime.combine(datetime.fromisoformat(day), part) for day, part in ((first, clock.min), (last, clock(23, 59, 59))))
        begin = time.perf_counter()
        table = fhir4ds.evaluate_measure(
            library, self.connection, output_columns={name: name for name in POPULATIONS}, parameters={"Measurement Period": period},
            include_paths=[str(Path(library).parent)])
        seconds = time.perf_counter() - begin
        rows = zip(table["patient_id"], *(table[name] for name in POPULATIONS))
        return dict(seconds=seconds, patients={patient: [bool(is_in) for is_in in flags] for patient, *flags in rows})


def main():
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # Whatever the engine prints must not come between the answers.

    def answer(what):
        print(json.dumps(what), file=answers, flush=True)

    engine = Engine(sys.argv[1])
    versions = {name: importlib.metadata.version(name) for name in ("fhir4ds-v2", "duckdb")}
    answer(dict(name="fhir4ds-v2 {fhir4ds-v2} (DuckDB {duckdb})".format(**versions), started=engine.started))
    for line in sys.stdin:
        asked = json.loads(line)
        answer(engine.load(asked["load"]) if "load" in asked else engine.judge(asked["judge"], asked["from"], asked["to"]))


if __name__ == "__main__":
    try:
        import fhir4ds, pandas  # The engine answers with tables of pandas, which it does not require by itself.
    except ImportError as trouble:
        print(trouble, file=sys.stderr)
        sys.exit(3)
    main()

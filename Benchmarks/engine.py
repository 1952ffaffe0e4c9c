#!/usr/bin/env python3
"""How fast is the hub next to a CQL engine, on the same patients and with the same answers? See README.md. Standard library only."""

import argparse, csv, json, os, shutil, statistics, subprocess, sys
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from bench import HUB, Bench, Failed

HUB.update({
    "value-sets": "valuesets import {folder}",
    "bundles": "sample --seed 42 --patients {patients} --style fhir --practice harbor-internal {folder}",
    "import-fhir": "import --practice {practice} --create-practice --json {folder}",
    "judge-one": "judge --practice {practice} --measure {measure} --period {period} --patients {rows} --again --json",
    "judge-all": "judge --practice {practice} --period {period} --rolling 12 --again --json",
})
POPULATIONS = ["initial-population", "denominator-exclusion", "numerator"]
NOT_THERE = "the other engine is not installed for the interpreter that --python names; Benchmarks/README.md says how"


class Other:
    """The other engine; one process for the whole run, so that its start is paid once and not counted."""

    def __init__(self, python, value_sets):
        try:
            self.process = subprocess.Popen(
                [python, str(HERE / "engine_fhir4ds.py"), value_sets], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        except OSError:
            raise Failed(NOT_THERE)
        about = self.answer()
        self.name, self.started = about["name"], about["started"]

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            code = self.process.wait()
            raise Failed(NOT_THERE if code == 3 else f"the other engine ended with {code}; its own words are above")
        return json.loads(line)

    def ask(self, **what):
        print(json.dumps(what), file=self.process.stdin, flush=True)
        return self.answer()

    def judge(self, measure, period):
        """Seconds, and who is in which population: the engine's are plain conditions, so exclusion is taken off the numerator here."""
        answer = self.ask(judge=str(HERE / "cql" / f"{measure}.cql"), **{"from": f"{period}-01-01", "to": f"{period}-12-31"})
        found = {name: set() for name in POPULATIONS}
        for patient, (initial, excluded, met) in answer["patients"].items():
            for name, is_in in zip(POPULATIONS, (initial, initial and excluded, initial and met and not excluded)):
                if is_in:
                    found[name].add(patient)
        return answer["seconds"], found


class Race:
    def __init__(self, options, bench, other):
        self.options, self.bench, self.other = options, bench, other
        self.folder = bench.root / "bundles" / "harbor-internal" / "extract"
        self.seconds = defaultdict(list)  # (who, what) to a number for each turn
        self.found = {}

    def hub(self, turn):
        practice, rows = f"bench-{turn}", self.bench.root / "rows.csv"
        # Exit code 1 says that there are findings, such as that the made-up patients have no payer.
        yield ("hub", "read"), self.timed("import-fhir", (0, 1), practice=practice, folder=self.folder)["wall"]
        for measure in self.options.measure:
            wall = self.timed("judge-one", practice=practice, measure=measure, period=self.options.period, rows=rows)["wall"]
            found = {name: set() for name in POPULATIONS}
            for row in csv.DictReader(rows.open(encoding="utf-8")):
                found.get(row["population"], set()).add(row["patient"])
            self.found["hub", measure] = found
            yield ("hub", measure), wall
        everything = self.timed("judge-all", practice=practice, period=self.options.period)
        self.judged = json.loads(everything["text"])["judged"]
        yield ("hub", "all"), everything["wall"]

    def theirs(self, turn):
        loaded = self.other.ask(load=str(self.folder))
        self.resources = loaded["resources"]
        yield ("other", "read"), loaded["seconds"]
        for measure in self.options.measure:
            seconds, self.found["other", measure] = self.other.judge(measure, self.options.period)
            yield ("other", measure), seconds

    def timed(self, name, accept=(0,), **values):
        return self.bench.timed(self.bench.hub(name, **values), accept)

    def go(self):
        """The two in turn, who is first changing each time; the first turn warms the caches and is not counted."""
        for turn in range(self.options.runs + 1):
            for side in (self.hub, self.theirs) if turn % 2 == 0 else (self.theirs, self.hub):
                for key, seconds in side(turn):
                    if turn > 0:
                        self.seconds[key].append(seconds)

    def rate(self, *keys):
        return self.options.patients / sum(statistics.median(self.seconds[key]) for key in keys)

    def show(self):
        """True when both put the same patients into the same populations."""
        same = True
        print(f"{self.options.patients:,} patients, {self.resources:,} resources, period {self.options.period}; "
              f"patients per second, medians of {self.options.runs}, in turn\n")
        for measure in self.options.measure:
            mine, theirs = self.found["hub", measure], self.found["other", measure]
            differ = {name: len(mine[name] ^ theirs[name]) for name in POPULATIONS}
            counts = ", ".join(f"{len(mine[name])} {name}" for name in POPULATIONS)
            print(f"{measure}: {counts}; " + (f"DIFFERENT PATIENTS: {differ}" if any(differ.values()) else "the same patients on both sides"))
            same = same and not any(differ.values())
            print(f"  {'':36}{'judging':>12}{'reading and judging':>24}")
            rates = [(self.rate((who, measure)), self.rate((who, "read"), (who, measure))) for who in ("hub", "other")]
            for name, (alone, both) in zip(("hub", self.other.name), rates):
                print(f"  {name:36}{alone:12,.0f}{both:24,.0f}")
            print(f"  {'ratio':36}{rates[0][0] / rates[1][0]:12.1f}{rates[0][1] / rates[1][1]:24.1f}\n")
        print(f"hub, all measures over twelve periods in one pass, {self.judged} measures × periods, each counted: "
              f"judging {self.rate(('hub', 'all')) * self.judged:,.0f}, "
              f"reading and judging {self.rate(('hub', 'read'), ('hub', 'all')) * self.judged:,.0f}")
        print(f"not counted: {self.other.started:.0f} s until the other engine had its functions and value sets; the hub's server was up")
        return same


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--hub", default="measurehub", help="the program; a release build, or the figures mean nothing")
    options.add_argument("--python", default=sys.executable, help="the interpreter that the other engine is installed for")
    options.add_argument("--value-sets", required=True, help="a folder of OID.csv with the columns system,code,display")
    options.add_argument("--measure", choices=["CMS122", "CMS165"], action="append")
    options.add_argument("--period", default="2026", help="a year")
    options.add_argument("--patients", type=int, default=500)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--temp", default="/var/tmp", help="where the scratch installation goes; another user must be able to get there")
    options.add_argument("--keep", action="store_true", help="leave the scratch installation")
    options = options.parse_args()
    options.measure = options.measure or ["CMS122", "CMS165"]
    if not shutil.which(options.hub):
        sys.exit(f"`{options.hub}` is not there; build it (`swift build -c release`) and name it with --hub")
    options.hub = os.path.abspath(shutil.which(options.hub))
    bench, same = Bench(options), False
    try:
        race = Race(options, bench, Other(options.python, options.value_sets))
        bench.keep_server()
        race.timed("value-sets", folder=options.value_sets)
        race.timed("bundles", patients=options.patients, folder=bench.root / "bundles")
        race.go()
        same = race.show()
    except Failed as trouble:
        print(trouble, file=sys.stderr)
        sys.exit(3)
    finally:
        bench.close()
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()

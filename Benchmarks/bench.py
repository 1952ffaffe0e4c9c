"""What every benchmark here stands on: a scratch installation, timed commands, and two of them in turn. Python 3 standard library only."""

import os, shutil, signal, statistics, subprocess, sys, tempfile, time
from pathlib import Path

# Every command of the hub that is used here, in one place. {…} are filled in.
HUB = {
    "psql": "psql -c {sql}",
    "import": "import --practice {practice} --create-practice --source synthea --json {folder}",
    "check": "check --json {folder}",
    "check-rows": "check --json --source {mapping} {path}",
    "sample": "sample --seed 42 --patients {patients} {folder}",
    "judge": "judge --measure CMS165 --measure CMS122 --measure CMS138 --period 2026-01-01..2026-12-31 --rolling 12"
    " --practice {practice} --json",
    "judge-all": "judge --period 2026 --rolling 12 --again --json",
    "valuesets": "valuesets import {folder}",
    "psql-file": "psql -q -v ON_ERROR_STOP=1 -f {path}",
}
# Debian's package `time`. Without it, peaks are shown as 0.
GNU_TIME = "/usr/bin/time" if sys.platform == "linux" and os.path.exists("/usr/bin/time") else ""


class Failed(Exception):
    pass


class Bench:
    def __init__(self, options):
        self.options = options
        # Not under a private home: the server may run as another user, who must be able to get here.
        self.root = Path(tempfile.mkdtemp(prefix="hubbench-", dir=options.temp))
        self.root.chmod(0o755)
        self.environment = dict(os.environ, MEASUREHUB_HOME=str(self.root / "home"), NO_COLOR="1")
        self.keeper = None

    def hub(self, name, extra="", **values):
        words = []
        for word in HUB[name].split():
            words.append(word.format(**values))
        return [self.options.hub] + words + extra.split()

    def timed(self, command, accept=(0,)):
        """Wall seconds, CPU seconds, peak MB (of the process and of those that it waited for), what it printed."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.NamedTemporaryFile() as note:
            # A process inherits the peak of whoever starts it until it is forked again, and Python's is large: so GNU time starts it.
            starter = [GNU_TIME, "--quiet", "-o", note.name, "-f", "%M"] if GNU_TIME else []
            begin = time.perf_counter()
            child = subprocess.Popen(starter + command, stdout=out, stderr=err, env=self.environment)
            _, status, usage = os.wait4(child.pid, 0)
            wall = time.perf_counter() - begin
            child.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0), err.seek(0)
            text, trouble = out.read().decode(errors="replace"), err.read().decode(errors="replace")
            peak = int(note.read() or 0) / 1024
        if child.returncode not in accept:
            raise Failed(f"{' '.join(command)[:200]}\nended with {child.returncode}: {trouble.strip()[-500:]}")
        return dict(wall=wall, cpu=usage.ru_utime + usage.ru_stime, peak=peak, text=text)

    def sql(self, statement):
        return self.timed(self.hub("psql", sql=statement))["text"]

    def number(self, statement):
        """The first line of the output that is a number, whatever psql prints around it."""
        for line in self.sql(statement).splitlines():
            if line.strip().isdigit():
                return int(line)
        raise Failed(f"no number came back from: {statement}")

    def keep_server(self):
        """One session that stays, so that no command pays for the start of an embedded server."""
        self.keeper = subprocess.Popen(
            self.hub("psql", sql="SELECT pg_sleep(86400)"), env=self.environment, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True)
        for _ in range(60):
            time.sleep(1)
            if self.keeper.poll() is not None:
                raise Failed("the session that keeps the server alive ended; does `measurehub psql -c` work?")
            if self.number("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'"):
                return
        raise Failed("the server did not come up within a minute")

    def close(self):
        if self.keeper and self.keeper.poll() is None:
            os.killpg(self.keeper.pid, signal.SIGTERM)
            self.keeper.wait()
        if self.options.keep:
            print(f"kept: {self.root}", file=sys.stderr)
        else:
            shutil.rmtree(self.root, ignore_errors=True)

    def compare(self, title, amount, unit, hub, other, other_name, before=lambda: None):
        """Runs the two in turn, who is first changing each time, so that a busy minute meets both."""
        hub_runs, other_runs = [], []
        for turn in range(self.options.runs + 1):
            pair = [(hub, hub_runs), (other, other_runs)]
            for work, runs in pair if turn % 2 == 0 else reversed(pair):
                before()
                result = work(turn)
                if turn > 0:  # The first turn warms the caches.
                    runs.append(result)
        def median(runs, what):
            return statistics.median(run[what] for run in runs)
        walls = [mine["wall"] / theirs["wall"] for mine, theirs in zip(hub_runs, other_runs)]
        return dict(
            title=title, against=other_name, runs=self.options.runs, amount=amount, unit=unit,
            ratio=round(median(hub_runs, "wall") / median(other_runs, "wall"), 3),
            ratio_range=[round(min(walls), 3), round(max(walls), 3)],
            hub={"seconds": round(median(hub_runs, "wall"), 3), "cpu": round(median(hub_runs, "cpu"), 3),
                 "peak_mb": round(max(run["peak"] for run in hub_runs), 1), "per_second": round(amount / median(hub_runs, "wall"))},
            other={"seconds": round(median(other_runs, "wall"), 3), "cpu": round(median(other_runs, "cpu"), 3),
                   "peak_mb": round(max(run["peak"] for run in other_runs), 1),
                   "per_second": round(amount / median(other_runs, "wall"))})

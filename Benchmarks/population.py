"""All measures over twelve rolling years for made-up practices of growing number and size, against a bare COPY of the same facts."""

from pathlib import Path

from bench import Failed

SQL = Path(__file__).with_name("population.sql")
PRACTICE = 5000  # patients of each of the many


def prepare(bench):
    """Value sets and the generator. Without value sets most measures look for nothing, and the figure would flatter."""
    folder = bench.options.valuesets
    if not folder:
        raise Failed("name a folder of value sets with --valuesets")
    bench.timed(bench.hub("valuesets", folder=folder))
    bench.timed(bench.hub("psql-file", path=SQL))


def fill(bench, name, patients):
    bench.sql(f"CALL bench_practice('{name}', {patients})")


def population(bench):
    """A hundredth, a tenth and the whole number of --people, in practices of 5,000; then the same numbers in one practice."""
    prepare(bench)
    people = bench.options.people
    practices = [f"many-{number}" for number in range(1, max(1, people // PRACTICE) + 1)]
    for name in practices:
        fill(bench, name, PRACTICE)
    sizes = sorted({max(1, len(practices) // 100), max(1, len(practices) // 10), len(practices)})
    for size in sizes:
        yield judged(bench, f"{size} practices of {PRACTICE}", practices[:size], size * PRACTICE)
    for size in sorted({max(1000, people // 100), max(1000, people // 10), people}):
        name = f"one-{size}"
        fill(bench, name, size)
        yield judged(bench, "one practice", [name], size)


def judged(bench, title, names, patients):
    ids = bench.sql("SELECT string_agg(practice_id::text, ', ') AS x FROM practice WHERE code IN ('" + "', '".join(names) + "')")
    # The numbers themselves: with a subquery the database would look at all practices.
    numbers = next(line.strip() for line in ids.splitlines() if line.strip()[:1].isdigit())
    chosen = f"practice_id IN ({numbers})"
    facts = bench.number(f"SELECT sum(facts)::bigint FROM submission WHERE {chosen}")
    bench.sql("CHECKPOINT")
    command = bench.hub("judge-all") + [word for name in names for word in ("--practice", name)]
    copy = f"COPY (SELECT * FROM fact WHERE {chosen}) TO '/dev/null' (FORMAT binary)"
    result = bench.compare(
        f"all measures over twelve rolling years: {patients:,} patients, {title}", facts, "facts",
        lambda turn: bench.timed(command), lambda turn: bench.timed(bench.hub("psql", sql=copy)),
        "COPY of the same facts to /dev/null, binary")
    measures, seconds = bench.number("SELECT count(DISTINCT measure) FROM judged"), result["hub"]["seconds"]
    result["note"] = (f"{patients / seconds:,.0f} patients a second for {measures} measures and 12 periods: "
                      f"{patients * measures * 12 / seconds:,.0f} patients a second for one measure and period")
    return result

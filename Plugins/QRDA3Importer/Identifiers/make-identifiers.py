#!/usr/bin/env python3
"""Writes the identifiers of one performance year as lines for ecqm-identifiers.txt.

    make-identifiers.py YEAR measures-data.json >> ecqm-identifiers.txt

The file is `measures/YEAR/measures-data.json` of https://github.com/CMSgov/qpp-measures-data (MIT). Only the keys eMeasureId, eMeasureUuid and
strata are read; measures without an eMeasureUuid are no eCQMs. Identifiers are facts: no text of the file is taken.
"""
import json
import sys

POPULATIONS = [
    ("initialPopulationUuid", "IPOP"), ("denominatorUuid", "DENOM"), ("denominatorExclusionUuid", "DENEX"),
    ("denominatorExceptionUuid", "DENEXCEP"), ("numeratorUuid", "NUMER"), ("numeratorExclusionUuid", "NUMEX"),
    ("measurePopulationUuid", "MSRPOPL"),
]


def lines(year, measures):
    for measure in sorted(measures, key=lambda m: int(m.get("eMeasureId", "CMS0v0")[3:].split("v")[0]) if m.get("eMeasureUuid") else 0):
        if not measure.get("eMeasureUuid"):
            continue
        name, guid = measure["eMeasureId"], measure["eMeasureUuid"].lower()
        yield f"{year} {name} - MEASURE {guid}"
        groups = [g["eMeasureUuids"] for g in measure["strata"] if g.get("eMeasureUuids")]
        for number, ids in enumerate(groups, 1):
            for key, population in POPULATIONS:
                found = ids.get(key)
                for one in found if isinstance(found, list) else [found] if found else []:
                    yield f"{year} {name} {number} {population} {one.lower()}"
            for order, one in enumerate(ids.get("strata", []), 1):
                yield f"{year} {name} {number} STRATUM{order} {one.lower()}"


if __name__ == "__main__":
    with open(sys.argv[2], encoding="utf-8") as file:
        print("\n".join(lines(int(sys.argv[1]), json.load(file))))

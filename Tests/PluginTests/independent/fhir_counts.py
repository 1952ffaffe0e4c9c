#!/usr/bin/env python3
"""Counts FHIR resources by type, with Python's JSON reader only, to check the importer by another hand.

    fhir_counts.py FILE|FOLDER...     one line a type:  type <tab> count
"""
import collections
import json
import pathlib
import sys


def resources(document):
    if document.get("resourceType") != "Bundle":
        yield document
        return
    for entry in document.get("entry", []):
        yield from resources(entry["resource"]) if "resource" in entry else []


def documents(path):
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".ndjson":
        yield from (json.loads(line) for line in text.splitlines() if line.strip())
    else:
        yield json.loads(text)


def files(arguments):
    for argument in map(pathlib.Path, arguments):
        yield from sorted(p for p in argument.rglob("*") if p.suffix in (".json", ".ndjson")) if argument.is_dir() else [argument]


if __name__ == "__main__":
    counts = collections.Counter(r["resourceType"] for path in files(sys.argv[1:]) for d in documents(path) for r in resources(d))
    for name, count in sorted(counts.items()):
        print(f"{name}\t{count}")

#!/usr/bin/env python3
"""Counts what QRDA Category III documents hold, with lxml and XPath only, to check the importer by another hand.

    pip install lxml
    qrda3_counts.py FILE|FOLDER...    one line a count:  file <tab> measure <tab> n-th of its kind <tab> population <tab> part <tab> count

`part` is `whole`, `stratum <n-th>`, `race <code>`, `ethnicity <code>`, `sex <code>`, `payer <code>` or `rate`. It shares no code and no
idea of structure with the importer: each line is one XPath from the measure's organizer, and nothing is said of which rate a population belongs to.
"""
import collections
import pathlib
import sys

from lxml import etree

NS = {"h": "urn:hl7-org:v3"}
MEASURES = "//h:organizer[h:reference/h:externalDocument/h:id/@root='2.16.840.1.113883.4.738']"
POPULATIONS = "h:component/h:observation[h:code/@code='ASSERTION']"
COUNT = "h:entryRelationship/h:observation[h:code/@code='MSRAGG']/h:value/@value"
STRATA = "h:entryRelationship/h:observation[h:reference/h:externalObservation]"
PARTS = {"race": "72826-1", "ethnicity": "69490-1", "sex": "76689-9", "payer": "48768-6"}


def lines(path):
    document = etree.parse(str(path))
    for measure in document.xpath(MEASURES, namespaces=NS):
        guid = measure.xpath("string(h:reference/h:externalDocument/h:id/@extension)", namespaces=NS)
        seen = collections.Counter()
        for population in measure.xpath(POPULATIONS, namespaces=NS):
            code = population.xpath("string(h:value/@code)", namespaces=NS)
            seen[code] += 1

            def line(part, at):
                for count in at.xpath(COUNT, namespaces=NS):
                    yield f"{guid}\t{seen[code]}\t{code}\t{part}\t{count}"

            yield from line("whole", population)
            for number, stratum in enumerate(population.xpath(STRATA, namespaces=NS), 1):
                yield from line(f"stratum {number}", stratum)
            for name, loinc in PARTS.items():
                for part in population.xpath(f"h:entryRelationship/h:observation[h:code/@code='{loinc}']", namespaces=NS):
                    yield from line(f"{name} " + part.xpath("string(h:value/@code | h:value/h:translation/@code)", namespaces=NS), part)
        for rate in measure.xpath("h:component/h:observation[h:code/@code='72510-1']/h:value/@value", namespaces=NS):
            yield f"{guid}\t-\t-\trate\t{float(rate)}"


def files(arguments):
    for argument in map(pathlib.Path, arguments):
        yield from sorted(argument.rglob("*.xml")) if argument.is_dir() else [argument]


if __name__ == "__main__":
    for path in files(sys.argv[1:]):
        for line in lines(path):
            print(f"{path.name}\t{line}")

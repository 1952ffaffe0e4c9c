#!/usr/bin/env python3
"""Counts what C-CDA documents hold, with lxml and XPath only, to check the importer by another hand.

    pip install lxml
    ccda_counts.py FOLDER            one line a count: sections and entries by LOINC, facts by kind

It shares no code and no idea of structure with the importer: each count is one XPath from the document's root.
"""
import collections
import pathlib
import sys

from lxml import etree

NS = {"h": "urn:hl7-org:v3", "xsi": "http://www.w3.org/2001/XMLSchema-instance"}
T = "2.16.840.1.113883.10.20.22.4."


def template(*numbers):
    return "(" + " or ".join(f"h:templateId/@root='{T}{n}'" for n in numbers) + ")"


NOT_NULL = "not(@nullFlavor) and not(ancestor::h:act[@nullFlavor] or ancestor::h:organizer[@nullFlavor])"
CODED = "(h:code/@code or h:code/h:translation/@code or h:code/h:originalText)"
DRUG = "h:consumable/h:manufacturedProduct/h:manufacturedMaterial"

FACTS = {
    # The diagnosis is the value of a problem observation.
    "condition": f"//h:observation[{template(4)}][{NOT_NULL}][not(@negationInd='true')]"
                 "[h:value/@code or h:value/h:translation/@code]",
    "allergy": f"//h:observation[{template(7)}][{NOT_NULL}][not(@negationInd='true')]"
               "[h:participant/h:participantRole/h:playingEntity/h:code/@code"
               " or h:participant/h:participantRole/h:playingEntity/h:code/h:translation/@code]",
    "medication": f"//h:substanceAdministration[{template(16)}][{NOT_NULL}][not(@negationInd='true')][{DRUG}/h:code/@code]",
    "immunization, given": f"//h:substanceAdministration[{template(52)}][{NOT_NULL}][@moodCode='EVN']"
                           "[not(@negationInd='true')][h:statusCode/@code='completed']"
                           f"[{DRUG}/h:code/@code or {DRUG}/h:code/h:translation/@code]",
    "encounter": f"//h:encounter[{template(49)}][{NOT_NULL}][h:code/@code or h:effectiveTime/@value]",
    "procedure": f"//*[self::h:procedure or self::h:observation or self::h:act][{template(12, 13, 14)}][{NOT_NULL}]"
                 f"[not(@negationInd='true')][@moodCode='EVN'][{CODED}]",
    "vital sign with a value": f"//h:observation[{template(27)}][{NOT_NULL}][h:value/@value or h:value/@code]",
    "result": f"//h:observation[{template(2)}][{NOT_NULL}][h:code/@code or h:code/h:translation/@code]",
    "result with a number": f"//h:observation[{template(2)}][{NOT_NULL}][h:value/@value]",
    "smoking status with a code": f"//h:observation[{template(78)}][{NOT_NULL}][h:value/@code]",
}


def main(folder):
    counts = collections.Counter()
    for path in sorted(pathlib.Path(folder).rglob("*.xml")):
        try:
            document = etree.parse(str(path))
        except etree.XMLSyntaxError:
            counts["not well-formed"] += 1
            continue
        if etree.QName(document.getroot()).localname != "ClinicalDocument":
            counts["not a clinical document"] += 1
            continue
        counts["documents"] += 1
        for section in document.iterfind(".//h:section", NS):
            code = section.find("h:code", NS)
            key = code.get("code", "") if code is not None else ""
            counts[f"section {key}"] += 1
            counts[f"entries of {key}"] += len(section.findall("h:entry", NS))
            counts["sections"] += 1
            counts["entries"] += len(section.findall("h:entry", NS))
        for kind, xpath in FACTS.items():
            counts[f"fact {kind}"] += len(document.xpath(xpath, namespaces=NS))
    for name in sorted(counts):
        print(f"{name}\t{counts[name]}")


if __name__ == "__main__":
    main(sys.argv[1])

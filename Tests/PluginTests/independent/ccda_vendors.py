#!/usr/bin/env python3
"""What many vendors' C-CDA documents of one made-up patient hold, found with lxml alone, to check the importer by another hand.

    apt-get install python3-lxml
    ccda_vendors.py FOLDER GIVEN FAMILY            a table in Markdown: a line for each document, and why a cell is empty
    ccda_vendors.py FOLDER GIVEN FAMILY --json     the same as sets of facts, which the test compares with the importer's

It knows no templates. A blood pressure is an observation with the LOINC code for it, in whatever section; a problem is what stands as a value in the
entries of the section of problems; a drug is any RxNorm code of a product in the section of medications. Where the importer finds something else,
one of the two is wrong.
"""
import collections
import json
import pathlib
import re
import sys

from lxml import etree

H = "{urn:hl7-org:v3}"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
LOINC, SNOMED = "2.16.840.1.113883.6.1", "2.16.840.1.113883.6.96"
ICD = {"2.16.840.1.113883.6.90": "ICD10CM", "2.16.840.1.113883.6.103": "ICD9CM", SNOMED: "SNOMEDCT"}
RXNORM, CVX = "2.16.840.1.113883.6.88", "2.16.840.1.113883.12.292"
SYSTOLIC, DIASTOLIC = {"8480-6"}, {"8462-4"}
HEIGHT, WEIGHT = {"8302-2", "8306-3", "3137-7"}, {"29463-7", "3141-9", "3142-7"}
# What says that there is something, or nothing, but not what: "problem", "no known problems", "allergy to substance".
EMPTY = set("55607006 64572001 404684003 160245001 716186003 409137002 428607008 160244002 787481004 787482006 1003774007 "
            "416098002 418799008 419199007 420134006 419511003 414285001 418038007 418471000 232347008 426232007 409586006 "
            "248536006 282291009 413322009".split())
SECTIONS = {"problems": "11450-4", "medications": "10160-0", "immunizations": "11369-6", "allergies": "48765-2", "results": "30954-2",
            "pressure": "8716-3", "height": "8716-3", "weight": "8716-3", "smoking": "29762-2"}


def nulled(element):
    """Whether it, or a statement around it, says of itself that it is nothing, or is denied."""
    while element is not None and etree.QName(element).localname != "section":
        if etree.QName(element).localname in ("act", "observation", "organizer", "substanceAdministration", "procedure"):
            if element.get("nullFlavor") or element.get("negationInd") in ("true", "1"):
                return True
        element = element.getparent()
    return False


def codes(element, system):
    """The codes of a vocabulary in a coded element and its translations."""
    if element is None:
        return []
    all_ = [element] + element.findall(f"{H}translation")
    return [e.get("code").strip() for e in all_ if e.get("codeSystem") == system and e.get("code") and not e.get("nullFlavor")]


def day(observation):
    """The day of its own time, else of the organizer's around it."""
    for holder in (observation, observation.getparent().getparent()):
        time = holder.find(f"{H}effectiveTime")
        if time is None:
            continue
        low, high = time.find(f"{H}low"), time.find(f"{H}high")
        for value in (time.get("value"), low.get("value") if low is not None else None, high.get("value") if high is not None else None):
            if value:
                return value[:8] if re.match(r"\d{8}(\d{4,6})?(\.\d+)?([+-]\d+)?$", value) else ""
    return ""


def sections(document, code):
    return [s for s in document.iter(f"{H}section") if code in codes(s.find(f"{H}code"), LOINC)]


def cancelled(section, one):
    """Whether a cell of the row that the entry points into says so."""
    ids = {r.get("value", "").lstrip("#") for r in one.iter(f"{H}reference")}
    for row in section.iter(f"{H}tr"):
        if ids & {e.get("ID") for e in row.iter() if e.get("ID")}:
            return any(re.match(r"(?i)\s*(cancell?ed|declined|refused)", "".join(cell.itertext())) for cell in row.iter(f"{H}td"))
    return False


def quantities(document, wanted):
    found = set()
    for observation in document.iter(f"{H}observation"):
        if observation.get("moodCode") not in (None, "EVN") or nulled(observation):
            continue
        for code in codes(observation.find(f"{H}code"), LOINC):
            value = observation.find(f"{H}value")
            if code in wanted and value is not None:
                number = value.get("value") or (value.text or "").strip()
                unit = value.get("unit") or ""
                if number:
                    found.add(f"{code} {number} {unit} {day(observation)}")
    return found


def facts(document):
    found = {"pressure": quantities(document, SYSTOLIC | DIASTOLIC), "height": quantities(document, HEIGHT), "weight": quantities(document, WEIGHT)}
    for name in ("problems", "medications", "immunizations", "not given", "allergies", "results", "smoking"):
        found[name] = set()
    for section in sections(document, SECTIONS["problems"]):
        for value in section.iterfind(f".//{H}observation/{H}value"):
            template = [t.get("root", "").rsplit(".", 1)[-1] for t in value.getparent().findall(f"{H}templateId")]
            status = codes(value.getparent().find(f"{H}code"), LOINC)
            # Their values say how the problem stands, not which it is.
            # What is a translation of "no known problems" is no problem.
            if nulled(value) or value.get("code") in EMPTY or "33999-4" in status or set(template) & {"5", "6", "8", "143"}:
                continue
            for system, name in ICD.items():
                # ICD with and without its point is the same code.
                found["problems"] |= {f"{name}|{code.replace('.', '')}" for code in codes(value, system) if code not in EMPTY}
    for kind, code, system, name in (("medications", "10160-0", RXNORM, "RXNORM"), ("immunizations", "11369-6", CVX, "CVX")):
        for section in sections(document, SECTIONS[kind]):
            for one in section.iter(f"{H}substanceAdministration"):
                material = one.find(f"{H}consumable/{H}manufacturedProduct/{H}manufacturedMaterial/{H}code")
                status = one.find(f"{H}statusCode")
                denied = one.get("negationInd") in ("true", "1")
                refusals = [t.getparent().find(f"{H}code") for t in one.iter(f"{H}templateId") if t.get("root") == "2.16.840.1.113883.10.20.22.4.53"]
                refused = any(r is not None and (r.get("code") or r.get("displayName")) for r in refusals)
                given = not denied and not refused and (status is None or status.get("code") in ("completed", None))
                given = given and not cancelled(section, one)
                target = kind if kind == "medications" or given else "not given"
                if one.get("nullFlavor") or kind == "medications" and denied or one.get("moodCode") not in ("EVN", "INT", "RQO", None):
                    continue
                if kind == "immunizations" and one.get("moodCode") not in ("EVN", None):
                    continue
                found[target] |= {f"{name}|{c}" for c in codes(material, system)}
    for section in sections(document, SECTIONS["allergies"]):
        for entity in section.iter(f"{H}playingEntity"):
            if not nulled(entity.getparent()) and entity.getparent().getparent().get("typeCode") == "CSM":
                code = entity.find(f"{H}code")
                for system, name in ((RXNORM, "RXNORM"), (SNOMED, "SNOMEDCT"), ("2.16.840.1.113883.4.9", "UNII")):
                    found["allergies"] |= {f"{name}|{c}" for c in codes(code, system) if c not in EMPTY}
    for section in sections(document, SECTIONS["results"]):
        for observation in section.iter(f"{H}observation"):
            value = observation.find(f"{H}value")
            if nulled(observation) or observation.get("moodCode") not in ("EVN", None) or value is None or value.get("nullFlavor"):
                continue
            if not (value.get("value") or value.get("code") or "".join(value.itertext()).strip() or len(value)):
                continue
            found["results"] |= {f"LOINC|{c}" for c in codes(observation.find(f"{H}code"), LOINC)}
    for observation in document.iter(f"{H}observation"):
        template = {t.get("root") for t in observation.findall(f"{H}templateId")}
        asks = "72166-2" in codes(observation.find(f"{H}code"), LOINC) or "2.16.840.1.113883.10.20.22.4.78" in template
        if asks and not nulled(observation):
            for value in observation.findall(f"{H}value"):
                found["smoking"] |= {f"SNOMEDCT|{c}" for c in codes(value, SNOMED)}
    return found


def reason(document, kind):
    """Why a document has nothing of a kind, by the document."""
    code = SECTIONS[kind]
    all_ = sections(document, code)
    if not all_:
        return "no section"
    entries = [e for s in all_ for e in s.findall(f"{H}entry")]
    if not entries:
        null = any(s.get("nullFlavor") for s in all_)
        words = " ".join(" ".join("".join(s.find(f"{H}text").itertext()).split()) for s in all_ if s.find(f"{H}text") is not None)
        return "empty section" if null or len(words) < 40 or re.match(r"(?i)(no |none|not |unknown)", words) else "text only"
    if kind in ("pressure", "height", "weight", "smoking"):
        return f"{len(entries)} entries, none of it"
    coded = [e for x in entries for e in x.iter() if isinstance(e.tag, str) and e.get("code") and e.get("codeSystem")]
    denied = sum(any(e.get("negationInd") == "true" for e in x.iter() if isinstance(e.tag, str)) for x in entries)
    if denied == len(entries):
        return "said to be none" if denied == 1 else f"{denied} entries, all denied (negationInd)"
    systems = collections.Counter(e.get("codeSystem") for e in coded if etree.QName(e).localname in ("value", "code", "translation"))
    wanted = {"problems": ICD.keys(), "medications": {RXNORM}, "immunizations": {CVX}, "results": {LOINC}, "allergies": {RXNORM, SNOMED}}[kind]
    return f"{len(entries)} entries without " + ("a code of it" if set(wanted) & systems.keys() else "its vocabulary")


def main(folder, given, family, as_json):
    kinds = ["pressure", "height", "weight", "problems", "medications", "immunizations", "smoking", "allergies", "results"]
    lines, rows = {}, []
    for path in sorted(pathlib.Path(folder).rglob("*.xml")):
        document = etree.parse(str(path), etree.XMLParser(recover=True, resolve_entities=False, no_network=True)).getroot()
        name = document.find(f".//{H}recordTarget/{H}patientRole/{H}patient/{H}name")
        if name is None:
            continue
        first, last = name.findtext(f"{H}given", ""), name.findtext(f"{H}family", "")
        if (first.strip().lower(), last.strip().lower()) != (given.lower(), family.lower()):
            continue
        found = facts(document)
        key = str(path.relative_to(folder))
        lines[key] = {kind: sorted(values) for kind, values in found.items()}
        cells = []
        for kind in kinds:
            text = str(len(found[kind])) if found[kind] else reason(document, kind)
            if kind == "immunizations" and found["not given"]:
                text += f", {len(found['not given'])} not given"
            if kind == "pressure" and found[kind]:
                text += " " + "/".join(sorted({v.split(" ")[2] or "no unit" for v in found[kind]}))
            cells.append(text)
        rows.append([path.relative_to(folder).parts[0], *cells])
    if as_json:
        print(json.dumps(lines, indent=1))
        return
    print("| document of | " + " | ".join(kinds) + " |")
    print("|---" * (len(kinds) + 1) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], "--json" in sys.argv)

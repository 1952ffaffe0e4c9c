"""The same made-up blood pressures in every format that the hub reads, so that its importers can be held against each other and against plain tools."""

import datetime, json, random, zipfile
from pathlib import Path

FIRST = datetime.date(2026, 1, 1)


def readings(count, seed=42):
    source = random.Random(seed)
    for number in range(count):
        day = FIRST + datetime.timedelta(days=source.randrange(365))
        yield number % max(1, count // 100), day, 90 + source.randrange(90), 50 + source.randrange(50)


def ndjson(path, count):
    """One FHIR Observation a line, as bulk export writes it."""
    with open(path, "w", newline="\n") as file:
        for patient in range(max(1, count // 100)):
            file.write(json.dumps({"resourceType": "Patient", "id": f"p{patient}", "gender": "female", "birthDate": "1961-04-09"}) + "\n")
        for number, (patient, day, systolic, _) in enumerate(readings(count)):
            file.write(json.dumps({
                "resourceType": "Observation", "id": f"o{number}", "status": "final", "subject": {"reference": f"Patient/p{patient}"},
                "category": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "vital-signs"}]}],
                "code": {"coding": [{"system": "http://loinc.org", "code": "8480-6", "display": "Systolic blood pressure"}]},
                "effectiveDateTime": f"{day}T10:00:00Z",
                "valueQuantity": {"value": systolic, "unit": "mm[Hg]", "system": "http://unitsofmeasure.org", "code": "mm[Hg]"}}) + "\n")


COLUMNS = ["Id", "When", "Systolic", "Diastolic"]
FIELDS = "\n".join([
    "      - {kind: observation, code: {constant: 8480-6, system: LOINC}, start: {column: When, required: true}, status: {constant: final},",
    "         value: {column: Systolic, as: quantity, unit: {constant: \"mm[Hg]\"}}}",
    "      - {kind: observation, code: {constant: 8462-4, system: LOINC}, start: {column: When, required: true}, status: {constant: final},",
    "         value: {column: Diastolic, as: quantity, unit: {constant: \"mm[Hg]\"}}}", ""])


def mapping(path, source, form):
    """A mapping for `rows` in any format of rows."""
    Path(path).write_text(
        f"source: {source}\nformat: {form}\ndates: iso\ntables:\n  - table: readings\n    has: [Id, When, Systolic, Diastolic]\n"
        f"    patient: Id\n    facts:\n{FIELDS}")


def rows(path, count):
    """Separated by commas."""
    with open(path, "w", newline="\n") as file:
        file.write(",".join(COLUMNS) + "\n")
        for patient, day, systolic, diastolic in readings(count):
            file.write(f"p{patient},{day},{systolic},{diastolic}\n")


def sheet(path, count):
    """The same as a workbook, with inline strings."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
            '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
            "</Types>"))
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        package = "http://schemas.openxmlformats.org/package/2006/relationships"
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        book.writestr("_rels/.rels", f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        book.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
        book.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Readings" sheetId="1" r:id="r1"/></sheets></workbook>')
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as out:
            text = lambda words: f'<c t="inlineStr"><is><t>{words}</t></is></c>'
            out.write(f'<worksheet xmlns="{main}"><sheetData><row r="1">{"".join(map(text, COLUMNS))}</row>'.encode())
            for line, (patient, day, systolic, diastolic) in enumerate(readings(count), 2):
                out.write(f'<row r="{line}">{text(f"p{patient}")}{text(day)}<c><v>{systolic}</v></c><c><v>{diastolic}</v></c></row>'.encode())
            out.write(b"</sheetData></worksheet>")


PROGRAM = """import json, sys
greeting = json.loads(sys.stdin.buffer.readline())
lines = sys.stdin.buffer
columns = lines.readline().decode().rstrip().split(",")
out = sys.stdout
out.write(json.dumps({"table": {"columns": columns, "line": 1}}) + "\\n")
batch, first, units = [], 2, 0
for line in lines:
    batch.append(line.decode().rstrip().split(","))
    if len(batch) == 1000:
        out.write(json.dumps({"rows": batch, "line": first}) + "\\n")
        first, units, batch = first + 1000, units + 1000, []
if batch:
    out.write(json.dumps({"rows": batch, "line": first}) + "\\n")
out.write(json.dumps({"done": {"units": units + len(batch)}}) + "\\n")
"""


def program(folder):
    """A program plugin in Python that reads the rows: what it costs to go through another process and JSON."""
    folder = Path(folder) / "bench-rows"
    folder.mkdir(parents=True)
    (folder / "plugin.json").write_text(json.dumps({
        "hub": 1, "id": "bench-rows", "summary": "rows for a benchmark", "kind": "rows", "extensions": ["rows"], "run": ["python3", "rows.py"]}))
    (folder / "rows.py").write_text(PROGRAM)
    for path in [folder, folder.parent]:
        path.chmod(0o755)
    for name in ["plugin.json", "rows.py"]:
        (folder / name).chmod(0o644)


LAYOUT = """layouts:
  - layout: readings
    files: ["*.fwf"]
    fields:
      Id: 1-8 code required
      When: 9-18 date yyyy-mm-dd
      Systolic: 19-21 number
      Diastolic: 22-24 number
"""


def fixed(path, count):
    with open(path, "w", newline="\n") as file:
        for patient, day, systolic, diastolic in readings(count):
            file.write(f"p{patient:<7}{day}{systolic:>3}{diastolic:>3}\n")

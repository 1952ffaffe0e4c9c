"""Laboratory results as HL7 v2 ORU^R01 messages: PID gives the patient, each OBX one observation. A line is a segment."""
import json, re, sys

STATUS = {"F": "final", "C": "corrected", "A": "amended", "P": "preliminary", "R": "registered", "X": "cancelled", "W": "entered-in-error"}
SYSTEMS = {"LN": "LOINC", "SCT": "SNOMEDCT"}


def say(**message):
    sys.stdout.write(json.dumps(message) + "\n")


def day(timestamp):
    return f"{timestamp[:4]}-{timestamp[4:6]}-{timestamp[6:8]}" if re.fullmatch(r"\d{8}(\d{2,6}.*)?", timestamp) else None


def code(field):
    part = field.split("^") + ["", "", ""]
    return f"{SYSTEMS.get(part[2], 'LOCAL')}|{part[0]}" if part[0] else None


def observation(patient, obx, line):
    fact = {"kind": "observation", "patient": patient, "code": code(obx[3]), "category": "laboratory", "line": line,
            "start": day(obx[14]), "end": day(obx[14]), "status": STATUS.get(obx[11])}
    number = re.fullmatch(r"([<>]=?)?\s*(-?\d+(?:\.\d+)?)", obx[5].strip())
    if obx[2] in ("NM", "SN", "ST") and number:
        fact |= {"value": float(number[2]) if "." in number[2] else int(number[2]), "unit": obx[6].split("^")[0] or None, "comparator": number[1]}
    elif obx[2] in ("CE", "CWE") and code(obx[5]):
        fact |= {"value": {"code": code(obx[5])}}
    else:
        fact |= {"value": obx[5] or None}
    return {key: value for key, value in fact.items() if value is not None}


def main():
    json.loads(sys.stdin.buffer.readline())  # {"hub": 1, "file": …, "options": …}
    segments = re.split(r"\r\n|\r|\n", sys.stdin.buffer.read().decode("utf-8", "replace"))
    if not segments[0].startswith("MSH|^~"):
        return say(error={"message": "this is no HL7 v2 message with the usual delimiters", "fix": "Send MSH|^~\\& messages."})
    patient, units = None, 0  # one unit is one OBX
    for line, segment in enumerate(segments, 1):
        field = segment.split("|") + [""] * 20
        if field[0] == "PID":
            patient = field[3].split("^")[0] or None
            sex = {"F": "female", "M": "male"}.get(field[8], "unknown")
            if patient:
                say(patient={"key": patient, "sex": sex, "line": line} | ({"birth": day(field[7])} if day(field[7]) else {}))
        elif field[0] == "OBX":
            units += 1
            if not patient or not code(field[3]):
                say(reject={"id": "hl7-v2-results.no-patient-or-code", "message": "a result without a patient or a code", "line": line})
            else:
                if not day(field[14]):
                    say(note={"severity": "warning", "id": "hl7-v2-results.undated", "message": "a result has no day", "line": line})
                say(fact=observation(patient, field, line))
                say(accepted=1)
    say(done={"units": units})


main()

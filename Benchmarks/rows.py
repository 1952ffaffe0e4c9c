"""A Synthea-style observations.csv of exactly so many rows, and the patients.csv that belongs to it; the same for the same seed."""

import datetime, random
from pathlib import Path

PATIENTS = (
    "Id,BIRTHDATE,DEATHDATE,SSN,DRIVERS,PASSPORT,PREFIX,FIRST,LAST,SUFFIX,MAIDEN,MARITAL,RACE,ETHNICITY,GENDER,BIRTHPLACE,ADDRESS,CITY,"
    "STATE,COUNTY,ZIP,LAT,LON,HEALTHCARE_EXPENSES,HEALTHCARE_COVERAGE")
OBSERVATIONS = "DATE,PATIENT,ENCOUNTER,CATEGORY,CODE,DESCRIPTION,VALUE,UNITS,TYPE"
KINDS = [
    ("vital-signs,8480-6,Systolic Blood Pressure", 100, 170, "mm[Hg]"),
    ("vital-signs,8462-4,Diastolic Blood Pressure", 60, 98, "mm[Hg]"),
    ("vital-signs,8867-4,Heart rate", 52, 102, "/min"),
    ("vital-signs,29463-7,Body Weight", 50, 120, "kg"),
    ("laboratory,4548-4,Hemoglobin A1c/Hemoglobin.total in Blood", 5, 12, "%"),
]


def identifier(source):
    digits = f"{source.getrandbits(128):032x}"
    return "-".join([digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]])


def write_rows(folder, rows, patients, seed):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    source = random.Random(seed)
    ids = [identifier(source) for _ in range(patients)]
    with open(folder / "patients.csv", "w", newline="\n") as file:
        file.write(PATIENTS + "\n")
        for at, one in enumerate(ids):
            birth = datetime.date(2006, 12, 31) - datetime.timedelta(days=source.randrange(23_000))
            file.write(f"{one},{birth},,,,,,Given{at % 97},Family{at % 89},,,,white,nonhispanic,{'FM'[at % 2]}" + "," * 10 + "\n")
    first = datetime.date(2024, 1, 1)
    days = [str(first + datetime.timedelta(days=at)) for at in range(1096)]
    with open(folder / "observations.csv", "w", newline="\n") as file:
        file.write(OBSERVATIONS + "\n")
        for row in range(rows):
            kind, low, high, unit = KINDS[row % len(KINDS)]
            if row % len(KINDS) == 0:
                patient, visit = ids[row // len(KINDS) % patients], identifier(source)
                when = f"{days[source.randrange(1096)]}T{8 + source.randrange(10):02}:{source.randrange(60):02}:00Z"
            value = low + source.random() * (high - low)
            file.write(f"{when},{patient},{visit},{kind},{value:.1f},{unit},numeric\n")

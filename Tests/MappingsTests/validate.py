#!/usr/bin/env python3
"""Holds YAML files against JSON Schemas with a validator that is not ours. Reads lines `schema<TAB>file`; prints one line for each thing that is wrong.

YAML is read as YAML 1.2's core schema has it: `yes`, `on` and days stay words, as they do for the hub.
"""
import json
import re
import sys

import jsonschema
import yaml


class Loader(yaml.SafeLoader):
    pass


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("tag:yaml.org,2002:bool", r"^(?:true|false)$", "tf"),
    ("tag:yaml.org,2002:int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("tag:yaml.org,2002:float", r"^[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("tag:yaml.org,2002:null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("tag:yaml.org,2002:merge", r"^(?:<<)$", "<"),
]:
    Loader.add_implicit_resolver(tag, re.compile(pattern), list(first))
Loader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))


def plain(value):
    """Keys of JSON are words."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


count = 0
for line in sys.stdin.read().splitlines():
    schema, file = line.split("\t")
    with open(schema, encoding="utf-8") as handle:
        validator = jsonschema.Draft202012Validator(json.load(handle))
    validator.check_schema(validator.schema)
    with open(file, encoding="utf-8") as handle:
        data = plain(yaml.load(handle, Loader))
    count += 1
    for error in validator.iter_errors(data):
        best = jsonschema.exceptions.best_match([error])
        print(f"{file}: {'/'.join(map(str, best.absolute_path))}: {best.message[:300]}")
print(f"{count} files held against their schemas")

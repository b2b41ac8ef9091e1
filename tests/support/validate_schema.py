#!/usr/bin/env python3
"""validate_schema.py SCHEMA < one Feature a line: prints ok or the fault for each line, with a validator not our own."""
import json
import sys

import jsonschema

validator = jsonschema.Draft202012Validator(json.load(open(sys.argv[1], encoding='utf-8')))
for line in sys.stdin.buffer:
    error = next(validator.iter_errors(json.loads(line)), None)
    print('ok' if error is None else f'fault: {error.message[:120]}'.replace('\n', ' '), flush=True)

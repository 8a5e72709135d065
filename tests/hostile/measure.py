#!/usr/bin/env python3
"""Imports each file of a folder alone: seconds, memory of its largest process, what became of it.

    cargo build --release && python3 tests/hostile/measure.py DIR [program]
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOWN = Path(__file__).with_name("town")


def alone(program, file):
    with tempfile.TemporaryDirectory() as folder:
        inside = Path(folder, "2026-05", "in")
        inside.mkdir(parents=True)
        shutil.copytree(TOWN, Path(folder, "town"))
        shutil.copy(file, inside)
        began = time.monotonic()
        child = subprocess.Popen([program, "-q", "-c", "town/import.toml", "--today", "2026-06-01", "-o", "o.jsonl", "2026-05/in"],
                                 cwd=folder, stderr=subprocess.PIPE)
        _, status, used = os.wait4(child.pid, 0)
        seconds = time.monotonic() - began
        out = Path(folder, "o.jsonl")
        lines = [json.loads(line) for line in out.read_text().splitlines()] if out.exists() else []
        states = sorted({line["state"] for line in lines if line["kind"] == "source"})
        codes = sorted({line["code"] for line in lines if line["kind"] == "problem"})
        status = os.waitstatus_to_exitcode(status)
        return status, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, states, codes


def main():
    program = sys.argv[2] if len(sys.argv) > 2 else ROOT / "target/release/mimamori-import"
    wrong = 0
    for file in sorted(Path(sys.argv[1]).iterdir()):
        status, seconds, cpu, memory, states, codes = alone(Path(program).resolve(), file)
        beyond = status != 0 or cpu > 10 or memory > 256
        wrong += beyond
        print(f"{'!' if beyond else ' '} {file.name:34} {status:3} {seconds:6.2f} s {cpu:6.2f} CPU s {memory:6.0f} MB  {','.join(states)} {','.join(codes)[:60]}", flush=True)
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()

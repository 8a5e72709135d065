#!/bin/sh
# What others take for the same workbook: sh examples/peers-import.sh [ROWS [RUNS]]
#
# Installs pandas with openpyxl, python-calamine, xlsx2csv and csvkit into target/peers (their
# packages, from PyPI), lets each read the workbook of examples/bench-import.sh to text, and prints
# CPU seconds (median of RUNS), memory, and how many times that of mimamori-import. Needs python3
# with venv.
set -eu
cd "$(dirname "$0")/.."
rows=${1:-100000}
runs=${2:-3}
sh examples/bench-import.sh "$rows" 1 >/dev/null
bin=$PWD/target/release
export PYTHONPATH=$PWD/examples
venv=$PWD/target/peers
if [ ! -x "$venv/bin/in2csv" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check pandas openpyxl python-calamine xlsx2csv csvkit
fi
cd "target/bench/import-$rows"

"$venv/bin/python" - "$bin" "$venv/bin" "$runs" <<'PYTHON'
import importlib.metadata as packages, sys
from measure import in_turns

bin, venv, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
file = "in/residents.xlsx"
python = f"{venv}/python"
pandas = "import pandas, sys; pandas.read_excel(sys.argv[1], engine=sys.argv[2], dtype=object).to_csv(sys.stdout, index=False)"
openpyxl = """
import csv, openpyxl, sys
out = csv.writer(sys.stdout)
for row in openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True).worksheets[0].iter_rows(values_only=True):
    out.writerow(row)
"""
calamine = """
import csv, python_calamine, sys
book = python_calamine.CalamineWorkbook.from_path(sys.argv[1])
csv.writer(sys.stdout).writerows(book.get_sheet_by_index(0).iter_rows())
"""
commands = {
    "mimamori-import": [f"{bin}/mimamori-import", "-q", "-c", "town/import.toml", "--today", "2026-06-01", "in"],
    "bare loop (Rust)": [f"{bin}/examples/bare", file],
    "python-calamine": [python, "-c", calamine, file],
    "pandas, calamine": [python, "-c", pandas, file, "calamine"],
    "xlsx2csv": [f"{venv}/xlsx2csv", file],
    "openpyxl": [python, "-c", openpyxl, file],
    "pandas, openpyxl": [python, "-c", pandas, file, "openpyxl"],
    "csvkit in2csv": [f"{venv}/in2csv", "--no-inference", file],
}
print(", ".join(f"{name} {packages.version(name)}" for name in ["pandas", "openpyxl", "python-calamine", "xlsx2csv", "csvkit"]))
used = in_turns(commands, runs)
ours = used["mimamori-import"].cpu
for name, one in used.items():
    print(f"{name:18}{one.cpu:8.2f} s CPU {one.cpu / ours:7.2f} × {one.memory:8.0f} MB")
PYTHON

#!/bin/sh
# What others take to judge by the same rules: sh examples/peers-flag.sh [PERSONS [RUNS]]
#
# Of the shipped rules, those that pandas (examples/rules/pandas_rules.py) and the Common Expression
# Language can express (the crate cel, examples/rules/cel and cel.tsv): conditions on single records
# and counts. Neither can say unknown, name a cell, follow school days or look at a household, so
# that mimamori-flag does more for each of them. All three read and write the whole stream of
# examples/bench-flag.sh; the script stops unless they find the same persons. Prints CPU seconds
# (median of RUNS), memory, and how many times that of mimamori-flag. Installs pandas into
# target/peers-flag from PyPI and builds cel from crates.io. Needs python3 with venv.
set -eu
cd "$(dirname "$0")/.."
persons=${1:-20000}
runs=${2:-3}
sh examples/bench-flag.sh "$persons" 1 >/dev/null
bin=$PWD/target/release
export PYTHONPATH=$PWD/examples
venv=$PWD/target/peers-flag
if ! "$venv/bin/python" -c 'import pandas' 2>/dev/null; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check pandas
fi
cargo build --quiet --release --locked --manifest-path examples/rules/cel/Cargo.toml \
  --target-dir "$venv/cel"
rules=$PWD/examples/rules
cd target/bench/flag

"$venv/bin/python" - "$bin" "$venv" "$rules" "$runs" <<'PYTHON'
import collections, importlib.metadata as packages, json, re, subprocess, sys
from measure import in_turns

bin, venv, rules, runs = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
with open(f"{rules}/cel.tsv", encoding="utf-8") as lines:
    asked = {line.split("\t")[0] for line in lines}
with open("all-on.toml", encoding="utf-8") as all_on, open("asked.toml", "w", encoding="utf-8") as out:
    for line in all_on:
        if line.startswith("id = "):
            on = line.split('"')[1] in asked
        out.write(re.sub("^on = true", f"on = {str(on).lower()}", line) if line.startswith("on = ") else line)
ways = {
    "mimamori-flag": [f"{bin}/mimamori-flag", "-q", "-c", "asked.toml", "all.jsonl"],
    "cel": ["sh", "-c", f"exec {venv}/cel/release/cel-rules {rules}/cel.tsv <all.jsonl"],
    "pandas": [sys.executable, f"{rules}/pandas_rules.py", "all.jsonl"],
}

def found(command):
    by_rule = collections.Counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as run:
        for line in run.stdout:
            if line.startswith("p-"):
                by_rule[line.split()[1]] += 1
            elif line.startswith('{"kind":"flag"') and '"result":"fired"' in line:
                by_rule[json.loads(line)["rule"]] += 1
    return by_rule

ours, *theirs = [found(command) for command in ways.values()]
assert all(ours == other for other in theirs), (ours, theirs)
used = in_turns(ways, runs)
print(f"{len(asked)} rules, {ours.total()} found by each; pandas {packages.version('pandas')}")
print("| program | CPU s | ratio | MB |\n|---|---:|---:|---:|")
for name, one in used.items():
    print(f"| {name} | {one.cpu:.2f} | {one.cpu / used['mimamori-flag'].cpu:.1f} | {one.memory:.0f} |")
PYTHON

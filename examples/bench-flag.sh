#!/bin/sh
# What judging costs: sh examples/bench-flag.sh [PERSONS [RUNS]]
#
# Repeats the households of the practice town until there are so many persons, and runs
# mimamori-flag with all shipped rules on over that stream, in turns with the least that any program
# does with it (crates/record/examples/bare.rs: read each line, look at it as JSON, write it).
# Prints CPU seconds (user and system, median and least of RUNS), memory, and the ratio: where
# others share the machine the least runs are the ones to believe. Then the memory for half as many
# persons. Needs python3 for the clock, and 5 kB of disk a person.
set -eu
cd "$(dirname "$0")/.."
persons=${1:-100000}
runs=${2:-5}
for program in sample import match flag; do
  cargo build --quiet --release --locked -p mimamori --bin "mimamori-$program"
done
cargo build --quiet --release --locked -p mimamori-record --example bare --example multiply
bin=$PWD/target/release
export PYTHONPATH=$PWD/examples
dir=$PWD/target/bench/flag
mkdir -p "$dir"
cd "$dir"
if [ ! -f matched.jsonl ]; then
  "$bin/mimamori-sample" -q . --children 1000 --seed 2026
  "$bin/mimamori-import" -q -c town/import.toml --today 2026-06-01 2026-05/in \
    | "$bin/mimamori-match" -q -c town/match.toml -o matched.jsonl
fi
sed 's/^on = false/on = true/' town/rules.toml >all-on.toml
"$bin/examples/multiply" matched.jsonl "$persons" >all.jsonl
"$bin/examples/multiply" matched.jsonl $((persons / 2)) >half.jsonl

python3 - "$bin" "$runs" <<'PYTHON'
import os, sys
from measure import in_turns

bin, runs = sys.argv[1], int(sys.argv[2])
records = persons = 0
with open("all.jsonl", "rb") as stream:
    for line in stream:
        persons += line.startswith(b'{"kind":"person"')
        records += line.count(b'{"kind":"record"')
with open("all-on.toml") as rules:
    rules = sum(line.startswith("[[rule]]") for line in rules)
size = os.path.getsize("all.jsonl")
print(f"{persons} persons, {records / persons:.1f} records each, {size / 1e6:.0f} MB, {rules} rules")

judge = [f"{bin}/mimamori-flag", "-q", "-c", "all-on.toml"]
used = in_turns({
    "bare loop": ["sh", "-c", f"exec {bin}/examples/bare <all.jsonl"],
    "mimamori-flag": judge + ["all.jsonl"],
    "half of it": judge + ["half.jsonl"],
}, runs)
for name, one in used.items():
    print(f"{name:18}{one.cpu:8.3f} s CPU {one.least:8.3f} s at least {one.memory:8.1f} MB at most")
ours, bare = used["mimamori-flag"], used["bare loop"]
print(f"ratio {ours.cpu / bare.cpu:.2f}, of the least runs {ours.least / bare.least:.2f}")
PYTHON

#!/bin/sh
# What matching costs and how well it does: sh examples/bench-match.sh [SEED [RUNS [ROSTER…]]]
#
# Makes rosters with examples/rosters (a town of 3,000 and a city of 50,000 children, with and
# without resident numbers, and an English-style one; of another making than the practice town),
# runs mimamori-match on them in turns, and prints quality against the truth, CPU seconds (user and
# system, median of RUNS), memory, and how both grow from town to city. Needs python3.
# `city-months` is the city's lists twelve times over, some 45 records a child: it takes minutes and
# 3 GB of disk, comes only when it is named, and is not held against the truth.
set -eu
cd "$(dirname "$0")/.."
seed=${1:-1}
runs=${2:-3}
rosters="town town-no-number city city-no-number english"
[ $# -gt 2 ] && shift 2 && rosters=$*
cargo build --quiet --release --locked -p mimamori --bin mimamori-match
bin=$PWD/target/release
export PYTHONPATH=$PWD/examples:$PWD/examples/rosters
dir=$PWD/target/bench/match-$seed
mkdir -p "$dir"
for roster in $rosters; do
  [ -f "$dir/$roster/twins.tsv" ] && continue
  case $roster in *-months)
    [ -f "$dir/${roster%-months}/twins.tsv" ] ||
      python3 examples/rosters/make.py "$dir/${roster%-months}" "${roster%-months}" --seed "$seed"
    mkdir -p "$dir/$roster"
    [ -f "$dir/$roster/roster.jsonl" ] ||
      python3 examples/rosters/months.py "$dir/${roster%-months}/roster.jsonl" "$dir/$roster/roster.jsonl"
    continue ;;
  esac
  number=
  case $roster in *-no-number) number=--no-number ;; esac
  python3 examples/rosters/make.py "$dir/$roster" "${roster%-no-number}" --seed "$seed" $number
done
cd "$dir"

python3 - "$bin" "$runs" $rosters <<'PYTHON'
import os, subprocess, sys
from measure import in_turns
from score import HEADINGS, row, score

bin, runs, *rosters = sys.argv[1:]
match = [f"{bin}/mimamori-match", "-q"]
print(HEADINGS + "| CPU s | MiB | MiB of input |")
print("|---" * (HEADINGS.count("|") + 3) + "|")
# Before anything is scored: a child begins with the memory of this process, and it counts as its own.
used = in_turns({roster: [*match, f"{roster}/roster.jsonl"] for roster in rosters}, int(runs))
for roster in rosters:
    if roster.endswith("-months"):
        with open(f"{roster}/roster.jsonl", "rb") as lines:
            records = sum(line.startswith(b'{"kind":"record"') for line in lines)
        cost = used[roster]
        print(f"{roster}: {records:,} records, {cost.wall:.1f} s, CPU {cost.cpu:.1f} s, {cost.memory:.0f} MiB", flush=True)
        continue
    subprocess.run([*match, "-o", f"{roster}/matched.jsonl", f"{roster}/roster.jsonl"], check=True)
    found = score(roster, f"{roster}/matched.jsonl")
    read = os.path.getsize(f"{roster}/roster.jsonl") / 2**20
    print(f"{row(roster, found)}| {used[roster].cpu:.2f} | {used[roster].memory:.0f} | {read:.1f} |", flush=True)
if {"town", "city"} <= used.keys():
    size = {name: os.path.getsize(f"{name}/roster.jsonl") for name in ("town", "city")}
    town, city = used["town"], used["city"]
    print(f"from town to city: input × {size['city'] / size['town']:.1f}, CPU × {city.cpu / town.cpu:.1f}, memory × {city.memory / town.memory:.1f}")
PYTHON

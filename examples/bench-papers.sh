#!/bin/sh
# What the papers of duties and meetings cost: sh examples/bench-papers.sh [PERSONS [RUNS]]
#
# Repeats the households of the practice town until there are so many persons (82000 are 40,000
# children, 2,700 cases, 11,600 duties), adds flags and duties, and writes every paper: the duties as
# workbook, page and calendar, and the monthly meeting as workbook and page. Prints seconds by the
# clock, CPU seconds and memory, beside a bare loop over the same stream. Needs python3 for the clock.
set -eu
cd "$(dirname "$0")/.."
persons=${1:-82000}
runs=${2:-3}
for program in sample import match flag remind agenda; do
  cargo build --quiet --release --locked -p mimamori --bin "mimamori-$program"
done
cargo build --quiet --release --locked -p mimamori-record --example bare --example multiply
bin=$PWD/target/release
export PYTHONPATH=$PWD/examples
dir=$PWD/target/bench/papers
mkdir -p "$dir"
cd "$dir"
"$bin/mimamori-sample" -q . --children 1000 --seed 2026
"$bin/mimamori-import" -q -c town/import.toml --today 2026-06-01 2026-05/in \
  | "$bin/mimamori-match" -q -c town/match.toml -o matched.jsonl
"$bin/examples/multiply" matched.jsonl "$persons" \
  | "$bin/mimamori-flag" -q -c town/rules.toml -o flagged.jsonl
"$bin/mimamori-remind" -q -c town/remind.toml -o due.jsonl flagged.jsonl

python3 - "$bin" "$runs" <<'PYTHON'
import os, sys
from measure import in_turns

bin, runs = sys.argv[1], int(sys.argv[2])
with open("due.jsonl", "rb") as stream:
    dues = sum(line.startswith(b'{"kind":"due"') for line in stream)
print(f"{dues} duties, {os.path.getsize('due.jsonl') / 1e6:.0f} MB")
remind = [f"{bin}/mimamori-remind", "-q", "-c", "town/remind.toml"]
remind += ["--xlsx", "due.xlsx", "--html", "due.html", "--ics", "due.ics", "flagged.jsonl"]
agenda = [f"{bin}/mimamori-agenda", "-q", "-c", "town/meetings.toml", "--meeting", "monthly"]
agenda += ["--xlsx", "agenda.xlsx", "--html", "agenda.html", "due.jsonl"]
used = in_turns({
    "bare loop": ["sh", "-c", f"exec {bin}/examples/bare <due.jsonl"],
    "mimamori-remind": remind,
    "mimamori-agenda": agenda,
}, runs)
for name, one in used.items():
    print(f"{name:18}{one.wall:8.2f} s {one.cpu:8.2f} s CPU {one.memory:8.1f} MB at most")
PYTHON

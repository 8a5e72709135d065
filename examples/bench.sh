#!/bin/sh
# Times a practice month, program by program: sh examples/bench.sh [CHILDREN [RUNS]]
#
# Each program reads what the one before wrote, from a file, and writes to /dev/null. Prints
# milliseconds, the median of RUNS. Needs python3 for the clock.
set -eu
cd "$(dirname "$0")/.."
children=${1:-1000}
runs=${2:-11}
cargo build --quiet --release --locked -p mimamori --bins
bin=$PWD/target/release
export PYTHONPATH=$PWD/examples
dir=$PWD/target/bench/$children
mkdir -p "$dir"
[ -d "$dir/2026-05/in" ] || "$bin/mimamori-sample" "$dir" --children "$children" --seed 2026 -q
cd "$dir"

"$bin/mimamori-import" -q -c town/import.toml --today 2026-06-01 -o 1-import.jsonl 2026-05/in
"$bin/mimamori-match" -q -c town/match.toml -o 2-match.jsonl 1-import.jsonl
"$bin/mimamori-flag" -q -c town/rules.toml -o 3-flag.jsonl 2-match.jsonl
"$bin/mimamori-remind" -q -c town/remind.toml -o 4-remind.jsonl 3-flag.jsonl
"$bin/mimamori-agenda" -q -c town/meetings.toml --meeting monthly -o 5-agenda.jsonl 4-remind.jsonl

python3 - "$bin" "$runs" <<'PYTHON'
import os, statistics, subprocess, sys, time
from measure import in_turns

bin, runs = sys.argv[1], int(sys.argv[2])
stages = [
    ("import", "-q -c town/import.toml --today 2026-06-01 2026-05/in"),
    ("match", "-q -c town/match.toml --review review.xlsx 1-import.jsonl"),
    ("flag", "-q -c town/rules.toml 2-match.jsonl"),
    ("remind", "-q -c town/remind.toml --xlsx due.xlsx --ics due.ics 3-flag.jsonl"),
    ("agenda", "-q -c town/meetings.toml --meeting monthly --xlsx agenda.xlsx --html agenda.html 4-remind.jsonl"),
    ("stats", "-q -c town/tables.toml --audience public --xlsx statistics.xlsx --html statistics.html 5-agenda.jsonl"),
]
print(f"{'program':10}{'wall ms':>10}{'cpu ms':>10}")
used = in_turns({name: [f"{bin}/mimamori-{name}", *arguments.split()] for name, arguments in stages}, runs)
for name, one in used.items():
    print(f"{name:10}{one.wall * 1000:10.1f}{one.cpu * 1000:10.1f}")
wall, cpu = sum(one.wall for one in used.values()), sum(one.cpu for one in used.values())
print(f"{'together':10}{wall * 1000:10.1f}{cpu * 1000:10.1f}")

# The month as people run it: all programs of the pipe at once, papers written.
wall = []
for _ in range(runs):
    began = time.perf_counter()
    subprocess.run(
        ["sh", "../../../examples/hinata-cho/run.sh"],
        env={**os.environ, "MIMAMORI_BIN": bin},
        stderr=subprocess.DEVNULL,
        check=True,
    )
    wall.append((time.perf_counter() - began) * 1000)
print(f"run.sh, 1,000 children: {statistics.median(wall):.0f} ms")
PYTHON

#!/bin/sh
# What full fidelity costs: sh examples/bench-import.sh [ROWS [RUNS]]
#
# Reads a workbook of ROWS × 20 columns with mimamori-import, and with a bare loop over calamine's
# streaming reader that prints the same records (crates/container/examples/bare.rs), in turns.
# Prints CPU seconds (user and system, median and least of RUNS), memory, and the ratios: where
# others share the machine the least runs are the ones to believe. Needs python3 for the clock.
set -eu
cd "$(dirname "$0")/.."
rows=${1:-100000}
runs=${2:-7}
cargo build --quiet --release --locked -p mimamori --bin mimamori-import
cargo build --quiet --release --locked -p mimamori-container --example bare
cargo build --quiet --release --locked -p mimamori-import --example wide-roster
bin=$PWD/target/release
export PYTHONPATH=$PWD/examples
dir=$PWD/target/bench/import-$rows
[ -f "$dir/in/residents.xlsx" ] || "$bin/examples/wide-roster" "$dir" "$rows"
cd "$dir"

python3 - "$bin" "$runs" "$rows" <<'PYTHON'
import subprocess, sys
from measure import in_turns

bin, runs, rows = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
commands = {
    "bare loop": [f"{bin}/examples/bare", "in/residents.xlsx"],
    "mimamori-import": [f"{bin}/mimamori-import", "-q", "-c", "town/import.toml", "--today", "2026-06-01", "in"],
}

def records(name):
    """What it prints, field by field: numbers and words differ only as the mapping says."""
    # Line by line: a child begins with the memory of who starts it, and that would count as its own.
    with subprocess.Popen(commands[name], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        count = size = 0
        for line in child.stdout:
            count += line.startswith(b'{"kind":"record"')
            size += len(line)
    assert child.returncode == 0, name
    return count, size

for name in commands:
    count, size = records(name)
    assert count == rows, (name, count)
    print(f"{name:18}{count:>9} records {size / 1e6:8.1f} MB of JSON")

used = in_turns(commands, runs)
for name, one in used.items():
    print(f"{name:18}{one.cpu:8.3f} s CPU {one.least:8.3f} s at least {one.memory:8.1f} MB at most")
ours, bare = used["mimamori-import"], used["bare loop"]
print(f"ratio {ours.cpu / bare.cpu:.2f}, of the least runs {ours.least / bare.least:.2f}; {ours.memory - bare.memory:.1f} MB more than the bare loop (which holds file and shared strings too)")
PYTHON

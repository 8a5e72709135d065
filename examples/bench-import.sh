#!/bin/sh
# What full fidelity costs: sh examples/bench-import.sh [ROWS [RUNS]]
#
# Reads a workbook of ROWS × 20 columns with mimamori-import, and with a bare loop over calamine's
# streaming reader that prints the same records (crates/container/examples/bare.rs), in turns.
# Prints CPU seconds (user and system, median of RUNS), memory, and the ratio. Needs python3 for
# the clock.
set -eu
cd "$(dirname "$0")/.."
rows=${1:-100000}
runs=${2:-7}
cargo build --quiet --release --locked -p mimamori --bin mimamori-import
cargo build --quiet --release --locked -p mimamori-container --example bare
cargo build --quiet --release --locked -p mimamori-import --example wide-roster
bin=$PWD/target/release
dir=$PWD/target/bench/import-$rows
[ -f "$dir/in/residents.xlsx" ] || "$bin/examples/wide-roster" "$dir" "$rows"
cd "$dir"

python3 - "$bin" "$runs" "$rows" <<'PYTHON'
import os, statistics, subprocess, sys

bin, runs, rows = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
commands = {
    "bare loop": [f"{bin}/examples/bare", "in/residents.xlsx"],
    "mimamori-import": [f"{bin}/mimamori-import", "-q", "-c", "town/import.toml", "--today", "2026-06-01", "in"],
}

def records(name):
    """What it prints, field by field: numbers and words differ only as the mapping says."""
    out = subprocess.run(commands[name], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout
    return sum(line.startswith(b'{"kind":"record"') for line in out.splitlines()), len(out)

for name in commands:
    count, size = records(name)
    assert count == rows, (name, count)
    print(f"{name:18}{count:>9} records {size / 1e6:8.1f} MB of JSON")

cpu = {name: [] for name in commands}
memory = {name: 0 for name in commands}
for _ in range(runs):
    for name, command in commands.items():
        with open(os.devnull, "wb") as nothing:
            child = subprocess.Popen(command, stdout=nothing, stderr=nothing)
            _, status, used = os.wait4(child.pid, 0)
        assert status == 0, name
        cpu[name].append(used.ru_utime + used.ru_stime)
        memory[name] = max(memory[name], used.ru_maxrss / 1024)

medians = {name: statistics.median(of) for name, of in cpu.items()}
for name, seconds in medians.items():
    print(f"{name:18}{seconds:8.3f} s CPU {memory[name]:8.1f} MB at most")
ratio = medians["mimamori-import"] / medians["bare loop"]
more = memory["mimamori-import"] - memory["bare loop"]
print(f"ratio {ratio:.2f}, {more:.1f} MB more than the bare loop (which holds file and shared strings too)")
PYTHON

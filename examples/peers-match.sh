#!/bin/sh
# What Splink makes of the same rosters: sh examples/peers-match.sh [SEED [ROSTER…]]
#
# Installs Splink with DuckDB and pandas into target/peers-match (their packages, from PyPI), runs
# it with careful settings (examples/rosters/peer.py) and mimamori-match on the rosters of
# examples/bench-match.sh, and prints quality and cost side by side, then the recall of the hard
# kinds. Of Splink's thresholds the one counts that is best by the truth. CPU is that of whole
# processes, reading and normalising included; beside it stands what Splink used for training, scoring
# and joining alone. A run may take five minutes and 12 GB. Needs python3 with
# venv.
set -eu
cd "$(dirname "$0")/.."
seed=${1:-1}
[ $# -gt 0 ] && shift
rosters=${*:-town town-no-number english}
cargo build --quiet --release --locked -p mimamori --bin mimamori-match
bin=$PWD/target/release
export PYTHONPATH=$PWD/examples:$PWD/examples/rosters
venv=$PWD/target/peers-match
if ! "$venv/bin/python" -c 'import splink' 2>/dev/null; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check 'splink==5.*' duckdb pandas
fi
dir=$PWD/target/bench/match-$seed
for roster in $rosters; do
  [ -f "$dir/$roster/twins.tsv" ] && continue
  number=
  case $roster in *-no-number) number=--no-number ;; esac
  python3 examples/rosters/make.py "$dir/$roster" "${roster%-no-number}" --seed "$seed" $number
done
peer=$PWD/examples/rosters/peer.py
cd "$dir"

"$venv/bin/python" - "$bin" "$peer" $rosters <<'PYTHON'
import importlib.metadata as packages, json, subprocess, sys
from measure import in_turns
from score import HEADINGS, row, score

bin, peer, *rosters = sys.argv[1:]
ways = {"components": "components", "best": "single best links"}
print(", ".join(f"{name} {packages.version(name)}" for name in ["splink", "duckdb", "pandas"]))
print(HEADINGS + "| CPU s | × | linking alone | × | MiB |")
print("|---" * (HEADINGS.count("|") + 5) + "|")
kinds = {}
match = lambda roster: [f"{bin}/mimamori-match", "-q", "-o", f"{roster}/matched.jsonl", f"{roster}/roster.jsonl"]
# Before anything is scored: a child begins with the memory of this process, and it counts as its own.
used = in_turns({roster: match(roster) for roster in rosters}, 3)
for roster in rosters:
    ours = used[roster]
    found = score(roster, f"{roster}/matched.jsonl")
    kinds[roster] = [found["kinds"]]
    print(f"{row(f'{roster}: mimamori-match', found)}| {ours.cpu:.2f} | 1 | | | {ours.memory:.0f} |", flush=True)
    try:
        run = subprocess.run([sys.executable, peer, roster], stdout=subprocess.PIPE, check=True, timeout=300)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as reason:
        print(f"| {roster}: Splink did not end ({type(reason).__name__}) |", flush=True)
        continue
    took = json.loads(run.stdout.splitlines()[-1])
    for way, name in ways.items():
        found = score(roster, f"{roster}/splink-{way}.tsv")
        kinds[roster].append(found["kinds"])
        name = f"{roster}: Splink, {name} at {took[way]['threshold']}"
        whole, linking = took[way]["cpu"], took[way]["linking"]
        costs = " | ".join(f"{cpu:.1f} | {cpu / ours.cpu:.1f}" for cpu in (whole, linking))
        print(f"{row(name, found)}| {costs} | {took['mib']:.0f} |", flush=True)
for roster, (ours, *theirs) in kinds.items():
    print(f"\n{roster}: recall of pairs with a row of this kind: mimamori-match, Splink components, single best links")
    for kind, (share, count) in ours.items():
        shares = "  ".join(f"{found[kind][0]:.3f}" for found in theirs)
        print(f"  {kind:18}{share:.3f}  {shares}  of {count}")
PYTHON

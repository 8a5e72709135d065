#!/bin/sh
# Each fuzz target for so many seconds, one after another: sh tests/fuzz/run.sh 300 [target …]
#
# The flags are those of cargo-fuzz without a sanitizer (there is no unsafe code of ours), so any
# compiler does. libFuzzer itself is C++ and needs a compiler for that. What is found is written
# into tests/fuzz/artifacts; each finding becomes a test beside the code that it changed.
set -eu
cd "$(dirname "$0")"
seconds=${1:-300}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- dates mapping text html parts ole answer file rule
host=$(rustc -vV | sed -n 's/^host: //p')
coverage='-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares'
RUSTFLAGS="$coverage --cfg fuzzing" cargo build --release --target "$host"
python3 seeds.py
for target; do
    mkdir -p "corpus/$target" artifacts
    echo "$target, $seconds seconds"
    "target/$host/release/$target" "corpus/$target" -max_total_time="$seconds" -timeout=10 \
        -rss_limit_mb=1024 -max_len=65536 -print_final_stats=1 -artifact_prefix="artifacts/$target-"
done

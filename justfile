# Every recipe is plain cargo behind a short name. `just` lists them.

default:
    @just --list --unsorted

# What CI runs: formatting, lints, tests, freshness of what is generated
[group('check')]
check: fmt lint test fresh

# Fuzz targets in turn, so many seconds each (needs a C++ compiler and python3)
[group('check')]
fuzz seconds="300":
    sh tests/fuzz/run.sh {{seconds}}

# Formatting only looks
[group('check')]
fmt:
    cargo fmt --all --check

# Lints without warnings
[group('check')]
lint:
    cargo clippy --workspace --all-targets --locked -- -D warnings

# All tests
[group('check')]
test:
    cargo test --workspace --locked

# Man pages, schemas and the practice town are as the code makes them
[group('check')]
fresh: man example
    git diff --exit-code

# Man pages and schemas from the option tables and types
[group('generate')]
man:
    cargo run --quiet -p mimamori-docs

# The practice town in examples/hinata-cho
[group('generate')]
example:
    cargo run --quiet --release --bin mimamori-sample -- examples/hinata-cho --children 1000 --seed 2026

# The practice month from workbooks to papers
[group('demo')]
demo:
    sh examples/hinata-cho/run.sh

# Times the practice month, program by program
[group('bench')]
bench children="1000":
    sh examples/bench.sh {{children}}

# What full fidelity costs beside a bare loop over the same workbook
[group('bench')]
bench-import rows="100000":
    sh examples/bench-import.sh {{rows}}

# How well matching does on rosters of another making, and what it costs
[group('bench')]
bench-match seed="1" runs="3":
    sh examples/bench-match.sh {{seed}} {{runs}}

# What judging by all rules costs beside a bare loop over the same stream
[group('bench')]
bench-flag persons="100000" runs="5":
    sh examples/bench-flag.sh {{persons}} {{runs}}

# What the papers of duties and meetings cost in a town of 40,000 children
[group('bench')]
bench-papers persons="82000" runs="3":
    sh examples/bench-papers.sh {{persons}} {{runs}}

# What others take for the same workbook, and make of the same rosters (installs their packages into target)
[group('bench')]
peers rows="100000" seed="1": (peers-import rows) (peers-match seed) (peers-flag)

# What others take for the same workbook
[group('bench')]
peers-import rows="100000":
    sh examples/peers-import.sh {{rows}}

# What Splink makes of the same rosters; of all where none is named
[group('bench')]
peers-match seed="1" *rosters:
    sh examples/peers-match.sh {{seed}} {{rosters}}

# What others take to judge by the same rules
[group('bench')]
peers-flag persons="20000":
    sh examples/peers-flag.sh {{persons}}

#!/bin/sh
# ひなた町（架空の町）の 2026年5月分。名簿のブックから、会議と期日と統計の紙までを作ります。
# The practice town, May 2026: from the workbooks of the departments to the papers.
#
# 自分の町で使うときは、このフォルダーを写し、MONTH と TODAY を変えます。
# For a town of your own copy this folder and change MONTH and TODAY.
set -eu
cd "$(dirname "$0")"

MONTH=2026-05
TODAY=2026-06-01
# 年度の初めの月。ここから MONTH までの in をすべて読みます。
# The first month of the fiscal year: every in from here to MONTH is read.
FIRST=2026-04

# プログラムの場所。なければ作ります（Rust が要ります）。
# Where the programs are; built when missing (needs Rust).
bin=${MIMAMORI_BIN:-../../target/release}
if [ -z "${MIMAMORI_BIN:-}" ]; then
  (cd ../.. && cargo build --quiet --release --locked -p mimamori --bins)
fi

ins=
for dir in 20??-??/in; do
  month=${dir%/in}
  if [ "$(expr "$month" '>=' "$FIRST")" = 1 ] && [ "$(expr "$month" '<=' "$MONTH")" = 1 ]; then
    ins="$ins $dir"
  fi
done

# 番号を引き継ぐため、いちばん新しい month.jsonl を match に渡します。
# flag・remind・agenda には前の月のものを渡し、「新しい・前から」を見分けます。
# match gets the newest month.jsonl, to keep its ids; the others that of the month before.
newest=
earlier=
for file in 20??-??/out/month.jsonl; do
  [ -e "$file" ] || continue
  month=${file%%/*}
  newest="--before $file"
  if [ "$(expr "$month" '<' "$MONTH")" = 1 ]; then earlier="--before $file"; fi
done

out=$MONTH/out
mkdir -p "$out"

# 途中のどれかが失敗すると、最後のプログラムも失敗し、このスクリプトはそこで止まります。
# If any program fails the last one fails too, and this script stops there.
# shellcheck disable=SC2086
"$bin/mimamori-import" -c town/import.toml --today "$TODAY" --problems "$out/problems" $ins \
  | "$bin/mimamori-match" -c town/match.toml $newest --review "$out/review.xlsx" \
  | "$bin/mimamori-flag" -c town/rules.toml $earlier \
  | "$bin/mimamori-remind" -c town/remind.toml $earlier --xlsx "$out/due.xlsx" --ics "$out/due.ics" \
  | "$bin/mimamori-agenda" -c town/meetings.toml --meeting monthly $earlier \
      --xlsx "$out/agenda.xlsx" --html "$out/agenda.html" -o "$out/month.jsonl"

# 会議の前に、上程する子を選ぶための候補の一覧。印を付けて MONTH の in に入れ、もう一度動かすと、
# 名簿は選んだ人だけになります。
# The candidates to pick from before the meeting: marked and put into the in of MONTH, they make the
# next run list only whom you picked.
# shellcheck disable=SC2086
"$bin/mimamori-agenda" --only -c town/meetings.toml --meeting monthly --candidates $earlier \
  --xlsx "$out/candidates.xlsx" "$out/month.jsonl" >/dev/null

"$bin/mimamori-stats" -c town/tables.toml --audience public \
  --xlsx "$out/statistics.xlsx" --html "$out/statistics.html" -o "$out/tables.jsonl" "$out/month.jsonl"

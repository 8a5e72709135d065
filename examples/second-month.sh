#!/bin/sh
# ひなた町の二か月目（2026年6月）。5月の名簿と照会の紙に記入したブックから始まります。
# 写しを FOLDER に作り、記入は LibreOffice にさせます（soffice と jq が要ります）。記入したブックは
# FOLDER/2026-06/in にあるので、開いて見られます。手で記入しても同じです。
# The second month of the practice town (June 2026), which starts from what was typed into the papers
# of the first: the list of the meeting and a request sheet. It makes a copy in FOLDER and lets
# LibreOffice type (needs soffice and jq); the workbooks are in FOLDER/2026-06/in to be looked at.
#
#   sh examples/second-month.sh FOLDER
set -eu
folder=${1:?FOLDER}
cd "$(dirname "$0")/.."
[ ! -e "$folder" ] || { echo "$folder: もうあります / is there already" >&2; exit 1; }
cp -r examples/hinata-cho "$folder"
rm -rf "$folder"/20??-??/out
folder=$(cd "$folder" && pwd)
[ -n "${MIMAMORI_BIN:-}" ] || cargo build --quiet --release --locked -p mimamori --bins
bin=${MIMAMORI_BIN:-$PWD/target/release}
macro=$PWD/tests/office/Module1.xba
tab=$(printf '\t')
cd "$folder"

# soffice のマクロに、鍵・項目・言葉の行を渡して記入させます。
# Rows of key, field and word go to a macro, which types them and saves the workbook.
office() { soffice "-env:UserInstallation=file://$folder/.office" --headless --norestore "$@" >/dev/null 2>&1; }
fill() { # PAPER SAVED, rows on standard input
  cat >"$folder/.words"
  office "macro:///Standard.Module1.Main(\"$folder/$1\",\"$folder/$2\",\"$folder/.words\")"
  [ -s "$2" ] || { echo "$2: 記入できませんでした / nothing was saved" >&2; exit 1; }
}
office --terminate_after_init
cp "$macro" .office/user/basic/Standard/Module1.xba

# 5月。6月11日の会議の名簿と、機関への照会の紙ができます。
# May: the list of the meeting of 11 June, and the request sheets.
MIMAMORI_BIN=$bin sh run.sh
"$bin/mimamori-agenda" -q --lang ja -c town/meetings.toml --meeting progress \
  --requests 2026-05/out/requests -o 2026-05/out/progress.jsonl 2026-05/out/month.jsonl
mkdir -p 2026-06/in/会議

# 会議で、はじめの4人について決めたこと。
# What the meeting decided about the first four.
jq -r 'select(.kind == "item") | .person' 2026-05/out/month.jsonl | head -n 4 >.persons
{
  read -r a
  read -r b
  read -r c
  read -r d
} <.persons
fill 2026-05/out/agenda.xlsx 2026-06/in/会議/名簿_6月11日.xlsx <<EOF
$a${tab}decided_on${tab}R8.6.11
$a${tab}decision${tab}支援継続
$a${tab}next_review${tab}令和8年7月
$a${tab}policy${tab}週に一度、担当がたずねる
$b${tab}decision${tab}対象外
$b${tab}until${tab}R8.8.31
$c${tab}decision${tab}見守り
$c${tab}resource${tab}応えるものがない
$d${tab}decision${tab}個別協議
$d${tab}extra_meeting${tab}来月中旬
EOF

# やまて小が、照会の紙のはじめの子について答えたこと。
# What やまて小 answered about the first child on its sheet.
sheet=2026-05/out/requests/照会_やまて小_2026-06-01.xlsx
jq -r 'select(.kind == "person")
  | select(any(.records[]; .dataset == "cases" and .stage != "closed")
      and any(.records[]; .dataset == "school-register" and .institution == "やまて小"))
  | .id' 2026-05/out/month.jsonl >.persons
{
  while read -r person; do
    printf '%s\tdate\tR8.6.9\n' "$person"
    printf '%s\tsafety_scale\t6\n' "$person"
    printf '%s\tconcern\t朝ごはんを食べていない日がある\n' "$person"
    printf '%s\task_meals\tときどき気になる\n' "$person"
  done
} <.persons | fill "$sheet" 2026-06/in/会議/照会_やまて小.ods

# 6月。7月1日に動かすと、決めたことと答えが次の名簿に出ます。
# June: run on 1 July, the next list shows what was decided and answered.
sed -i.bak -e 's/^MONTH=.*/MONTH=2026-06/' -e 's/^TODAY=.*/TODAY=2026-07-01/' run.sh
rm -f run.sh.bak .words .persons
rm -rf .office
MIMAMORI_BIN=$bin sh run.sh
"$bin/mimamori-agenda" -q --lang ja -c town/meetings.toml --meeting progress \
  --before 2026-05/out/month.jsonl --xlsx 2026-06/out/progress.xlsx --html 2026-06/out/progress.html \
  -o 2026-06/out/progress.jsonl 2026-06/out/month.jsonl
echo "$folder/2026-06/out"

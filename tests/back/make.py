#!/usr/bin/env python3
"""Makes the workbooks of this folder: papers of the kit as people and office programs leave them.

    cargo build && python3 tests/back/make.py [STEP…]

The programs write agenda.xlsx and review.xlsx from the streams beside this file; people's hand is
openpyxl, and LibreOffice saves again. What import must then say stands in expected.json; it
comes from what was typed here and from reading the saved files with openpyxl, never from import.
All people are invented.
"""
import datetime
import hashlib
import hmac
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import openpyxl
from openpyxl.utils import get_column_letter as letters, range_boundaries

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = pathlib.Path(tempfile.mkdtemp(prefix="mimamori-back-"))
FILES = HERE / "files"
KEY = bytes.fromhex("000102030405060708090a0b0c0d0e0f")
SEAL = hmac.new(KEY, b"\0mimamori: seal of papers", hashlib.sha256).hexdigest()
DAY = "2026-06-01"

PEOPLE = [
    # number, name, kana, birth date, part
    (1, "海野 なぎさ", "ウミノ ナギサ", "2017-05-03", "B"),
    (2, "空野 ひなた", "ソラノ ヒナタ", "2012-02-29", "B"),
    (3, "空野 こはる", "ソラノ コハル", "2019-05-01", "B"),
    (4, "野原 みどり", None, "2015-11-30", "A"),
    (5, "青田 そら", "ｱｵﾀ ｿﾗ", "2014-04-02", "A"),
    (6, "青田 そら", "アオタ ソラ", "2020-12-24", "A"),
    (7, "緑川 わかば", "ミドリカワ ワカバ", None, "A"),
]
HOUSEHOLDS = [[1], [2, 3], [4], [5], [6], [7]]


def person_id(number):
    return f"p-k7q2-{number:06}"


def town_line(series="k7q2", seal=SEAL):
    return {
        "kind": "town", "name": "ためし町", "series": series, "seal": seal, "population": 5000,
        "institutions": [{"name": "みなと小", "type": "elementary-school"}],
        "staff": [{"name": "佐藤 さくら", "role": "worker"}, {"name": "大空 みどり", "role": "coordinator"}],
        "calendar": [],
    }


def head(program, **town):
    return [
        {"kind": "begin", "format": 1, "check": "こども家庭"},
        {"kind": "run", "program": program, "version": "0.1.0", "today": DAY},
        town_line(**town),
    ]


def month(**town):
    """What agenda reads."""
    lines = head("mimamori-flag", **town)
    lines.append({"kind": "source", "id": "c.1", "dataset": "cases", "path": "2026-05/in/台帳.xlsx", "sheet": "台帳",
                  "as_of": "2026-05-31", "state": "read", "rows": 7, "rows_unread": 0})
    people = {number: (name, kana, born, part) for number, name, kana, born, part in PEOPLE}
    for at, members in enumerate(HOUSEHOLDS, 1):
        home = f"h-k7q2-{at:06}"
        lines.append({"kind": "household", "id": home, "members": [
            {"person": person_id(n), "relation": "child"} for n in members]})
        for n in members:
            name, kana, born, _ = people[n]
            person = {"kind": "person", "id": person_id(n), "household": home, "name": name}
            if kana:
                person["kana"] = kana
            if born:
                person["birth_date"] = born
            person["records"] = [{"kind": "record", "dataset": "cases", "source": "c.1", "row": n,
                                  "category": "protected-child", "stage": "supporting", "worker": "佐藤 さくら"}]
            lines.append(person)
        for n in members:
            about = {"household": home, "person": person_id(n)}
            if people[n][3] == "B":
                lines.append({"kind": "flag", **about, "area": "school-absence", "lane": "immediate",
                              "rule": "absence-7-school-days", "result": "fired", "change": "new",
                              "evidence": [{"source": "c.1", "cell": "L11", "field": "days", "day": "2026-05-11", "value": "absent-ill"}]})
            else:
                lines.append({"kind": "due", "id": f"d{n}", **about, "what": "plan-review", "due": "2026-06",
                              "precision": "month", "state": "this-month", "change": "new"})
    lines.append({"kind": "end", "ok": True})
    return lines


def lists():
    """What match reads: pairs that nobody but people can decide."""
    lines = head("mimamori-import")
    rows = {
        "r.1": ("residents", [
            {"resident_no": "000101", "household_no": "7001", "name": "山田 結衣", "kana": "ヤマダ ユイ", "birth_date": "2018-05-03", "sex": "female", "address": "ためし町本町1-2-3"},
            {"resident_no": "000102", "household_no": "7001", "name": "山田 結菜", "kana": "ヤマダ ユナ", "birth_date": "2018-05-03", "sex": "female", "address": "ためし町本町1-2-3"},
            {"resident_no": "000103", "household_no": "7002", "name": "川上 岳", "kana": "カワカミ ガク", "birth_date": "2016-08-21", "sex": "male", "address": "ためし町東町4-5"},
        ]),
        "d.1": ("decisions", [
            {"name": "山田", "kana": "ヤマダ", "birth_date": "2018-05-03", "decision": "watch"},
            {"name": "川上 岳", "kana": "カワカミ ガク", "birth_date": "2016-09-21", "decision": "watch"},
        ]),
    }
    for source, (dataset, records) in rows.items():
        lines.append({"kind": "dataset", "name": dataset, "closed": False, "per": "event" if dataset == "decisions" else "person",
                      "provider": "課", "purpose": "支援", "basis": "法", "decided": "2025-03-10", "fields": {}})
        for row, record in enumerate(records, 2):
            lines.append({"kind": "record", "dataset": dataset, "source": source, "row": row, **record})
        lines.append({"kind": "source", "id": source, "dataset": dataset, "path": f"2026-05/in/{dataset}.csv",
                      "as_of": "2026-05-31", "state": "read", "rows": len(records), "rows_unread": 0})
    lines.append({"kind": "end", "ok": True})
    return lines


def put(path, lines):
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def run(program, arguments, stream=None):
    command = [ROOT / f"target/debug/mimamori-{program}", *arguments, "-q", "--lang", "ja"]
    given = stream.read_bytes() if stream else b""
    subprocess.run(command, input=given, check=True, cwd=WORK, stdout=subprocess.DEVNULL)


class Paper:
    """A fill-in sheet in the hands of somebody with openpyxl."""

    def __init__(self, path, title=None):
        self.book = openpyxl.load_workbook(path)
        self.sheet = self.book[title] if title else self.book.worksheets[0]
        self.find()

    def find(self):
        for row in self.sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("mimamori:"):
                    self.field_row, self.key_column = cell.row, cell.column
        self.columns = {}
        for cell in self.sheet[self.field_row]:
            if cell.column != self.key_column and cell.value and cell.value != "-":
                self.columns[cell.value] = cell.column

    def row(self, key):
        """The row of a key, its digest left out."""
        rows = [r for r in range(1, self.sheet.max_row + 1)
                if str(self.sheet.cell(r, self.key_column).value or "").split("#")[0] == key]
        return rows[0]

    def rows(self, key):
        return [r for r in range(1, self.sheet.max_row + 1)
                if str(self.sheet.cell(r, self.key_column).value or "").split("#")[0] == key]

    def fill(self, row, **values):
        for field, value in values.items():
            self.sheet.cell(row, self.columns[field]).value = value

    def copy_row(self, source, target):
        for column in range(1, self.sheet.max_column + 1):
            self.sheet.cell(target, column).value = self.sheet.cell(source, column).value

    def end(self):
        return max(c.row for row in self.sheet.iter_rows() for c in row if c.value is not None)

    def save(self, path):
        self.book.save(path)


def again(path, name, endings):
    """Saves a workbook again with LibreOffice."""
    for ending in endings:
        what = {"csv": 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1'}.get(ending, ending)
        office(["--convert-to", what, "--outdir", str(WORK / "out"), str(path)])
        made = [p for p in (WORK / "out").iterdir() if p.suffix == f".{ending}"]
        assert len(made) == 1, made
        shutil.move(made[0], FILES / f"{name}.{ending}")


def office(arguments):
    subprocess.run(["soffice", f"-env:UserInstallation=file://{WORK}/profile", "--headless", *arguments],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180)


def sort(paper, field):
    """Sorts what the filter spans, and nothing beside it, as a click on an arrow of it does."""
    left, top, right, bottom = range_boundaries(paper.sheet.auto_filter.ref)
    rows = [[paper.sheet.cell(r, c).value for c in range(left, right + 1)] for r in range(top + 1, bottom + 1)]
    rows.sort(key=lambda row: str(row[paper.columns[field] - left] or ""), reverse=True)
    for r, row in enumerate(rows, top + 1):
        for c, value in enumerate(row, left):
            paper.sheet.cell(r, c).value = value


# What the meeting wrote: what is typed, and what it must become.
FILLED = {
    1: ({"decision": "支援継続", "policy": "家庭訪問を続ける", "worker": "佐藤 さくら", "next_review": "令和8年9月", "decided_on": "R8.6.20"},
        {"decision": "continue", "policy": "家庭訪問を続ける", "worker": "佐藤 さくら", "next_review": "2026-09"}),
    2: ({"decision": "見守り", "next_review": "2026-09-15"}, {"decision": "watch", "next_review": "2026-09-15"}),
    3: ({"decision": "個別協議"}, {"decision": "discuss"}),
    4: ({"decision": "終結", "closing": "目標を達成。学校へ引継ぎ"}, {"decision": "close", "closing": "目標を達成。学校へ引継ぎ"}),
    6: ({"decision": "対象外"}, {"decision": "not-eligible"}),
}
MEETING = "2026-06-20"


def decision(number, said, row, decided_on=MEETING):
    name, kana, born = next((p[1], p[2], p[3]) for p in PEOPLE if p[0] == number)
    record = {"row": row, "person": person_id(number), "name": name, "kana": kana, "birth_date": born,
              "meeting": "合同ケース会議", "decided_on": decided_on, **said}
    return {key: value for key, value in record.items() if value is not None or key == "decision"}


def agenda():
    return Paper(WORK / "agenda.xlsx", "名簿")


def fill_all(paper):
    for number, (typed, _) in FILLED.items():
        paper.fill(paper.row(person_id(number)), **typed)


def all_decisions(path):
    """Where each row of a saved workbook stands, by its key."""
    paper = Paper(path, "名簿")
    records = [decision(n, said, paper.row(person_id(n))) for n, (_, said) in FILLED.items()]
    return sorted(records, key=lambda record: record["row"])


EXPECTED = {}


def expect(name, endings, dataset, records, problems=(), rows_unread=0):
    for ending in endings:
        EXPECTED[f"{name}.{ending}"] = {
            "dataset": dataset, "records": records, "problems": list(problems), "rows_unread": rows_unread}


def filled():
    paper = agenda()
    fill_all(paper)
    paper.save(WORK / "filled.xlsx")
    again(WORK / "filled.xlsx", "filled", ["xlsx", "xls", "ods", "csv"])
    expect("filled", ["xlsx", "xls", "ods", "csv"], "decisions", all_decisions(FILES / "filled.xlsx"))


def sorted_():
    paper = Paper(FILES / "filled.xlsx", "名簿")
    before = [paper.row(person_id(n)) for n in FILLED]
    sort(paper, "kana")
    assert before != [paper.row(person_id(n)) for n in FILLED], "nothing has moved"
    paper.save(WORK / "sorted.xlsx")
    again(WORK / "sorted.xlsx", "sorted", ["xlsx", "xls", "ods"])
    expect("sorted", ["xlsx", "xls", "ods"], "decisions", all_decisions(FILES / "sorted.xlsx"))


def filtered():
    """A filter hides rows, a column is moved to the left and another one hidden."""
    paper = agenda()
    fill_all(paper)
    for n in (2, 5):
        paper.sheet.row_dimensions[paper.row(person_id(n))].hidden = True
    sheet, policy = paper.sheet, paper.columns["policy"]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    for row in range(1, sheet.max_row + 1):
        values = [sheet.cell(row, column).value for column in range(1, policy + 1)]
        # Behind the number stands what stood at the far right.
        for column, value in enumerate(values[:2] + [values[-1]] + values[2:-1], 1):
            sheet.cell(row, column).value = value
    sheet.column_dimensions["D"].hidden = True
    paper.find()
    paper.save(WORK / "filtered.xlsx")
    again(WORK / "filtered.xlsx", "filtered", ["xlsx", "ods"])
    saved = Paper(FILES / "filtered.xlsx", "名簿")
    assert saved.columns["policy"] == 3, saved.columns
    assert saved.sheet.row_dimensions[saved.row(person_id(2))].hidden
    expect("filtered", ["xlsx", "ods"], "decisions", all_decisions(FILES / "filtered.xlsx"))


def muddled():
    """Everything that people do to a table at once."""
    paper = agenda()
    fill_all(paper)
    sheet, columns = paper.sheet, paper.columns
    # A row without an answer is deleted.
    sheet.delete_rows(paper.row(person_id(7)))
    row = {n: paper.row(person_id(n)) for n in range(1, 7)}
    at = lambda field: letters(columns[field])
    problems = []
    # A decision that the meeting does not know: the rest of the row is read.
    paper.fill(row[3], decision="要観察")
    problems.append({"code": "not-offered", "row": row[3], "column": at("decision"), "field": "decision"})
    # Only who: nothing was decided.
    paper.fill(row[5], worker="大空 みどり")
    problems.append({"code": "answer-missing", "row": row[5], "column": at("decision"), "field": "decision", "count": 1})
    # The key of one child beside the other of the same name.
    sheet.cell(row[6], paper.key_column).value = sheet.cell(row[5], paper.key_column).value
    problems.append({"code": "key-mismatch", "row": row[6], "column": at("birth_date"), "field": "birth_date", "count": 5})
    # Written beside a group heading.
    group = next(r for r in range(paper.field_row + 1, row[1]) if str(sheet.cell(r, 2).value or "").startswith("A "))
    paper.fill(group, policy="みんな継続")
    problems.append({"code": "row-without-key", "row": group, "column": at("policy"), "count": 1})
    # Behind the table: a row once more, a row once more and changed, and a child of whom nobody knows.
    end = paper.end() + 2
    paper.copy_row(row[2], end)
    problems.append({"code": "key-repeated", "row": end, "records": [row[2], end]})
    paper.copy_row(row[1], end + 1)
    paper.fill(end + 1, decision="見守り")
    problems.append({"code": "key-conflict", "row": row[1], "records": [row[1], end + 1]})
    problems.append({"code": "key-conflict", "row": end + 1, "records": [row[1], end + 1]})
    paper.fill(end + 2, name="新田 つむぎ", decision="支援継続", policy="来月から")
    problems.append({"code": "row-without-key", "row": end + 2, "column": at("decision"), "count": 3})
    # A remark in a column of one's own.
    free = max(columns.values()) + 1
    sheet.cell(row[4], free).value = "母に電話"
    problems.append({"code": "column-added", "row": row[4], "column": letters(free), "count": 1})
    # Two keys are gone: the one deleted and the one written over.
    problems.append({"code": "rows-deleted", "count": 2})
    paper.save(WORK / "muddled.xlsx")
    again(WORK / "muddled.xlsx", "muddled", ["xlsx", "xls", "ods"])
    records = [decision(2, FILLED[2][1], row[2]), decision(3, {"decision": None}, row[3]), decision(4, FILLED[4][1], row[4])]
    problems.sort(key=lambda problem: problem.get("row", 1 << 30))
    unread = sum(p["code"] in ("answer-missing", "key-mismatch", "row-without-key", "key-conflict") for p in problems)
    expect("muddled", ["xlsx", "xls", "ods"], "decisions",
           sorted(records, key=lambda record: record["row"]), problems, unread)


def merged():
    """One answer over two rows, and no day of the meeting."""
    paper = agenda()
    sheet, column = paper.sheet, paper.columns["decision"]
    first, second = sorted((paper.row(person_id(2)), paper.row(person_id(3))))
    assert second == first + 1
    paper.fill(first, decision="見守り")
    sheet.merge_cells(start_row=first, end_row=second, start_column=column, end_column=column)
    paper.save(WORK / "merged.xlsx")
    again(WORK / "merged.xlsx", "merged", ["xlsx", "xls", "ods"])
    number = 2 if paper.row(person_id(2)) == first else 3
    expect("merged", ["xlsx", "xls", "ods"], "decisions",
           [decision(number, {"decision": "watch"}, first, decided_on=DAY)],
           [{"code": "answer-merged", "row": second, "column": letters(column), "field": "decision"},
            {"code": "meeting-day-missing", "field": "decided_on", "count": 1}])


def shared():
    """What to do and who does it, written once beside two decisions; above them the day for all."""
    paper = agenda()
    sheet, columns = paper.sheet, paper.columns
    first, second = sorted((paper.row(person_id(2)), paper.row(person_id(3))))
    paper.fill(first, decision="見守り", policy="二人の様子を聞く", worker="大空 みどり", decided_on="R8.6.20")
    paper.fill(second, decision="支援継続")
    left, right = sorted((columns["policy"], columns["worker"]))
    assert right == left + 1
    for column in (left, right):
        sheet.merge_cells(start_row=first, end_row=second, start_column=column, end_column=column)
    paper.save(WORK / "shared.xlsx")
    again(WORK / "shared.xlsx", "shared", ["xlsx", "xls", "ods"])
    upper, lower = (2, 3) if paper.row(person_id(2)) == first else (3, 2)
    expect("shared", ["xlsx", "xls", "ods"], "decisions",
           [decision(upper, {"decision": "watch", "policy": "二人の様子を聞く", "worker": "大空 みどり"}, first),
            decision(lower, {"decision": "continue"}, second)],
           [{"code": "answer-merged", "row": second, "column": letters(column), "field": field}
            for column, field in sorted((columns[field], field) for field in ("policy", "worker"))])


def narrowed():
    """The columns of what to do and of the next look were taken out."""
    paper = agenda()
    fill_all(paper)
    for field in ("policy", "next_review"):
        paper.sheet.delete_cols(paper.columns[field])
        paper.find()
    paper.save(WORK / "narrowed.xlsx")
    again(WORK / "narrowed.xlsx", "narrowed", ["xlsx", "xls", "ods"])
    found = Paper(FILES / "narrowed.xlsx", "名簿")
    kept = {n: {k: v for k, v in said.items() if k not in ("policy", "next_review")} for n, (_, said) in FILLED.items()}
    records = [decision(n, said, found.row(person_id(n))) for n, said in kept.items()]
    expect("narrowed", ["xlsx", "xls", "ods"], "decisions", sorted(records, key=lambda record: record["row"]),
           [{"code": "column-deleted", "row": found.field_row, "field": field} for field in ("policy", "next_review")])


def moved():
    """A sheet copied into somebody's own workbook, and rows without the hidden row above them."""
    paper = agenda()
    fill_all(paper)
    book = openpyxl.Workbook()
    book.active.title = "覚え書き"
    book.active["A1"] = "会議の準備"
    sheet = book.create_sheet("6月")
    for row in paper.sheet.iter_rows():
        for cell in row:
            sheet.cell(cell.row, cell.column).value = cell.value
    book.save(WORK / "moved.xlsx")
    again(WORK / "moved.xlsx", "moved", ["xlsx", "ods"])
    found = Paper(FILES / "moved.xlsx", "6月")
    records = [decision(n, said, found.row(person_id(n))) for n, (_, said) in FILLED.items()]
    expect("moved", ["xlsx", "ods"], "decisions", sorted(records, key=lambda record: record["row"]))


def headless():
    """The hidden row was deleted: nothing can be read, and that is said."""
    paper = agenda()
    fill_all(paper)
    paper.sheet.delete_rows(paper.field_row)
    paper.save(WORK / "headless.xlsx")
    again(WORK / "headless.xlsx", "headless", ["xlsx", "ods"])
    for ending in ("xlsx", "ods"):
        EXPECTED[f"headless.{ending}"] = {"dataset": None, "records": [], "rows_unread": 0, "problems": [{"code": "field-row-missing"}]}


def foreign():
    """The paper of another town."""
    put(WORK / "foreign.jsonl", month(series="zzzz"))
    run("agenda", ["-c", HERE / "town/meetings.toml", "--meeting", "monthly", "--xlsx", "foreign.xlsx"], WORK / "foreign.jsonl")
    paper = Paper(WORK / "foreign.xlsx", "名簿")
    fill_all(paper)
    paper.save(WORK / "foreign.xlsx")
    again(WORK / "foreign.xlsx", "foreign", ["ods"])
    EXPECTED["foreign.ods"] = {"dataset": None, "records": [], "rows_unread": 0, "problems": [{"code": "other-town"}]}


def review():
    """Answers; in one row the key of another question."""
    paper = Paper(WORK / "review.xlsx")
    sheet, key = paper.sheet, paper.key_column
    keys = [str(sheet.cell(r, key).value) for r in range(paper.field_row + 1, sheet.max_row + 1)]
    keys = [k for k in keys if "#" in k]
    assert len(keys) == 3, keys
    typed = [("同じ人", "same"), ("別の人", "different"), ("わからない", "unsure")]
    records, problems = [], []
    for full, (label, code) in zip(keys, typed):
        plain = full.split("#")[0]
        row = paper.row(plain)
        paper.fill(row, answer=label, answered_by="大空 みどり", answered_on=datetime.date(2026, 6, 3), note="母子手帳で確認")
        a, b = plain.split("|")
        shown = {}
        for side in "ab":
            for field in ("name", "kana", "birth_date"):
                value = sheet.cell(row, paper.columns[f"{side}_{field}"]).value
                if value and field == "birth_date":
                    era, rest = value[:2], value[2:].replace("年", "-").replace("月", "-").replace("日", "")
                    year, mon, day = (int(part) for part in rest.split("-"))
                    value = f"{ {'平成': 1988, '令和': 2018}[era] + year}-{mon:02}-{day:02}"
                if value:
                    shown[f"{side}_{field}"] = value
        records.append({"row": row, "a": a, "b": b, **shown, "answer": code, "answered_by": "大空 みどり",
                        "answered_on": "2026-06-03", "note": "母子手帳で確認"})
    # The second question's row gets the first one's key.
    wrong = paper.row(keys[1].split("#")[0])
    sheet.cell(wrong, key).value = keys[0]
    lost = records.pop(1)
    cells = 1 + sum(f in lost for f in ("a_name", "a_kana", "a_birth_date", "b_name", "b_kana", "b_birth_date")) + 4
    problems = [{"code": "key-mismatch", "row": wrong, "column": letters(paper.columns["a_birth_date"]), "field": "a_birth_date", "count": cells},
                {"code": "rows-deleted", "count": 1}]
    paper.save(WORK / "review_filled.xlsx")
    again(WORK / "review_filled.xlsx", "review", ["xlsx", "xls", "ods"])
    records.sort(key=lambda record: record["row"])
    expect("review", ["xlsx", "xls", "ods"], "answers", records, problems, 1)


# What a list has wrong: row, column, field, what stands there.
WRONG = [
    (3, "C", "birth_date", "R6.4.31"), (4, "C", "birth_date", "平成31年5月1日"), (5, "A", "resident_no", "1.23E+05"),
    (6, "C", "birth_date", "6.4.1"), (7, "C", "birth_date", "不詳"), (8, "C", "birth_date", "R5.2.30"),
    (9, "C", "birth_date", "R5.13.1"), (10, "C", "birth_date", "R5.6.31"),
]
# What the department answers: the row in the list, what is typed, what it must become.
SENT = {
    3: ({"correct_value": "R6.4.30", "corrected_by": "住民 課子", "corrected_on": datetime.date(2026, 6, 5), "why": "届出を確認"},
        {"correct_value": "R6.4.30", "reads_as": "2024-04-30", "corrected_by": "住民 課子", "corrected_on": "2026-06-05", "why": "届出を確認"}),
    4: ({"correct_value": datetime.date(2019, 5, 1), "corrected_by": "住民 課子", "corrected_on": "R8.6.5"},
        {"correct_value": "2019-05-01", "reads_as": "2019-05-01", "corrected_by": "住民 課子", "corrected_on": "2026-06-05"}),
    5: ({"correct_value": "000123", "corrected_by": "住民 課子"}, {"correct_value": "000123", "reads_as": "000123", "corrected_by": "住民 課子"}),
    7: ({"correct_value": "不詳のまま", "why": "届出なし"}, {"why": "届出なし", "no_value": "unknown"}),
    9: ({"correct_value": 46113, "corrected_by": "住民 課子", "corrected_on": "R8.6.5"},
        {"correct_value": None, "corrected_by": "住民 課子", "corrected_on": "2026-06-05"}),
    10: ({"correct_value": "空欄でよい", "corrected_by": "住民 課子", "corrected_on": "R8.6.5"},
         {"corrected_by": "住民 課子", "corrected_on": "2026-06-05", "no_value": "blank"}),
}
# What is to be said about these answers: code and field.
TOLD = {
    5: [("answer-unsigned", "corrected_on")],
    7: [("correction-no-value", "correct_value"), ("answer-unsigned", "corrected_by")],
    9: [("date-bare-serial", "correct_value")],
    10: [("correction-no-value", "correct_value")],
}


class Answers(Paper):
    """A letter in the hands of the department."""

    def key(self, row):
        """The key of the line about a cell of the list."""
        keys = [str(self.sheet.cell(r, self.key_column).value or "").split("#")[0] for r in range(1, self.sheet.max_row + 1)]
        return next(key for key in keys if key.split("/")[1:2] == [str(row)])

    def at(self, row):
        return self.row(self.key(row))


def letter():
    """The letter about a list with something wrong in six of its rows."""
    town = WORK / "town"
    shutil.rmtree(WORK / "letters", ignore_errors=True)
    shutil.copytree(HERE / "town", town, dirs_exist_ok=True)
    rows = {row: ["000102", f"空野 {row}", "H29.5.3"] for row in range(2, 11)}
    for row, column, _, text in WRONG:
        rows[row]["ABC".index(column)] = text
    text = "宛名番号,氏名,生年月日\n" + "".join(",".join(cells) + "\n" for cells in rows.values())
    listed = WORK / "2026-06/in/住民課/住民.csv"
    listed.parent.mkdir(parents=True, exist_ok=True)
    listed.write_text(text, encoding="utf-8")
    run("import", ["-c", "town/import.toml", "--today", DAY, "--problems", "letters", "2026-06/in"])
    paper = Answers(WORK / "letters/住民課へ_確認のお願い.xlsx")
    made = sum("#" in str(paper.sheet.cell(r, paper.key_column).value or "") for r in range(paper.field_row + 1, paper.sheet.max_row + 1))
    assert made == len(WRONG), made
    return paper


def correction(paper, row, said):
    source, number, column, field = paper.key(row).split("/")[:4]
    return {"row": paper.at(row), "of_source": source, "of_row": int(number), "of_column": column, "of_field": field, **said}


def all_corrections(path, of=SENT):
    paper = Answers(path)
    return sorted((correction(paper, row, SENT[row][1]) for row in of), key=lambda record: record["row"])


def told(path, of=TOLD):
    paper = Answers(path)
    problems = [{"code": code, "row": paper.at(row), "column": letters(paper.columns[field]), "field": field}
                for row in of for code, field in TOLD[row]]
    return sorted(problems, key=lambda problem: problem["row"])


def loose(records):
    """The list that the letter is about is not there when it comes back."""
    return [{"code": "correction-loose", "count": len(records)}]


def answer_all(paper):
    for row, (typed, _) in SENT.items():
        paper.fill(paper.at(row), **typed)


def letter_filled():
    paper = letter()
    answer_all(paper)
    paper.save(WORK / "letter.xlsx")
    again(WORK / "letter.xlsx", "letter", ["xlsx", "xls", "ods", "csv"])
    records = all_corrections(FILES / "letter.xlsx")
    expect("letter", ["xlsx", "xls", "ods", "csv"], "corrections", records, told(FILES / "letter.xlsx") + loose(records))


def letter_sorted():
    """Sorted the other way round and filtered: rows that do not show count as well."""
    paper = letter()
    answer_all(paper)
    before = [paper.at(row) for row in SENT]
    sort(paper, "cell")
    assert before != [paper.at(row) for row in SENT], "nothing has moved"
    for row in (3, 6):
        paper.sheet.row_dimensions[paper.at(row)].hidden = True
    paper.save(WORK / "letter-sorted.xlsx")
    again(WORK / "letter-sorted.xlsx", "letter-sorted", ["xlsx", "xls", "ods"])
    assert Paper(FILES / "letter-sorted.xlsx").sheet.row_dimensions[paper.at(3)].hidden
    records = all_corrections(FILES / "letter-sorted.xlsx")
    expect("letter-sorted", ["xlsx", "xls", "ods"], "corrections", records, told(FILES / "letter-sorted.xlsx") + loose(records))


def letter_muddled():
    """A row deleted, one copied, one copied and changed, one added, a key beside another cell."""
    paper = letter()
    answer_all(paper)
    sheet, columns = paper.sheet, paper.columns
    at = lambda field: letters(columns[field])
    sheet.delete_rows(paper.at(8))
    problems = [{"code": "rows-deleted", "count": 2}]
    # The key of one cell beside another one; beside it a value.
    line = paper.at(6)
    sheet.cell(line, paper.key_column).value = sheet.cell(paper.at(7), paper.key_column).value
    paper.fill(line, correct_value="R6.4.1")
    problems.append({"code": "key-mismatch", "row": line, "column": at("file"), "field": "file", "count": 4})
    # One answer for two lines.
    upper, lower = paper.at(3), paper.at(4)
    assert lower == upper + 1
    for field in ("correct_value", "corrected_by", "corrected_on"):
        paper.fill(lower, **{field: None})
    column = columns["correct_value"]
    sheet.merge_cells(start_row=upper, end_row=lower, start_column=column, end_column=column)
    problems.append({"code": "answer-merged", "row": lower, "column": letters(column), "field": "correct_value"})
    end = paper.end() + 2
    five, seven = paper.at(5), paper.row(paper.key(7)) if paper.row(paper.key(7)) != line else paper.rows(paper.key(7))[1]
    paper.copy_row(five, end)
    problems.append({"code": "key-repeated", "row": end, "records": [five, end]})
    paper.copy_row(seven, end + 1)
    paper.fill(end + 1, correct_value="H30.1.1")
    problems.append({"code": "key-conflict", "row": seven, "records": [seven, end + 1]})
    problems.append({"code": "key-conflict", "row": end + 1, "records": [seven, end + 1]})
    paper.fill(end + 2, file="住民課/住民.csv", cell="C2", correct_value="H29.5.4")
    problems.append({"code": "row-without-key", "row": end + 2, "column": at("correct_value"), "count": 3})
    paper.save(WORK / "letter-muddled.xlsx")
    again(WORK / "letter-muddled.xlsx", "letter-muddled", ["xlsx", "xls", "ods"])
    problems += told(WORK / "letter-muddled.xlsx", (5, 9, 10))
    problems.sort(key=lambda problem: problem.get("row", 1 << 30))
    records = sorted((correction(paper, row, SENT[row][1]) for row in (3, 5, 9, 10)), key=lambda record: record["row"])
    unread = sum(p["code"] in ("key-mismatch", "row-without-key", "key-conflict") for p in problems)
    expect("letter-muddled", ["xlsx", "xls", "ods"], "corrections", records, problems + loose(records), unread)


STEPS = [filled, sorted_, filtered, muddled, merged, shared, narrowed, moved, headless, foreign, review,
         letter_filled, letter_sorted, letter_muddled]


def main():
    steps = [step for step in STEPS if step.__name__ in sys.argv[1:]] or STEPS
    if steps == STEPS:
        shutil.rmtree(FILES, ignore_errors=True)
    else:
        EXPECTED.update(json.loads((HERE / "expected.json").read_text(encoding="utf-8")))
    FILES.mkdir(exist_ok=True)
    put(HERE / "month.jsonl", month())
    put(HERE / "lists.jsonl", lists())
    run("agenda", ["-c", HERE / "town/meetings.toml", "--meeting", "monthly", "--xlsx", "agenda.xlsx"], HERE / "month.jsonl")
    run("match", ["-c", HERE / "town/match.toml", "--review", "review.xlsx"], HERE / "lists.jsonl")
    for step in steps:
        step()
    text = json.dumps(EXPECTED, ensure_ascii=False, indent=1)
    (HERE / "expected.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""The same rules in pandas: pandas_rules.py STREAM. Prints `person rule` for each that holds, behind
the stream as it came. Whole columns at a time, the whole stream in memory, as pandas is used."""

import json
import sys

import pandas

TODAY = "2026-06-01"
LISTS = ["attendance", "benefits", "cases", "home-visits", "moves", "postpartum", "pregnancy", "residents"]
FIELDS = {
    "benefits": ["part", "ended_on"],
    "cases": ["category", "stage", "received_on", "closed_on"],
    "home-visits": ["birth_weight"],
    "moves": ["reason", "date"],
    "postpartum": ["delivered_on", "epds_total", "epds_item10"],
    "pregnancy": ["outcome", "weeks", "birth_order", "babies", "supporter", "confidant", "feeling"],
    "residents": ["status"],
}

people, relations, marks = [], {}, []
rows = {name: [] for name in FIELDS}
with open(sys.argv[1], encoding="utf-8") as stream:
    for line in stream:
        sys.stdout.write(line)
        if line.startswith('{"kind":"household"'):
            for member in json.loads(line)["members"]:
                relations[member["person"]] = member["relation"]
        if not line.startswith('{"kind":"person"'):
            continue
        person = json.loads(line)
        key = person["id"]
        people.append((key, person.get("birth_date") or "", relations.get(key) == "child"))
        for record in person["records"]:
            name = record["dataset"]
            if name in rows:
                rows[name].append([key, *(record.get(field) for field in FIELDS[name])])
            elif name == "attendance":
                marks.extend((key, day, code) for day, code in (record.get("days") or {}).items())

people = pandas.DataFrame(people, columns=["id", "born", "child"]).set_index("id")
marks = pandas.DataFrame(marks, columns=["id", "day", "code"])
table = {name: pandas.DataFrame(all, columns=["id", *FIELDS[name]]) for name, all in rows.items()}


def who(rows):
    return people.index.isin(rows["id"])


def show(rule, holds):
    for key in people.index[holds]:
        print(key, rule)


child = people["child"]
resident = who(table["residents"].query("status == 'resident'"))
pupil = child & people["born"].between("2011-04-02", "2020-04-01")

expecting = table["pregnancy"].query("outcome == 'pregnant'")
show("pregnancy-notified-late", who(expecting.query("weeks >= 16")))
show("fifth-child-or-multiple", who(expecting.query("birth_order >= 5 or babies >= 2")))
alone = expecting[expecting["supporter"].eq(False) | expecting["confidant"].eq(False) | expecting["feeling"].eq("troubled")]
show("nobody-to-help", who(alone))
recent = table["postpartum"].query("delivered_on >= '2025-06-01'")
show("epds-9", who(recent.query("epds_total >= 9")))
show("epds-item-10", who(recent.query("epds_item10 >= 1")))
light = who(table["home-visits"].query("birth_weight < 2500"))
show("low-birth-weight", child & (people["born"] > "2025-06-01") & resident & light)
cases = table["cases"]
open_cases = cases[cases["category"].isin(["protected-child", "support-needed"]) & cases["stage"].ne("closed") & cases["stage"].notna() & cases["closed_on"].isna()]
earlier = cases.query("stage == 'closed' and received_on >= '2024-06-01'")
show("earlier-report", child & ~who(open_cases) & who(earlier))
moves = table["moves"]
moves = moves[moves["reason"].isin(["moved-in", "moved-out"]) & (moves["date"] >= "2023-06-01")]
show("moved-twice-in-3-years", child & resident & (moves.groupby("id").size().reindex(people.index, fill_value=0) >= 2))
benefits = table["benefits"].query("part == 'school-aid'")
show("school-aid", child & resident & who(benefits[benefits["ended_on"].isna() | (benefits["ended_on"] >= TODAY)]))
marks = marks[marks["day"].between("2026-04-01", TODAY)]
for rule, codes, enough in [
    ("absence-30-year", ["absent-family", "absent-other", "absent-no-contact"], 30),
    ("absence-15-year", ["absent-family", "absent-other", "absent-no-contact"], 15),
    ("absent-other-10-year", ["absent-family", "absent-other"], 10),
]:
    days = marks[marks["code"].isin(codes)].groupby("id").size().reindex(people.index, fill_value=0)
    show(rule, pupil & (days >= enough))

"""The lines that mimamori-match reads, and beside them what is true."""

import json
import os

MONTH = {"from": "2026-05-01", "to": "2026-05-31", "as_of": "2026-05-31"}


def write(folder, town, lists, twins):
    """Writes roster.jsonl, truth.tsv (row, person, hard kinds) and twins.tsv (two persons).

    `lists`: of each list, by institution (None where there is none), its rows: the fields of the
    record, the hard kinds of the row, the id of the person.
    """
    os.makedirs(folder, exist_ok=True)
    with open(f"{folder}/roster.jsonl", "w", encoding="ascii") as out, open(
        f"{folder}/truth.tsv", "w", encoding="utf-8"
    ) as truth:
        lines = {}

        def line(kind, **fields):
            lines[kind] = lines.get(kind, 0) + 1
            out.write(json.dumps({"kind": kind} | fields, separators=(",", ":")) + "\n")

        out.write(
            json.dumps({"kind": "begin", "format": 1, "check": "こども家庭"}, separators=(",", ":")) + "\n"
        )
        line("run", program="mimamori-import", version="0.1.0", today="2026-06-01", config_sha256="0" * 64)
        line("town", **town)
        for name in sorted(lists):
            line(
                "dataset",
                name=name,
                closed=True,
                per="person",
                expected=[{}],
                provider="課",
                purpose="把握",
                basis="法",
                decided="2025-03-10",
                fields={},
            )
        for number, (name, tables) in enumerate(lists.items(), start=1):
            for at, institution in enumerate(sorted(tables, key=str)):
                source = f"{number:x}{at:011x}.1"
                for row, (record, kinds, person) in enumerate(tables[institution], start=2):
                    line("record", dataset=name, source=source, row=row, **record)
                    print(f"{source}/{row}", person, ",".join(sorted(kinds)), sep="\t", file=truth)
                where = {"institution": institution} if institution else {}
                line(
                    "source",
                    id=source,
                    dataset=name,
                    path=f"2026-05/in/{name}{at}.xlsx",
                    sheet="Sheet1",
                    **where,
                    **MONTH,
                    state="read",
                    rows=len(tables[institution]),
                    rows_unread=0,
                    columns={},
                )
        out.write(json.dumps({"kind": "end", "ok": True, "lines": lines}, separators=(",", ":")) + "\n")
    with open(f"{folder}/twins.tsv", "w", encoding="utf-8") as out:
        for pair in twins:
            print(*pair, sep="\t", file=out)

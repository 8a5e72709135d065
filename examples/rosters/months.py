"""The lists of a roster for several months in one run, as a town has them at the end of a school year.

    python3 months.py ROSTER.jsonl OUT.jsonl [MONTHS]

Each list comes again every month under a source of its own, from April 2026 on: with twelve months
some 45 records a child. What the rows say stays as it is.
"""

import json
import sys


def main(path, out, months=12):
    head, sources, rows = [], [], {}
    with open(path, encoding="ascii") as lines:
        for line in map(json.loads, lines):
            if line["kind"] == "source":
                sources.append(line)
            elif line["kind"] == "record":
                rows.setdefault(line["source"], []).append(line)
            elif line["kind"] == "end":
                end = line
            else:
                head.append(line)
    days = [f"{2026 + (month + 3) // 12}-{(month + 3) % 12 + 1:02}" for month in range(months)]
    with open(out, "w", encoding="ascii") as out:

        def write(line, **other):
            out.write(json.dumps(line | other, separators=(",", ":")) + "\n")

        for line in head:
            write(line, **({"today": f"{days[-1]}-28"} if line["kind"] == "run" else {}))
        for month, day in enumerate(days):
            for source in sources:
                table, sheet = source["id"].split(".")
                # Further apart than the ids of a roster.
                id = f"{int(table, 16) + month * 0x10000:012x}.{sheet}"
                for row in rows.get(source["id"], []):
                    write(row, source=id)
                write(source, id=id, **{"from": f"{day}-01", "to": f"{day}-28", "as_of": f"{day}-28"})
        counts = end["lines"]
        counts |= {kind: counts[kind] * months for kind in ("record", "source")}
        write(end, lines=counts)


if __name__ == "__main__":
    main(*sys.argv[1:3], *map(int, sys.argv[3:4]))

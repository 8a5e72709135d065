"""Makes the roster of an invented town, and what is true.

    python3 make.py FOLDER town|city|english [--seed N] [--mix mild|medium|hard] [--no-number] [--children N]

Of another making than mimamori-sample: other names, other families, other slips. `english` is a
roster of given name, surname, street, suburb and postcode with typing errors.
"""

import argparse
import random

import english
import people
import stream
from lists import Office
from noise import LISTS, mix

SIZES = {
    "town": dict(children=3000, areas=18, schools=5, classes=2),
    "city": dict(children=50_000, areas=len(people.AREAS), schools=45, classes=4),
    "english": dict(children=5000),
}
SCHOOLS = {"小": "elementary-school", "中": "junior-high-school", "園": "nursery"}


def japanese(options, town):
    """The six lists of a town; even seeds lie in the south, odd ones in the north."""
    if options.seed % 2 == 0:
        town |= {"names": "south", "name": "東諸郡みさき町", "exchange": "0985"}
    else:
        town |= {"names": "north", "name": "北津郡しらね町", "exchange": "0173"}
    shares = mix(options.mix)
    maker = people.Maker(random.Random(f"people {options.seed}"), town, town["children"], shares)
    children = maker.make()
    lists = {}
    for name in LISTS:
        r = random.Random(f"{name} {options.seed}")
        office = Office(r, name, shares, town, not options.no_number)
        tables = lists[name] = {}
        for child in children:
            for record, kinds in office.rows(child):
                tables.setdefault(record.get("institution"), []).append(
                    (record, kinds | child.kinds, child.id)
                )
        for rows in tables.values():
            r.shuffle(rows)
    schools = sorted({school for tables in lists.values() for school in tables if school})
    institutions = [{"name": school, "type": SCHOOLS[school[-1]]} for school in schools]
    line = {
        "name": town["name"],
        "series": "t3st",
        "population": town["children"] * 7,
        "institutions": institutions,
        "staff": [],
        "calendar": [],
    }
    return line, lists, maker.twins


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("size", choices=SIZES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mix", default="medium", choices=["mild", "medium", "hard"])
    parser.add_argument("--no-number", action="store_true")
    parser.add_argument("--children", type=int)
    options = parser.parse_args()
    town = dict(SIZES[options.size])
    town["children"] = options.children or town["children"]
    if options.size == "english":
        made = english.roster(random.Random(f"english {options.seed}"), town["children"], options.mix)
    else:
        made = japanese(options, town)
    stream.write(options.folder, *made)


if __name__ == "__main__":
    main()

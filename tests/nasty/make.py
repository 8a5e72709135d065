#!/usr/bin/env python3
"""Makes the nasty workbooks of tests/nasty and what an import of them must say.

    pip install openpyxl msoffcrypto-tool
    python3 tests/nasty/make.py

Nothing of the kit has a hand in it: the workbooks come from openpyxl, LibreOffice and changes of
their XML; what is expected is written down where each cell is written (making/*.py), and nothing is
read back. files/ and expected/ are checked in. LibreOffice's own .xls and the encrypted files differ
at each making, so they are kept when they are there; delete them to have them made again.

    making/cells.py       single cells: types, digits, formulas, characters, codes
    making/dates.py       dates as numbers in every format, as text in every spelling
    making/marks.py       hidden, coloured, commented, read aloud, covered, stray
    making/shape.py       headings, sheets, sides, joins, totals, forms
    making/plain.py       CSV, HTML and tabs
    making/containers.py  the same table in every container, passwords
    making/departments.py twenty tables for --suggest, into layouts/
    making/forms.py       four forms that it must refuse
    making/mapping.py     town/import.toml: one [[list]] a file
"""

from making import cells, containers, dates, departments, forms, mapping, marks, plain, shape
from making.places import EXPECTED, FILES


def main():
    FILES.mkdir(exist_ok=True)
    EXPECTED.mkdir(exist_ok=True)
    for old in EXPECTED.glob("*.json"):
        old.unlink()
    for module in (cells, dates, marks, shape, plain, containers, departments, forms):
        module.make()
    mapping.write()
    made = {path.name.removesuffix(".json").replace("__", "/") for path in EXPECTED.glob("*.json")}
    for path in FILES.rglob("*"):
        if path.is_file() and str(path.relative_to(FILES)) not in made:
            path.unlink()


if __name__ == "__main__":
    main()

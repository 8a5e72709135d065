"""A municipal table of any layout, and what a draft of its mapping must find out.

Expected per file: the sheet of the table, first and last heading row, first and last row of the
people, and for each column its heading as one word, its type, and the field of the dictionary, where
there is one. Or that the file is a form and must be refused.
"""

import json
import re

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, PatternFill, Side
from openpyxl.utils import get_column_letter

from . import packed
from .book import pretty
from .places import LAYOUTS

LINE = Side(style="thin")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)


class Layout:
    """One workbook with one table (or none)."""

    def __init__(self, name, what, dataset, title="Sheet1"):
        self.name, self.what, self.dataset = name, what, dataset
        self.wb = Workbook()
        self.ws = self.wb.active
        self.ws.title = title
        self.columns, self.heading, self.rows = {}, None, None

    def aside(self, title, lines, first=False):
        """Another sheet that is no table of people."""
        ws = self.wb.create_sheet(title, 0 if first else None)
        for row, line in enumerate(lines, 1):
            for column, value in enumerate(line, 1):
                if value is not None:
                    ws.cell(row=row, column=column, value=value)

    def line(self, row, values, left=1):
        """A row of anything."""
        for column, value in enumerate(values, left):
            if value is not None:
                self.ws.cell(row=row, column=column, value=value)

    def head(self, top, grid, columns, left=1, merges=()):
        """The headings: rows of text, and for each column its type and field, or None for one
        that holds nothing."""
        for row, line in enumerate(grid, top):
            self.line(row, line, left)
            for column in range(left, left + len(columns)):
                one = self.ws.cell(row=row, column=column)
                one.border, one.fill = BOX, PatternFill("solid", start_color="FFDDEBF7")
                one.alignment = Alignment(wrap_text=True, horizontal="center")
        for area in merges:
            self.ws.merge_cells(area)
        self.heading = [top, top + len(grid) - 1]
        for column, meant in enumerate(columns, left):
            if meant is not None:
                kind, field = meant
                self.columns[column] = {"type": kind, "field": field}

    def people(self, rows, left=1, formats=None, start=None):
        """The rows of people below the headings."""
        first = start or self.heading[1] + 1
        for row, values in enumerate(rows, first):
            for column, value in enumerate(values, left):
                if value is None:
                    continue
                one = self.ws.cell(row=row, column=column, value=value)
                one.border = BOX
                form = (formats or {}).get(column - left)
                if form:
                    one.number_format = form
        self.rows = [self.rows[0] if self.rows else first, first + len(rows) - 1]
        return first + len(rows)

    def save(self):
        """Writes the workbook and what is expected."""
        path = LAYOUTS / "files" / f"{self.name}.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        self.wb.save(path)
        packed.rewrite(path)
        out = {"file": path.name, "what": self.what}
        if self.rows is None:
            out["refuse"] = True
        else:
            columns = {get_column_letter(column): meant for column, meant in sorted(self.columns.items())}
            out.update(dataset=self.dataset, sheet=self.ws.title, heading=self.heading, rows=self.rows, columns=columns)
        target = LAYOUTS / "expected" / f"{self.name}.json"
        target.parent.mkdir(exist_ok=True)
        text = pretty(json.loads(json.dumps(out, ensure_ascii=False)))
        text = re.sub(r"\[\n\s+(\d+),\n\s+(\d+)\n\s+\]", r"[\1, \2]", text)
        target.write_text(text, encoding="utf-8")

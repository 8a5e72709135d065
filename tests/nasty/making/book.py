"""A workbook and what an import of it must say, written down together.

Every cell is put by `Sheet.put`, so the script knows what it wrote without reading anything back.
What the cell means stands beside it: the same as written, something else (`want`), nothing that
anybody can read (`bad`, with the code of the problem), or a value with a remark (`note`).
"""

import datetime
import html
import json
import re

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from . import mapping, packed
from .places import EXPECTED, FILES

SAME = object()
#: A field that the record must not have: the cell was blank, or understood as a blank.
ABSENT = object()


class Cell:
    """What is written and what it means."""

    def __init__(self, value=None, want=SAME, bad=None, note=None, fmt=None, builtin=None,
                 fill=None, theme=None, font=None, strike=False, comment=None, formula=None,
                 stored=None, error=None, si=None, unread=False):
        self.value, self.want, self.bad, self.note = value, want, bad, note
        self.fmt, self.builtin, self.fill, self.theme = fmt, builtin, fill, theme
        self.font, self.strike, self.comment = font, strike, comment
        self.formula, self.stored, self.error, self.si = formula, stored, error, si
        #: A cell of a column or area that is a problem as a whole.
        self.unread = unread

    def blank(self):
        """Whether a reader finds nothing here."""
        if self.formula is not None or self.error is not None or self.si is not None:
            return False
        return self.value is None or isinstance(self.value, str) and not self.value.strip()

    def meaning(self):
        """The value of the stream, None for unreadable, ABSENT for blank."""
        if self.bad is not None:
            return None
        if self.want is not SAME:
            return self.want
        if self.blank():
            return ABSENT
        if isinstance(self.value, datetime.date):
            return self.value.isoformat()[:10]
        return self.value.strip() if isinstance(self.value, str) else self.value


def c(value=None, **more):
    """A cell with a meaning of its own."""
    return Cell(value, **more)


def cell(value):
    """A plain value as a cell."""
    return value if isinstance(value, Cell) else Cell(value)


class Sheet:
    """One sheet and one table on it."""

    def __init__(self, book, ws):
        self.book, self.ws = book, ws
        self.held = set()
        self.stored, self.phonetic, self.stale = [], [], {}
        self.state, self.institution, self.extra = "read", None, {}
        self.records, self.problems, self.columns = [], [], {}
        #: Further tables on the same sheet.
        self.others = []

    def beside(self):
        """Another table on this sheet, with cells, columns and records of its own."""
        self.others.append(Sheet(self.book, self.ws))
        return self.others[-1]

    def put(self, row, column, value):
        """Writes a cell; column 1 is A."""
        one = cell(value)
        target = self.ws.cell(row=row, column=column)
        if one.formula is not None:
            target.value = "=" + one.formula
            if one.stored is not None:
                self.stored.append((target.coordinate, one.stored))
        elif one.error is not None:
            target.value = one.error
            target.data_type = "e"
        elif one.si is not None:
            target.value = f"@si{self.book.number(one.si)}@"
        elif one.value is not None:
            target.value = one.value
            if isinstance(one.value, str) and one.value.startswith("="):
                target.data_type = "s"
        if one.fmt:
            target.number_format = one.fmt
        if one.builtin:
            target.number_format = f'"@builtin{one.builtin}@"'
        if one.fill:
            target.fill = PatternFill("solid", start_color=one.fill)
        if one.font or one.strike:
            target.font = Font(color=one.font, strike=one.strike)
        if one.comment:
            target.comment = Comment(one.comment, "教務")
        if not one.blank():
            self.held.add((row, column))
        return one

    def line(self, row, values, left=1):
        """Writes a row of structure: titles, headings, notes."""
        for column, value in enumerate(values, left):
            self.put(row, column, value)

    def merge(self, area):
        """Merges an area, e.g. "A1:C1"."""
        self.ws.merge_cells(area)

    def cover(self, address, text):
        """Text that lies under a merge: nobody sees it. Written into the XML, since no program
        that merges leaves it there."""
        letters, row = coordinate_from_string(address)
        self.stale[address] = text
        self.held.add((row, column_index_from_string(letters)))

    def headings(self, row, columns, left=1):
        """One row of headings; `columns` are pairs of heading and field (or None)."""
        for column, (label, field) in enumerate(columns, left):
            self.put(row, column, label)
            self.name(column, field)

    def name(self, column, field, part=None):
        """Says which field (of which part) a column holds."""
        if field:
            self.columns.setdefault(column, []).append((field, part))

    def row(self, number, values, left=1, fixed=None, record=True):
        """Somebody's row: one record, or one for each part of which it says anything."""
        shared, parts = {}, {}
        for column, value in enumerate(values, left):
            one = self.put(number, column, value)
            for field, part in self.columns.get(column, []):
                if one.bad or one.note:
                    self.problem(one.bad or one.note, number, column, field)
                meaning = one.meaning()
                if meaning is ABSENT or one.unread:
                    continue
                of = shared if part is None else parts.setdefault(part, {})
                of[field] = meaning
        if not record:
            return
        shared.update(fixed or {})
        for part, own in parts.items() or [(None, {})]:
            line = {"row": number}
            if part is not None:
                line["part"] = part
            self.records.append({**line, **shared, **own})

    def table(self, top, columns, rows, left=1, fixed=None):
        """One row of headings and the rows below it. Returns the row after the last."""
        self.headings(top, columns, left)
        for number, values in enumerate(rows, top + 1):
            self.row(number, values, left, fixed)
        return top + 1 + len(rows)

    def problem(self, code, row=None, column=None, field=None, **more):
        """What the import must complain about here."""
        letter = get_column_letter(column) if isinstance(column, int) else column
        line = {"code": code, "row": row, "column": letter, "field": field, **more}
        self.problems.append({key: value for key, value in line.items() if value is not None})

    def expected(self, number):
        """The tables of the sheet as the stream must have them, in their order."""
        return [self.table_expected(number)] + [one.table_expected(number) for one in self.others]

    def table_expected(self, number):
        """The table as the stream must have it."""
        columns = {}
        for column, meant in sorted(self.columns.items()):
            for field, part in meant:
                letter = get_column_letter(column)
                if part is None:
                    columns[field] = letter
                else:
                    columns.setdefault(field, {})[part] = letter
        for refused in self.extra.pop("refused", []):
            columns.pop(refused, None)
        out = {"sheet": self.ws.title, "number": number, "state": self.state}
        if self.institution:
            out["institution"] = self.institution
        out.update(held=len(self.held), columns=columns, records=self.records, problems=self.problems)
        out.update(self.extra)
        return out


class Book:
    """A file, its sheets, its mapping and what must come of it."""

    def __init__(self, name, what, fields, dataset="residents", head="", after=""):
        self.name, self.what, self.dataset = name, what, dataset
        #: The lines of the mapping's [[list]]: its head, its fields, tables after them.
        self.fields, self.head, self.after = fields, head, after
        self.wb = Workbook()
        self.wb.remove(self.wb.active)
        self.sheets, self.numbers, self.problems = [], [], []
        self.also, self.edits = [], []
        #: Sheets that no list reads.
        self.aside = set()

    def sheet(self, title="名簿", aside=False):
        """Adds a sheet; one aside is read by no list."""
        sheet = Sheet(self, self.wb.create_sheet(title))
        self.sheets.append(sheet)
        if aside:
            self.aside.add(title)
        return sheet

    def number(self, si):
        """Remembers the XML of a shared string that openpyxl cannot write."""
        self.numbers.append(si)
        return len(self.numbers) - 1

    def edit(self, part, change):
        """A change of one part of the zip after saving; `change` takes and gives text."""
        self.edits.append((part, change))

    def problem(self, code, **more):
        """A problem of the file as a whole."""
        self.problems.append({"code": code, **more})

    def save(self):
        """Writes the file and what is expected of it."""
        path = FILES / self.name
        path.parent.mkdir(parents=True, exist_ok=True)
        self.wb.save(path)
        strings = Strings(self.numbers)
        edits = [("xl/styles.xml", builtin_formats)]
        for number, sheet in enumerate(self.sheets, 1):
            part = f"xl/worksheets/sheet{number}.xml"
            edits.append((part, lambda text, sheet=sheet: strings.share(surgery(text, sheet))))
        edits.append(("xl/_rels/workbook.xml.rels", strings.link))
        edits.append(("[Content_Types].xml", strings.type))
        packed.rewrite(path, edits)
        also = [("xl/sharedStrings.xml", strings.part().encode())] + self.also
        packed.rewrite(path, self.edits, also)
        self.expect()
        return self

    def expect(self, name=None, what=None, change=None):
        """Writes expected/NAME.json; `change` may adapt it for another container."""
        out = {"file": name or self.name, "what": what or self.what, "dataset": self.dataset}
        tables = [table for number, sheet in enumerate(self.sheets, 1)
                  if sheet.ws.title not in self.aside for table in sheet.expected(number)]
        out["tables"] = tables
        out["problems"] = list(self.problems)
        out = json.loads(json.dumps(out, ensure_ascii=False))
        if change:
            change(out)
        mapping.add(out["file"], self)
        target = EXPECTED / (out["file"].replace("/", "__") + ".json")
        target.write_text(pretty(out), encoding="utf-8")


def pretty(out):
    """JSON with one record or problem a line, so that a change shows as one line."""
    text = json.dumps(out, ensure_ascii=False, indent=1)
    return re.sub(r"\{\n\s+([^{}\[\]]*?)\n\s+\}",
                  lambda m: "{" + re.sub(r"\n\s+", " ", m.group(1)) + "}", text) + "\n"


def builtin_formats(text):
    """Formats that have a number and no code in the file, as Excel in Japanese writes them."""
    for match in re.findall(r'<numFmt [^>]*@builtin\d+@[^>]*/>', text):
        number = re.search(r"@builtin(\d+)@", match).group(1)
        mine = re.search(r'numFmtId="(\d+)"', match).group(1)
        text = text.replace(match, "").replace(f'numFmtId="{mine}"', f'numFmtId="{number}"')
    left = len(re.findall(r"<numFmt ", text))
    empty = re.sub(r"<numFmts[^>]*?(/>|></numFmts>)", "", text)
    return re.sub(r'<numFmts count="\d+"', f'<numFmts count="{left}"', empty)


class Strings:
    """The table of shared strings, which Excel writes and openpyxl does not."""

    def __init__(self, special):
        self.special, self.table = special, []

    def share(self, text):
        """Moves the strings of a sheet into the table."""
        return re.sub(r'<c( r="[A-Z]+\d+"(?: s="\d+")?) t="inlineStr"><is>(.*?)</is></c>', self.one, text, flags=re.S)

    def one(self, match):
        si = match.group(2)
        special = re.fullmatch(r"<t>@si(\d+)@</t>", si)
        if special:
            si = self.special[int(special.group(1))]
        if special or si not in self.table:
            self.table.append(si)
            number = len(self.table) - 1
        else:
            number = self.table.index(si)
        return f'<c{match.group(1)} t="s"><v>{number}</v></c>'

    def link(self, text):
        """The relation that makes the table part of the workbook."""
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
        new = f'<Relationship Id="rIdStrings" Type="{kind}" Target="/xl/sharedStrings.xml"/></Relationships>'
        return text.replace("</Relationships>", new)

    def type(self, text):
        """Its type."""
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
        return text.replace("</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>')

    def part(self):
        """xl/sharedStrings.xml."""
        inside = "".join(f"<si>{si}</si>" for si in self.table)
        return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="http://schemas.openxmlformats.org/'
                f'spreadsheetml/2006/main" uniqueCount="{len(self.table)}">{inside}</sst>')


def surgery(text, sheet):
    """Stored values of formulas, and text under merges."""
    for address, value in sheet.stored:
        kind = ' t="str"' if isinstance(value, str) else ""
        wanted = re.compile(rf'<c r="{address}"((?: s="\d+")?)[^>]*>(<f>.*?</f>)<v ?/?>(?:</v>)?</c>')
        assert wanted.search(text), address
        held = html.escape(str(value))
        text = wanted.sub(rf'<c r="{address}"\1{kind}>\2<v>{held}</v></c>', text)
    for address, value in sheet.stale.items():
        text = insert(text, address, f'<is><t>{html.escape(value)}</t></is>')
    return text


def insert(text, address, content):
    """Puts a cell into its row, which must be there, at its place."""
    letters, row = coordinate_from_string(address)
    here = re.search(rf'<row r="{row}"[^>]*>(.*?)</row>', text, re.S)
    assert here, f"no row for {address}"
    new = f'<c r="{address}" t="inlineStr">{content}</c>'
    cells = re.findall(r"<c .*?(?:/>|</c>)", here.group(1), re.S)
    cells = [one for one in cells if f'r="{address}"' not in one]

    def place(one):
        return column_index_from_string(re.search(r'r="([A-Z]+)', one).group(1))

    cells.append(new)
    inside = "".join(sorted(cells, key=place))
    return text[:here.start(1)] + inside + text[here.end(1):]

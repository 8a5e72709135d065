"""A binary workbook from its specification, [MS-XLSB]: no program at hand writes one.

Only what a table needs: strings, numbers, truth values, dates by their format, merged cells.
"""

import datetime
import struct

from . import packed

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/worksheets/sheet1.bin" ContentType="application/vnd.ms-excel.worksheet"/><Override PartName="/xl/styles.bin" ContentType="application/vnd.ms-excel.styles"/><Override PartName="/xl/sharedStrings.bin" ContentType="application/vnd.ms-excel.sharedStrings"/></Types>"""


def record(kind, body=b""):
    """Type and length in groups of seven bits, then the body ([MS-XLSB] 2.1.4)."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = b"", len(body)
    while True:
        more = length > 127
        size += bytes([length & 0x7F | (0x80 if more else 0)])
        length >>= 7
        if not more:
            return head + size + body


def wide(text):
    """XLWideString: length in UTF-16 units, then the units."""
    units = text.encode("utf-16-le")
    return struct.pack("<I", len(units) // 2) + units


def styles(codes):
    """Number formats 164, 165, …; cell formats 0 (general) and one for each code."""
    out = record(0x116)  # BrtBeginStyleSheet
    out += record(0x267, struct.pack("<I", len(codes)))  # BrtBeginFmts
    for number, code in enumerate(codes, 164):
        out += record(0x2C, struct.pack("<H", number) + wide(code))  # BrtFmt
    out += record(0x268)
    out += record(0x263, struct.pack("<I", 1))  # BrtBeginFonts
    out += record(0x2B, struct.pack("<HHHHBBBB8sB", 220, 0, 400, 0, 0, 0, 128, 0, b"\x07\x01\0\0\0\0\0\xff", 2) + wide("Calibri"))
    out += record(0x264)
    out += record(0x25B, struct.pack("<I", 1)) + record(0x2D, struct.pack("<I", 0) + bytes(64)) + record(0x25C)
    out += record(0x265, struct.pack("<I", 1)) + record(0x2E, bytes(51)) + record(0x266)

    def xf(parent, number):
        return record(0x2F, struct.pack("<HHHHHBBHBB", parent, number, 0, 0, 0, 0, 0, 0x1000, 1 if number else 0, 0))

    out += record(0x272, struct.pack("<I", 1)) + xf(0xFFFF, 0) + record(0x273)
    out += record(0x269, struct.pack("<I", len(codes) + 1)) + xf(0, 0)
    for number in range(len(codes)):
        out += xf(0, 164 + number)
    out += record(0x26A)
    return out + record(0x117)


def serial(day):
    return float((day - datetime.datetime(1899, 12, 30)).days)


def write(path, title, rows, merges):
    """Writes the cells of openpyxl's rows as one sheet."""
    strings, codes = [], []
    cells, last = b"", (0, 0)
    for row in rows:
        body = b""
        for one in row:
            value = one.value
            if value is None:
                continue
            last = (max(last[0], one.row - 1), max(last[1], one.column - 1))
            style = 0
            if isinstance(value, datetime.datetime):
                if one.number_format not in codes:
                    codes.append(one.number_format)
                style, value = codes.index(one.number_format) + 1, serial(value)
            head = struct.pack("<II", one.column - 1, style)
            if isinstance(value, bool):
                body += record(4, head + bytes([value]))  # BrtCellBool
            elif isinstance(value, (int, float)):
                body += record(5, head + struct.pack("<d", value))  # BrtCellReal
            else:
                if value not in strings:
                    strings.append(value)
                body += record(7, head + struct.pack("<I", strings.index(value)))  # BrtCellIsst
        if body:
            number = row[0].row - 1
            columns = [one.column - 1 for one in row if one.value is not None]
            span = struct.pack("<III", 1, min(columns), max(columns))
            cells += record(0, struct.pack("<IIHBBB", number, 0, 300, 0, 0, 0) + span) + body  # BrtRowHdr
    sheet = record(0x81) + record(0x94, struct.pack("<IIII", 0, last[0], 0, last[1]))  # BrtBeginSheet, BrtWsDim
    sheet += record(0x91) + cells + record(0x92)
    sheet += record(0xB1, struct.pack("<I", len(merges)))  # BrtBeginMergeCells
    for area in merges:
        bounds = (area.min_row - 1, area.max_row - 1, area.min_col - 1, area.max_col - 1)
        sheet += record(0xB0, struct.pack("<IIII", *bounds))
    sheet += record(0xB2) + record(0x82)
    table = record(0x9F, struct.pack("<II", len(strings), len(strings)))  # BrtBeginSst
    for text in strings:
        table += record(0x13, b"\0" + wide(text))
    table += record(0xA0)
    book = record(0x83) + record(0x99, struct.pack("<II", 0, 0) + wide(""))  # BrtBeginBook, BrtWbProp
    book += record(0x8F) + record(0x9C, struct.pack("<II", 0, 1) + wide("rId1") + wide(title)) + record(0x90) + record(0x84)

    def links(*pairs):
        inside = "".join(f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
                         for n, (kind, target) in enumerate(pairs, 1))
        return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="{PACKAGE}">{inside}</Relationships>'

    packed.write(path, [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", links(("officeDocument", "xl/workbook.bin"))),
        ("xl/workbook.bin", book),
        ("xl/_rels/workbook.bin.rels", links(("worksheet", "worksheets/sheet1.bin"), ("styles", "styles.bin"),
                                             ("sharedStrings", "sharedStrings.bin"))),
        ("xl/worksheets/sheet1.bin", sheet),
        ("xl/styles.bin", styles(codes)),
        ("xl/sharedStrings.bin", table),
    ])

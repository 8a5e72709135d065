#!/usr/bin/env python3
"""Makes files that go wrong in every way known to us, without the kit.

    pip install xlwt
    python3 tests/hostile/make.py            files/: the small ones, checked in, run by each test
    python3 tests/hostile/make.py DIR        those that are large unpacked or on disk, into DIR
    python3 tests/hostile/measure.py DIR     imports each alone: seconds, memory, what became of it

The same bytes at each making.
"""

import io
import random
import re
import struct
import sys
import zipfile
import zlib
from pathlib import Path

HERE = Path(__file__).parent
NASTY = HERE.parent / "nasty" / "files"
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
HEAD = ('<row r="1"><c r="A1" t="inlineStr"><is><t>氏名</t></is></c><c r="B1" t="inlineStr"><is><t>生年月日</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>星田 あかり</t></is></c><c r="B2" t="inlineStr"><is><t>H28.4.1</t></is></c></row>')


def packed(parts, stored=()):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            content = content.encode() if isinstance(content, str) else content
            archive.writestr(zipfile.ZipInfo(name, (2026, 5, 1, 0, 0, 0)), content, kind, 9)
    return out.getvalue()


def xlsx_parts(rows=HEAD, before="", after="", strings=None, styles=None, sheets=1):
    """The parts of a workbook whose sheets all hold the same rows."""
    names = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="s{n}"/>' for n in range(1, sheets + 1))
    links = "".join(f'<Relationship Id="s{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
                    for n in range(1, sheets + 1))
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>',
    }
    for n in range(1, sheets + 1):
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f'<worksheet xmlns="{SPREADSHEET}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>')
    for name, content in (("sharedStrings", strings), ("styles", styles)):
        if content is not None:
            links += f'<Relationship Id="{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
            parts[f"xl/{name}.xml"] = content
    parts["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>'
    return parts


def xlsx(**what):
    return packed(xlsx_parts(**what))


def sst(items, more=""):
    return f'<sst xmlns="{SPREADSHEET}"{more}>{items}</sst>'


def ods(table, before=""):
    content = (f'<?xml version="1.0"?>{before}<office:document-content xmlns:office="{ODF}:office:1.0" xmlns:table="{ODF}:table:1.0" '
               f'xmlns:text="{ODF}:text:1.0"><office:body><office:spreadsheet>{table}</office:spreadsheet></office:body></office:document-content>')
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content,
                   "META-INF/manifest.xml": "<manifest/>"}, stored=("mimetype",))


def ods_cell(text, more=""):
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def noise(size, seed):
    """Letters that do not pack, so that a bomb keeps below every ratio."""
    return random.Random(seed).randbytes(size // 2).hex()


def burst(name, chunk, times):
    """A workbook one part of which is `chunk` many times, deflated without ever holding it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packer.compress(chunk), packer.flush(zlib.Z_FULL_FLUSH)
    once = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    end = zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    crc = 0
    for _ in range(times):
        crc = zlib.crc32(chunk, crc)
    body = once * times + end
    whole = packed({name_: part for name_, part in xlsx_parts(strings=sst("")).items() if name_ != name})
    return with_raw(whole, name, body, crc, len(chunk) * times)


def with_raw(whole, name, body, crc, size):
    """A zip with one more entry whose deflated bytes and claims are given."""
    end = whole.rindex(b"PK\x05\x06")
    count, length, start = struct.unpack("<HII", whole[end + 10:end + 20])
    name = name.encode()
    fixed = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x5CA1, crc, len(body), size, len(name), 0)
    local = b"PK\x03\x04" + fixed + name + body
    central = whole[start:start + length] + b"PK\x01\x02\x14\x00" + fixed + struct.pack("<HHHII", 0, 0, 0, 0, start) + name
    out = whole[:start] + local + central
    return out + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count + 1, count + 1, len(central), start + len(local), 0)


def replaced(name, old, new, count=1):
    """A nasty workbook with other bytes at a place."""
    whole = (NASTY / name).read_bytes()
    assert whole.count(old) >= 1 and len(old) == len(new)
    return whole.replace(old, new, count)


def number_at(name, at, number):
    whole = bytearray((NASTY / name).read_bytes())
    whole[at:at + 4] = struct.pack("<I", number)
    return bytes(whole)


def billion_laughs(root):
    names = "abcdefghij"
    entities = '<!ENTITY a "ha">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip(names, names[1:]))
    return f'<?xml version="1.0"?><!DOCTYPE {root} [{entities}]>'


def far_xls():
    import xlwt
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    sheet.write(0, 0, "氏名"), sheet.write(0, 1, "生年月日")
    sheet.write(65535, 255, "x")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def patient():
    """A password that takes four thousand million rounds to try."""
    whole = (NASTY / "password-ascii.xlsx").read_bytes()
    found = re.search(rb'spinCount="(\d+)" saltSize="(\d+)"', whole)
    old = found.group(0) if found else re.search(rb'spinCount="\d+"', whole).group(0)
    return whole.replace(old, old.replace(b"100000", b"999999"))


def endless_password():
    """The same with the number of rounds as large as it can be, in the room of the XML's head."""
    whole = (NASTY / "password-ascii.xlsx").read_bytes()
    head = re.search(rb'<\?xml[^>]*\?>\s*', whole).group(0)
    body = whole[whole.index(head) + len(head):whole.index(b"</encryption>") + len(b"</encryption>")]
    new = body.replace(b'spinCount="100000"', b'spinCount="4294967295"')
    short = b'<?xml version="1.0"?>'
    assert len(short) + len(new) <= len(head) + len(body)
    return whole.replace(head + body, (short + new).ljust(len(head) + len(body)))


def small():
    """Small on disk, whatever they ask for."""
    deep = "<a>" * 60_000
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 60_000))
    same = f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{OFFICE}"><sheets>' + "".join(
        f'<sheet name="S{n}" sheetId="{n}" r:id="s1"/>' for n in range(6_000)) + "</sheets></workbook>"
    names = f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="S1" sheetId="1" r:id="s1"/></sheets><definedNames>' + \
        "".join(f'<definedName name="n{n}">S1!$A$1</definedName>' for n in range(12_000)) + "</definedNames></workbook>"
    good = packed(xlsx_parts())
    end = good.rindex(b"PK\x05\x06")
    yield "xlsx-far-cell.xlsx", xlsx(rows=HEAD + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    yield "xlsx-dimension-lies.xlsx", xlsx(before='<dimension ref="A1:XFD1048576"/>')
    yield "xlsx-dimension-of-a-billion.xlsx", xlsx(before='<dimension ref="A1:ZZZ999999999"/>')
    yield "xlsx-row-beyond.xlsx", xlsx(rows=HEAD + '<row r="4294967297"><c r="A4294967297"><v>1</v></c></row>')
    yield "xlsx-entities-sheet.xlsx", packed(xlsx_parts() | {"xl/worksheets/sheet1.xml": billion_laughs("worksheet") + f'<worksheet xmlns="{SPREADSHEET}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row></sheetData></worksheet>'})
    yield "xlsx-entities-strings.xlsx", xlsx(rows='<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=billion_laughs("sst") + sst("<si><t>&j;</t></si>"))
    yield "xlsx-entities-workbook.xlsx", packed(xlsx_parts() | {"xl/workbook.xml": billion_laughs("workbook") + f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="&j;" sheetId="1" r:id="s1"/></sheets></workbook>'})
    yield "xlsx-deep-sheet.xlsx", xlsx(rows=HEAD + deep)
    yield "xlsx-deep-strings.xlsx", xlsx(strings=sst(deep))
    yield "xlsx-deep-styles.xlsx", xlsx(styles=f'<styleSheet xmlns="{SPREADSHEET}">{deep}')
    yield "xlsx-strings-count-lies.xlsx", xlsx(strings=sst("<si><t>a</t></si>", ' count="4294967295" uniqueCount="4294967295"'))
    yield "xlsx-string-number-beyond.xlsx", xlsx(rows='<row r="1"><c r="A1" t="s"><v>18446744073709551615</v></c></row>', strings=sst("<si><t>a</t></si>"))
    yield "xlsx-style-number-beyond.xlsx", xlsx(rows='<row r="1"><c r="A1" s="4294967295"><v>1</v></c></row>')
    yield "xlsx-styles-count-lies.xlsx", xlsx(styles=f'<styleSheet xmlns="{SPREADSHEET}"><cellXfs count="4294967295"><xf/></cellXfs></styleSheet>')
    yield "xlsx-font-name.xlsx", xlsx(styles=f'<styleSheet xmlns="{SPREADSHEET}"><fonts><font><name val="{"n" * 60_000}"/></font></fonts><cellXfs>' + "".join(f'<xf numFmtId="{n % 9}" fontId="0"/>' for n in range(30_000)) + "</cellXfs></styleSheet>")
    yield "xlsx-sheets-of-one-part.xlsx", packed(xlsx_parts() | {"xl/workbook.xml": same})
    yield "xlsx-names.xlsx", packed(xlsx_parts() | {"xl/workbook.xml": names})
    yield "xlsx-merges-of-one-row.xlsx", xlsx(after="<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 60_000 + "</mergeCells>")
    yield "xlsx-rows-backwards.xlsx", xlsx(rows=HEAD + HEAD)
    yield "xlsx-entries-overlap.xlsx", overlapping(good)
    yield "xlsx-entries-lie.xlsx", good[:end + 8] + b"\xff\xff\xff\xff" + good[end + 12:]
    yield "xlsx-directory-beyond.xlsx", good[:end + 16] + b"\xff\xff\xff\x7f" + good[end + 20:]
    yield "xlsx-size-lies.xlsx", good.replace(struct.pack("<I", len(xlsx_parts()["xl/workbook.xml"].encode())), b"\x01\0\0\0")
    yield "xlsx-relations-in-a-circle.xlsx", packed(xlsx_parts() | {"xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/comments" Target="sheet1.xml"/></Relationships>'})
    yield "xlsx-zip-in-zip.xlsx", packed(xlsx_parts() | {"xl/media/a.zip": packed({"b": b"\0" * 900_000})})
    yield "xls-far-cell.xls", far_xls()
    table = 512 + 512 * struct.unpack("<I", (NASTY / "same.xls").read_bytes()[76:80])[0]
    for what, at, number in [("stream", table + 8, 2), ("directory", table + 56, 14), ("small-table", table + 44, 11),
                             ("table", 68, 3), ("beyond", table + 20, 60_000), ("meets", table + 40, 14)]:
        yield f"xls-chain-{what}.xls", number_at("same.xls", at, number)
    yield "xls-sector-size.xls", replaced("same.xls", b"\xfe\xff\x09\x00\x06\x00", b"\xfe\xff\x1f\x00\x06\x00")
    yield "ods-repeated-cells.ods", ods('<table:table table:name="S"><table:table-row table:number-rows-repeated="1048576">' + ods_cell("x", ' table:number-columns-repeated="16384"') + "</table:table-row></table:table>")
    yield "ods-repeated-beyond.ods", ods('<table:table table:name="S"><table:table-row table:number-rows-repeated="18446744073709551615">' + ods_cell("x", ' table:number-columns-repeated="18446744073709551615"') + "</table:table-row></table:table>")
    yield "ods-far-cell.ods", ods('<table:table table:name="S"><table:table-row>' + ods_cell("氏名") + '</table:table-row><table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row><table:table-row><table:table-cell table:number-columns-repeated="16383"/>' + ods_cell("x") + "</table:table-row></table:table>")
    yield "ods-spaces.ods", ods('<table:table table:name="S"><table:table-row><table:table-cell office:value-type="string"><text:p>a<text:s text:c="4294967295"/></text:p></table:table-cell></table:table-row></table:table>')
    yield "ods-deep.ods", ods('<table:table table:name="S"><table:table-row>' + "<table:table-cell><text:p>" * 40_000)
    yield "ods-sheets.ods", ods("".join(f'<table:table table:name="S{n}"><table:table-row>' + ods_cell("氏名") + ods_cell("生年月日") + "</table:table-row><table:table-row>" + ods_cell("星田 あかり") + ods_cell("H29.5.3") + "</table:table-row></table:table>" for n in range(1_100)))
    yield "ods-entities.ods", ods('<table:table table:name="S"><table:table-row>' + ods_cell("&j;") + "</table:table-row></table:table>", billion_laughs("a").removeprefix('<?xml version="1.0"?>'))
    yield "password-rounds.xlsx", patient()
    yield "password-endless.xlsx", endless_password()
    yield "html-spans.xls", ("<table><tr>" + "<td rowspan=65534 colspan=1000>氏名" * 400 + "</table>").encode()
    yield "html-deep.xls", ("<table><tr><td>氏名" + "<div><table><tr><td>" * 2_000).encode()
    yield "csv-quote-open.csv", '氏名,生年月日\n"星田,H28.4.1\n空野,H29.5.3\n'.encode()
    yield "csv-zeros.csv", "氏名,生年月日\n".encode() + b"\0" * 20_000
    yield "csv-columns.csv", "氏名,生年月日\n".encode() + b"," * 30_000 + b"x\n"


def overlapping(good):
    """Two thousand names for the same packed megabyte."""
    body = zlib.compressobj(9, zlib.DEFLATED, -15)
    chunk = b" " * 1_000_000
    packed_chunk = body.compress(chunk) + body.flush()
    whole = with_raw(good, "xl/media/0", packed_chunk, zlib.crc32(chunk), len(chunk))
    end = whole.rindex(b"PK\x05\x06")
    count, length, start = struct.unpack("<HII", whole[end + 10:end + 20])
    central = whole[start:start + length]
    one = central[central.rindex(b"PK\x01\x02"):]
    more = b"".join(one[:-len(b"xl/media/0")] + f"xl/media/{n}".encode() for n in range(1, 10)) * 1
    count += 9
    for n in range(10, 500):
        name = f"xl/media/{n}".encode()
        more += one[:28] + struct.pack("<H", len(name)) + one[30:-len(b"xl/media/0")] + name
        count += 1
    return whole[:start] + central + more + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(central + more), start, 0)


def large():
    """Large unpacked, or on disk."""
    blank, cells = b" " * (1 << 20), b'<c r="A1"><v>1</v></c>' * 40_000
    yield "xlsx-bomb-sheet.xlsx", burst("xl/worksheets/sheet1.xml", blank, 600)
    yield "xlsx-bomb-strings.xlsx", burst("xl/sharedStrings.xml", blank, 600)
    yield "xlsx-bomb-other.xlsx", burst("xl/media/image1.png", blank, 600)
    yield "xlsx-bomb-cells.xlsx", burst("xl/worksheets/sheet1.xml", cells, 600)
    yield "xlsx-many-parts.xlsx", packed(xlsx_parts() | {f"xl/media/{n}": b" " * 900_000 for n in range(600)})
    yield "xlsx-parts-without-end.xlsx", packed(xlsx_parts() | {f"x/{n}": b"" for n in range(60_000)})
    yield "xlsx-deep.xlsx", xlsx(rows=HEAD + "".join(f'<a b="{noise(40, n)}">' for n in range(1_000_000)))
    yield "xlsx-attribute.xlsx", xlsx(rows=HEAD + f'<row r="3" a="{noise(80 << 20, 1)}"/>')
    yield "xlsx-text.xlsx", xlsx(rows=HEAD + f'<row r="3"><c r="A3" t="inlineStr"><is><t>{noise(80 << 20, 2)}</t></is></c></row>')
    yield "xlsx-cdata.xlsx", xlsx(rows=HEAD + f'<row r="3"><c r="A3" t="inlineStr"><is><t><![CDATA[{noise(80 << 20, 3)}]]></t></is></c></row>')
    yield "xlsx-comment.xlsx", xlsx(rows=HEAD, after=f"<!--{noise(80 << 20, 4)}-->")
    some = random.Random(5)
    yield "xlsx-strings-empty.xlsx", xlsx(strings=sst("".join(f"<si/><!--{some.getrandbits(16):x}-->" if n % 20 == 0 else "<si/>" for n in range(8_000_000))))
    yield "xlsx-strings-furigana.xlsx", xlsx(strings=sst("".join(f'<si><t>{some.getrandbits(40):x}</t><rPh sb="0" eb="1"><t>{some.getrandbits(20):x}</t></rPh></si>' for n in range(700_000))))
    yield "xlsx-string-long.xlsx", xlsx(strings=sst(f"<si><t>{noise(60 << 20, 6)}</t></si>"))
    yield "xlsx-styles.xlsx", xlsx(styles=f'<styleSheet xmlns="{SPREADSHEET}"><cellXfs>' + "".join(f'<xf numFmtId="{some.getrandbits(16)}"/>' for _ in range(2_000_000)) + "</cellXfs></styleSheet>")
    yield "xlsx-fonts.xlsx", xlsx(styles=f'<styleSheet xmlns="{SPREADSHEET}"><fonts>' + "".join(f'<font><sz val="{some.getrandbits(16)}"/></font>' for _ in range(1_500_000)) + "</fonts></styleSheet>")
    yield "xlsx-merges.xlsx", xlsx(after="<mergeCells>" + "".join(f'<mergeCell ref="A{n}:B{n + 16}"/>' for n in some.sample(range(1, 1_048_500), 1_000_000)) + "</mergeCells>")
    yield "xlsx-merges-dense.xlsx", xlsx(rows="".join(f'<row r="{r}">' + "".join(f'<c r="{column(c)}{r}"><v>1</v></c>' for c in range(1, 16000)) + "</row>" for r in range(1, 17)), after="<mergeCells>" + "".join(f'<mergeCell ref="XF{c}1:XF{c}17"/>' for c in "ABCD" * 24_000) + "</mergeCells>")
    yield "xlsx-merges-sheets.xlsx", xlsx(sheets=60, after="<mergeCells>" + "".join(f'<mergeCell ref="A{n * 17 + 1}:B{n * 17 + 17}"/>' for n in range(60_000)) + "</mergeCells>")
    yield "xlsx-formulas.xlsx", xlsx(rows="".join(f'<row r="{r}"><c r="A{r}"><f>{some.getrandbits(8)}</f></c><c r="B{r}"><f>{r}</f></c></row>' for r in range(1, 490_000)), sheets=10)
    yield "xlsx-wide-rows.xlsx", xlsx(rows="".join(f'<row r="{r}">' + "".join(f'<c><v>{some.getrandbits(8)}</v></c>' for c in range(16_384)) + "</row>" for r in range(1, 600)))
    yield "xlsx-long-texts.xlsx", xlsx(rows="".join(f'<row r="{r}">' + "".join(f'<c t="inlineStr"><is><t>{noise(30_000, r * 10 + c)}</t></is></c>' for c in range(10)) + "</row>" for r in range(1, 260)))
    comments = f'<comments xmlns="{SPREADSHEET}"><commentList>' + "".join(f'<comment ref="A{n}"><text><t>{some.getrandbits(64):x}</t></text></comment>' for n in range(1, 400_000)) + "</commentList></comments>"
    rels = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/comments" Target="../comments1.xml"/></Relationships>'
    yield "xlsx-comments-shared.xlsx", packed(xlsx_parts(sheets=300) | {"xl/comments1.xml": comments} | {f"xl/worksheets/_rels/sheet{n}.xml.rels": rels for n in range(1, 301)})
    # As large as each limit lets pass.
    yield "fits-strings-empty.xlsx", xlsx(strings=sst("".join(f"<si/><!--{some.getrandbits(16):x}-->" if n % 20 == 0 else "<si/>" for n in range(2_600_000)), ' uniqueCount="3500000"'))
    yield "fits-strings.xlsx", xlsx(strings=sst("".join(f"<si><t>{some.getrandbits(96):x}</t></si>" for n in range(1_400_000))))
    yield "fits-furigana.xlsx", xlsx(strings=sst("".join(f'<si><t>{some.getrandbits(40):x}</t><rPh sb="0" eb="1"><t>{some.getrandbits(20):x}</t></rPh></si>' for n in range(500_000))))
    yield "fits-styles.xlsx", xlsx(styles=f'<styleSheet xmlns="{SPREADSHEET}"><fonts><font><strike/><name val="{"x" * 200}"/></font></fonts><cellXfs>' + "".join(f'<xf numFmtId="{some.getrandbits(8)}" fontId="0"/>' for _ in range(290_000)) + "</cellXfs></styleSheet>")
    yield "fits-merges.xlsx", xlsx(after="<mergeCells>" + "".join(f'<mergeCell ref="A{n}:XFD{n}"/>' for n in some.sample(range(1, 1_048_500), 199_000)) + "</mergeCells>")
    yield "fits-one-string.xlsx", xlsx(rows="".join(f'<row r="{r}">' + f'<c t="s"><v>0</v></c>' * 8 + "</row>" for r in range(1, 4_000)), strings=sst(f"<si><t>{noise(1_000_000, 7)}</t></si>"))
    yield "fits-sheets.xlsx", xlsx(sheets=1_000)
    yield "ods-bomb.ods", ods('<table:table table:name="S"><table:table-row>' + ods_cell("x") + " " * (600 << 20) + "</table:table-row></table:table>")
    yield "ods-cells.ods", ods('<table:table table:name="S">' + "".join("<table:table-row>" + "".join(ods_cell(some.getrandbits(8)) for _ in range(100)) + "</table:table-row>" for _ in range(20_000)) + "</table:table>")
    yield "html-cells.xls", b"<table><tr>" + b"<td>a" * 12_000_000
    yield "html-rows.xls", b"<table>" + b"<tr><td rowspan=60000>a" * 900_000
    yield "html-tables.xls", b"<table><tr><td>a</table>" * 2_500_000
    yield "csv-one-line.csv", b"a" * (60 << 20)
    yield "csv-commas.csv", b"," * (60 << 20)
    yield "csv-lines.csv", b"a\n" * (30 << 20)
    yield "csv-quote.csv", b'a,"' + b"b,c\n" * (15 << 20)
    yield "csv-zeros.csv", b"a,b\n" + b"\0" * (60 << 20)
    yield "csv-kana.csv", "氏名,生年月日\n".encode("cp932") + b"\xb1" * (60 << 20)
    yield "csv-utf16.csv", "氏名,生年月日\n".encode("utf-16") + "あ\n".encode("utf-16-le") * (15 << 20)
    yield "too-large.xlsx", b"PK\x03\x04" + bytes(100 << 20)


def column(number):
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "files"
    folder.mkdir(exist_ok=True, parents=True)
    for name, content in large() if len(sys.argv) > 1 else small():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main()

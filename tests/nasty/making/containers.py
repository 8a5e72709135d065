"""The same table in every container, odd ways to write a workbook, and passwords."""

import copy
import datetime
import io
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from . import packed, xlsb
from .book import Book, c
from .fields import fields
from .people import people
from .places import FILES

COLUMNS = [("宛名番号", "resident_no"), ("氏名", "name"), ("フリガナ", "kana"), ("生年月日", "birth_date"),
           ("状態", "status"), ("住民となった日", "resident_since"), ("支援措置", "protected"), ("住所", "address")]
KEYS = ("resident_no", "name", "kana", "birth_date", "status", "resident_since", "protected", "address")
ERA = '[$-411]ggge"年"m"月"d"日";@'


def same():
    """Ten people with every kind of value: text, number, date, truth, blank, a merged heading."""
    book = Book("same.xlsx", "どの形式でも同じはずの表（xlsx）", fields(*KEYS))
    sheet = book.sheet("住民")
    sheet.put(1, 1, "住民記録一覧（令和8年5月31日現在）")
    sheet.headings(3, COLUMNS)
    for row, one in enumerate(people(10, 91), 4):
        since = one.born + datetime.timedelta(days=row * 30)
        moved = row % 4 == 0
        sheet.row(row, [
            one.no, one.name, one.kana,
            c(datetime.datetime(one.born.year, one.born.month, one.born.day), fmt=ERA, want=one.born.isoformat()),
            c(2 if moved else 1, want="moved-out" if moved else "resident"),
            c(datetime.datetime(since.year, since.month, since.day), fmt="yyyy/m/d", want=since.isoformat()),
            c(True, want=True) if row == 6 else None,
            one.address,
        ])
    sheet.merge("A1:H1")
    return book.save()


HOME = Path(tempfile.gettempdir()) / "nasty-libreoffice"
OFFICE = ["soffice", f"-env:UserInstallation=file://{HOME}", "--headless"]
#: On the command line LibreOffice takes no password.
LOCKING = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub SaveBehind(source As String, target As String, kind As String, password As String)
  Dim opening(0) As New com.sun.star.beans.PropertyValue
  opening(0).Name = "Hidden" : opening(0).Value = True
  book = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, opening())
  Dim saving(1) As New com.sun.star.beans.PropertyValue
  saving(0).Name = "FilterName" : saving(0).Value = kind
  saving(1).Name = "Password" : saving(1).Value = password
  book.storeToURL(ConvertToURL(target), saving())
  book.close(True)
End Sub
</script:module>
"""


def soffice(source, kind, folder):
    """LibreOffice saves a file in another format."""
    subprocess.run([*OFFICE, "--convert-to", kind, "--outdir", str(folder), str(source)], check=True, capture_output=True)
    return Path(folder) / (Path(source).stem + "." + kind.split(":")[0])


def locked(source, target, kind, password):
    """LibreOffice saves a file behind a password."""
    with tempfile.TemporaryDirectory() as folder:
        # What it does first is to make its home.
        soffice(source, "csv", folder)
    (HOME / "user/basic/Standard/Module1.xba").write_text(LOCKING)
    call = f'macro:///Standard.Module1.SaveBehind("{source}","{target}","{kind}","{password}")'
    subprocess.run([*OFFICE, call], check=True, capture_output=True)
    assert target.exists(), target


def resaved(book, name, kind, what, change=None):
    """What LibreOffice makes of a workbook; kept when it is already there, because .xls holds the
    time of saving and would differ each time."""
    target = FILES / name
    if not target.exists():
        with tempfile.TemporaryDirectory() as folder:
            made = soffice(FILES / book.name, kind, folder)
            if name.endswith((".ods", ".xlsx")):
                packed.rewrite(made)
            shutil.copy(made, target)
    book.expect(name, what, change)


def others(book):
    # Colours, comments and hidden rows do not come out of these.
    def unseen(out):
        out["problems"].append({"code": "not-visible"})

    resaved(book, "same.xls", "xls", "同じ表（Excel 97-2003 形式、LibreOffice が保存）", unseen)
    resaved(book, "same.ods", "ods", "同じ表（OpenDocument、LibreOffice が保存）", unseen)
    resaved(book, "same-libreoffice.xlsx", "xlsx", "同じ表（xlsx、LibreOffice が保存）")

    # Excel opens .xlsm only with the type of a workbook with macros.
    def macros(text):
        return text.replace("spreadsheetml.sheet.main+xml", "spreadsheetml.sheet.macroEnabled.main+xml") \
            .replace("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.macroEnabled",
                     "application/vnd.ms-excel.sheet.macroEnabled")

    target = FILES / "same.xlsm"
    shutil.copy(FILES / "same.xlsx", target)
    packed.rewrite(target, [("[Content_Types].xml", macros)], [("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(508))])
    book.expect("same.xlsm", "同じ表（マクロ有効ブックの形）")

    # No program at hand writes .xlsb, so its records are put together by hand from [MS-XLSB].
    sheet = book.sheets[0]
    xlsb.write(FILES / "same.xlsb", sheet.ws.title, list(sheet.ws.iter_rows()), sheet.ws.merged_cells.ranges)
    book.expect("same.xlsb", "同じ表（バイナリブック。[MS-XLSB] から手で組み立てた）", unseen)

    # A comma file has neither merged cells nor types; LibreOffice writes what the cells show.
    def one_sheet(out):
        out["tables"][0]["sheet"] = None

    csv = "csv:Text - txt - csv (StarCalc):44,34,64"
    resaved(book, "same.csv", csv, "同じ表（LibreOffice が CP932 の CSV に保存。日付は見えているとおりの元号の文字）", one_sheet)


def written_differently(book):
    """Valid ways to write a workbook that tools other than Excel have."""
    source = FILES / "same.xlsx"

    def prefixed(text):
        text = text.replace('xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"',
                            'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"')
        return re.sub(r"<(/?)([A-Za-z])", r"<\1x:\2", text)

    parts = ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
    target = FILES / "same-prefixed.xlsx"
    shutil.copy(source, target)
    packed.rewrite(target, [(part, prefixed) for part in parts])
    book.expect("same-prefixed.xlsx", "同じ表。要素に x: の付いた xlsx（帳票ソフトの出力に多い）")

    strings = re.findall(r"<si><t>(.*?)</t></si>", dict(packed.parts(source))["xl/sharedStrings.xml"].decode())

    def inline(text):
        def put(match):
            value = strings[int(match.group(2))]
            return f'<c{match.group(1)} t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'
        return re.sub(r'<c( r="[A-Z]+\d+"(?: s="\d+")?) t="s"><v>(\d+)</v></c>', put, text)

    target = FILES / "same-inline.xlsx"
    shutil.copy(source, target)
    packed.rewrite(target, [("xl/worksheets/sheet1.xml", inline)])
    book.expect("same-inline.xlsx", "同じ表。文字がセルの中に書かれた xlsx（共有文字列なし）")


def escapes():
    """What Excel writes for line breaks and control characters, and rich text in pieces."""
    book = Book("xml-escapes.xlsx", "セルの中の改行、_x000D_ という書き方、部分ごとに書式の違う文字、前後の空白、行と列の番号のないセル",
                fields("resident_no", "name", "address"))
    sheet = book.sheet()
    columns = [("宛名番号", "resident_no"), ("氏名", "name"), ("住所", "address")]
    sheet.table(1, columns, [
        ["000001", "空野　ひなた", c(si='<t xml:space="preserve">本町1_x000D_\n2号室</t>', want="本町1\r\n2号室")],
        ["000002", c(si='<r><t>星</t></r><r><rPr><b/><color rgb="FFFF0000"/></rPr><t>田</t></r><r><t xml:space="preserve">　湊</t></r>',
                     want="星田　湊"), "本町2\n3号室"],
        ["000003", "月島　陽菜", c(si='<t>_x005F_x0041_</t>', want="_x0041_")],
        ["000004", "雲井　蒼", c(si='<t>A&amp;B荘&#12288;&lt;2&gt;</t>', want="A&B荘　<2>")],
    ])
    # [ECMA-376] lets a writer leave out r of rows and cells: the next one is meant.
    book.edit("xl/worksheets/sheet1.xml", lambda text: re.sub(r'(<(?:c|row)) r="[A-Z]*\d+"', r"\1", text))
    book.save()


def encodings(book):
    """Parts that no office program writes. What cannot be read as it should is never passed over."""
    said = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

    def variant(name, part, change, what, sheet):
        contents = packed.parts(FILES / "same.xlsx")
        packed.write(FILES / name, [(one, change(content.decode()) if one == part else content) for one, content in contents])

        book.expect(name, what, refused("file-unreadable", sheet))

    def wide(text):
        return ("\ufeff" + said.replace("UTF-8", "UTF-16") + text.removeprefix(said)).encode("utf-16-le")

    def entity(text):
        text = text.removeprefix(said)
        head = '<!DOCTYPE worksheet [<!ENTITY w "000001">]>'
        return (said + head + re.sub(r"<v>1</v>", "<v>&w;</v>", text, count=1)).encode()

    variant("utf16-sheet.xlsx", "xl/worksheets/sheet1.xml", wide, "シートの XML が UTF-16 の xlsx", "住民")
    variant("utf16-strings.xlsx", "xl/sharedStrings.xml", wide, "共有文字列の XML が UTF-16 の xlsx", None)
    variant("doctype-sheet.xlsx", "xl/worksheets/sheet1.xml", entity, "シートの XML に DOCTYPE と実体のある xlsx", "住民")


def refused(why, sheet=None):
    """Of the file, or of its sheet, nothing is read."""
    def change(out):
        out["tables"] = [{"sheet": sheet, "number": 1, "state": "unreadable", "held": 0, "columns": {},
                          "records": [], "problems": [{"code": why}]}]
    return change


def passwords(book):
    """Agile encryption, as Excel writes it, and those of LibreOffice; their salts are random, so an
    old file is kept."""
    from msoffcrypto.format.ooxml import OOXMLFile

    for name, password, what in [("password-ascii.xlsx", "himitsu-2026", "パスワード付き（半角）"),
                                 ("password-ja.xlsx", "ひみつ２０２６", "パスワード付き（日本語）"),
                                 ("password-unknown.xlsx", "だれも知らない", "町が知らないパスワードの付いたファイル")]:
        target = FILES / name
        if not target.exists():
            behind = io.BytesIO()
            OOXMLFile(io.BytesIO((FILES / "same.xlsx").read_bytes())).encrypt(password, behind)
            target.write_bytes(behind.getvalue())
        if "unknown" in name:
            book.expect(name, what, refused("file-protected"))
        else:
            book.expect(name, what, lambda out, password=password: out.update(password=password))

    # Nobody opens these here, whatever the password; what to do about it is said.
    for name, kind, what in [("password.xls", "MS Excel 97", "パスワード付きの .xls（LibreOffice が保存）。町が知るパスワードでも開けない"),
                             ("password.ods", "calc8", "パスワード付きの .ods（LibreOffice が保存）。町が知るパスワードでも開けない")]:
        target = FILES / name
        if not target.exists():
            locked(FILES / "same.xlsx", target, kind, "himitsu-2026")
        book.expect(name, what, refused("file-protected"))


def visible(book):
    """A mapping that wants to see colours and hidden rows refuses what does not show them."""
    strict = copy.copy(book)
    strict.head = "require_visible = true\n"
    shutil.copy(FILES / "same.ods", FILES / "visible.ods")
    strict.expect("visible.ods", "色や隠し行が見えない形式を断る対応付け（ods）", refused("format-refused"))
    shutil.copy(FILES / "same.xlsx", FILES / "visible.xlsx")
    strict.expect("visible.xlsx", "色や隠し行が見えない形式を断る対応付け（xlsx は読む）")


def make():
    book = same()
    others(book)
    written_differently(book)
    encodings(book)
    escapes()
    passwords(book)
    visible(book)

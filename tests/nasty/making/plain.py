"""Text: CSV in every encoding, and what is called .xls and is HTML or tab-separated text."""

import html

from .book import Book, c
from .fields import fields
from .places import FILES

COLUMNS = [("宛名番号", "resident_no"), ("氏名", "name"), ("フリガナ", "kana"), ("生年月日", "birth_date")]
KEYS = ("resident_no", "name", "kana", "birth_date")


def rows():
    """Six people; 髙 and 﨑 are in CP932, 〜 and ― are characters that encodings disagree about."""
    return [
        ["000085", "空野　ひなた", "ｿﾗﾉ ﾋﾅﾀ", c("H29.5.3", want="2017-05-03")],
        ["006260", "髙橋　湊", "ﾀｶﾊｼ ﾐﾅﾄ", c("平成29年6月1日", want="2017-06-01")],
        ["000012", "山﨑　陽菜", "ﾔﾏｻﾞｷ ﾊﾙﾅ", c("2017/7/1", want="2017-07-01")],
        ["000345", "表　能", "ｵﾓﾃ ﾉｳ", c("R7.2.29", bad="date-no-such-day")],
        ["000007", "月島　蒼", "ﾂｷｼﾏ ｱｵｲ", None],
        ["001001", "ソ連　十", "ｿﾚﾝ ｼﾞｭｳ", c("S63.4.1", want="1988-04-01")],
    ]


def shown(value):
    """The text of a cell as a department's system writes it."""
    value = value.value if hasattr(value, "meaning") else value
    return "" if value is None else str(value)


class Text:
    """A table as text; `what` is expected as for a sheet without a name."""

    def __init__(self, name, what, lines, encoding, newline="\r\n", delimiter=",", bom=b"", quote=False,
                 mangle=None, change=None, top=1, title=None, close=True, keys=KEYS, columns=COLUMNS):
        self.book = Book(name, what, fields(*keys))
        sheet = self.sheet = self.book.sheet("x")
        text = []
        if title:
            sheet.put(1, 1, title)
            text += [title] + [""] * (top - 2)
        sheet.table(top, columns, lines)

        def one(value):
            value = shown(value)
            if quote or any(sign in value for sign in (delimiter, '"', "\n")):
                return '"' + value.replace('"', '""') + '"'
            return value

        text += [delimiter.join(one(label) for label, _ in columns)]
        text += [delimiter.join(one(value) for value in line) for line in lines]
        whole = newline.join(text) + (newline if close else "")
        content = bom + whole.encode(encoding)
        if mangle:
            content = mangle(content)
        FILES.mkdir(exist_ok=True)
        (FILES / name).write_bytes(content)
        if change:
            change(sheet)
        self.book.expect(change=nameless)


def nameless(out):
    """Text is one table without the name of a sheet."""
    for table in out["tables"]:
        table["sheet"] = None


def encodings():
    Text("utf8.csv", "UTF-8、BOM なし", rows(), "utf-8", newline="\n")
    Text("utf8-bom.csv", "UTF-8、BOM つき（Excel の「CSV UTF-8」）、すべて引用符の中", rows(), "utf-8",
         bom=b"\xef\xbb\xbf", quote=True)
    Text("utf16le.csv", "UTF-16 LE、BOM つき、タブ区切り（Excel の「Unicode テキスト」）", rows(), "utf-16-le",
         bom=b"\xff\xfe", delimiter="\t")
    Text("utf16be.csv", "UTF-16 BE、BOM つき", rows(), "utf-16-be", bom=b"\xfe\xff")
    Text("cp932.csv", "CP932、題が一行と空行、最後の改行なし、2バイト目が 5C の字（表・能・ソ・十）", rows(), "cp932",
         title="住民記録（令和8年5月31日現在）", top=3, close=False)
    Text("semicolon.csv", "UTF-8、セミコロン区切り", rows(), "utf-8", delimiter=";")


def damaged():
    def gaiji(sheet):
        sheet.problem("gaiji", 3, 2, "name")

    lines = rows()
    lines[1][1] = c("渡＠＠　花子", want="渡\ue000　花子")
    # F040 is the first code of the private area of CP932.
    Text("cp932-gaiji.csv", "CP932 の外字（F040）を含む氏名", lines, "cp932", change=gaiji,
         mangle=lambda content: content.replace("＠＠".encode("cp932"), b"\xf0\x40"))

    lines = rows()
    lines[1][1] = "星田　湊"

    def lost(sheet):
        # 星 is 90 AF. Without AF the byte 90 takes the first byte of 田 (93 63), and so on to the
        # end of the cell: other characters, no error.
        sheet.records[1]["name"] = b"\x90\x93\x63".decode("cp932") + "　湊"
        sheet.problem("characters-lost", 3, 2, "name")

    Text("cp932-byte-lost.csv", "CP932 の一行の氏名から1バイトが失われている（別の字として読めてしまう）", lines, "cp932",
         mangle=lambda content: content.replace(b"\x90\xaf\x93\x63", b"\x90\x93\x63"), change=lost)

    lines = rows()[:3]
    lines[1][1] = c("星田　湊", bad="characters-lost", unread=True)

    def utf8_lost(sheet):
        sheet.problems.clear()
        sheet.records[1]["name"] = "星\ufffd　湊"
        sheet.problem("characters-lost", 3, 2, "name")

    Text("utf8-byte-lost.csv", "UTF-8 の一つの字（田）の3バイト目が失われている", lines, "utf-8",
         mangle=lambda content: content.replace("田　湊".encode(), "田".encode()[:2] + "　湊".encode()), change=utf8_lost)

    lines = rows()[:3]
    lines[2][1] = c("山崎　陽菜??", note="characters-lost")
    Text("question-marks.csv", "CP932 にない字が ?? に変わったあとの氏名", lines, "cp932")


def quotes():
    lines = [
        ["000001", "空野　ひなた", "ｿﾗﾉ ﾋﾅﾀ", c("H29.5.3", want="2017-05-03"), "本町1, 2号室"],
        ["000002", "星田　湊", "ﾎｼﾀﾞ ﾐﾅﾄ", c("H29.6.1", want="2017-06-01"), "本町2\n\"みなと荘\""],
        ["000003", "月島　陽菜", "ﾂｷｼﾏ ﾊﾙﾅ", None, "本町3"],
    ]
    text = Text("quotes.csv", "引用符の中の区切り・改行・引用符。改行のあとの行番号は表計算ソフトと同じ", lines, "cp932",
                columns=COLUMNS + [("住所", "address")], keys=KEYS + ("address",))
    # The line break is inside of a cell, so row 4 stays row 4.
    assert [record["row"] for record in text.sheet.records] == [2, 3, 4]

    lines = [['="000001"', "空野　ひなた", "ｿﾗﾉ ﾋﾅﾀ", c("H29.5.3", want="2017-05-03")]]
    lines[0][0] = c('="000001"', want="000001")
    Text("kept-zeros.csv", '先頭の0を守るために ="000001" と書かれた CSV', lines, "cp932", quote=True)


def shifted():
    """A separator within a value that nobody put into quotes."""
    lines = [
        ["000001", "空野　ひなた", "ｿﾗﾉ ﾋﾅﾀ", c("H29.5.3", want="2017-05-03"), "本町1", c("女", want="female")],
        ["000002", "星田　湊", "ﾎｼﾀﾞ ﾐﾅﾄ", c("H29.6.1", want="2017-06-01"), "本町2,2号室", c("女", want="female")],
        ["000003", "月島　陽菜", "ﾂｷｼﾏ ﾊﾙﾅ", c("H29.7.1", want="2017-07-01"), "本町3,3号室", None],
        ["000004", "雲井　蒼", "ｸﾓｲ ｱｵｲ", None, "本町4", c("男", want="male")],
    ]

    def change(sheet):
        # One value becomes two, and everything behind it stands one column further on.
        sheet.held |= {(3, 7), (4, 6)}
        sheet.records[:] = [record for record in sheet.records if record["row"] not in (3, 4)]
        sheet.problem("row-shifted", 3, count=7)
        sheet.problem("row-shifted", 4, count=6)

    Text("shifted.csv", "住所の中の「,」が引用符で囲まれず、後ろの値が一列ずつずれた行（最後の列が空の行も）", lines, "cp932",
         columns=COLUMNS + [("住所", "address"), ("性別", "sex")], keys=KEYS + ("address", "sex"), change=change,
         mangle=lambda content: content.replace(b'"', b""))


def page(name, what, encoding, charset):
    """What many systems call .xls: a page with a table, spans, entities and hidden parts."""
    book = Book(name, what, fields(*KEYS))
    # Of a page neither colours nor hidden rows are looked at.
    book.problem("not-visible")
    sheet = book.sheet("x")
    sheet.put(1, 1, "住民記録一覧 令和8年5月31日現在")
    labels = ["宛名番号", "氏名", "フリガナ", "生年月日"]
    sheet.line(2, [labels[0], "住民", None, labels[3]])
    sheet.line(3, [None, labels[1], labels[2], None])
    for column, (_, key) in enumerate(COLUMNS, 1):
        sheet.name(column, key)
    lines = rows()
    lines[2][1] = c("山﨑 & <陽菜>", want="山﨑 & <陽菜>")
    for number, line in enumerate(lines, 4):
        sheet.row(number, line)
    body = []
    for line in lines:
        cells = [html.escape(shown(value)) or "&nbsp;" for value in line]
        cells[0] = f'<td class=xl24 style=\'mso-number-format:"\\@"\'>{cells[0]}</td>'
        cells[1:] = [f"<TD>{text}</TD>" for text in cells[1:]]
        body.append("<tr>" + "".join(cells) + "</tr>")
    body[1] = body[1].replace("髙", "&#39641;")
    text = f"""<html xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<style>td {{mso-number-format:General;}} <!-- table {{ border: 1px }} --></style>
<script>document.write("<table><tr><td>x</td></tr></table>")</script></head>
<body><!-- <table><tr><td>下書き</td></tr></table> -->
<table border=1>
<tr><th colspan="4">住民記録一覧<br>令和8年5月31日現在</th></tr>
<tr><th rowspan=2>宛名番号</th><th colspan=2>住民</th><th rowspan=2>生年月日</th></tr>
<tr><th>氏名</th><th>フリガナ</th></tr>
{chr(10).join(body)}
</table></body></html>
"""
    (FILES / name).write_bytes(text.encode(encoding))
    book.expect(change=nameless)


def called_xls():
    page("html-utf8.xls", "拡張子は .xls、中身は UTF-8 の HTML の表（結合セル、実体参照、コメント、script）", "utf-8", "utf-8")
    page("html-cp932.xls", "拡張子は .xls、中身は CP932 の HTML（meta charset=Shift_JIS）", "cp932", "Shift_JIS")
    Text("tabs-cp932.xls", "拡張子は .xls、中身は CP932 のタブ区切り", rows(), "cp932", delimiter="\t")
    Text("tabs-utf16.xls", "拡張子は .xls、中身は UTF-16 LE のタブ区切り", rows(), "utf-16-le", bom=b"\xff\xfe", delimiter="\t")


def make():
    encodings()
    damaged()
    quotes()
    shifted()
    called_xls()

"""What a workbook says beside the values: hidden, coloured, struck out, commented, read aloud."""

import re

from .book import Book, c
from .fields import fields
from .people import people

PLAIN = [("宛名番号", "resident_no"), ("氏名", "name"), ("生年月日", "birth_date"), ("住所", "address")]
KEYS = ("resident_no", "name", "birth_date", "address")


def rows_of(some):
    return [[one.no, one.name, one.born.isoformat(), one.address] for one in some]


def hidden():
    some = people(14, 21)
    book = Book("hidden.xlsx",
                "隠れた行（手で隠した行、高さ0の行、フィルターで隠れた行）と隠れた列（住所・続いた二列）。値は読むが、隠れていたことを伝える",
                fields(*KEYS))
    sheet = book.sheet()
    sheet.table(3, PLAIN + [("備考", None), ("前住所", None)], [row + ["転入", "隣町"] for row in rows_of(some)])
    sheet.put(1, 1, "住民記録")
    for row in (5, 6, 9):
        sheet.ws.row_dimensions[row].hidden = True
    # A row of height 0 is not marked as hidden and shows just as little.
    sheet.ws.row_dimensions[12].height = 1
    book.edit("xl/worksheets/sheet1.xml", lambda text: text.replace('<row r="12" ht="1"', '<row r="12" ht="0"'))
    # Hidden and empty: nothing is lost there.
    sheet.ws.row_dimensions[40].hidden = True
    sheet.ws.column_dimensions["D"].hidden = True
    sheet.ws.column_dimensions["F"].hidden = True
    sheet.ws.column_dimensions["K"].hidden = True
    # Once for the sheet, with the first of them.
    sheet.problem("hidden-row", 5, count=4)
    # What stands in F no field names, so it is not read, hidden or not.
    sheet.problem("hidden-column", column="D", field="address")
    sheet.extra["hidden"] = {"rows": [5, 6, 9, 12], "columns": ["D", "F"]}
    book.save()

    book = Book("filtered.xlsx", "オートフィルターで絞り込んだまま保存された名簿（30人のうち10人しか見えない）",
                fields(*KEYS))
    sheet = book.sheet()
    some = people(30, 22)
    end = sheet.table(1, PLAIN, rows_of(some))
    sheet.ws.auto_filter.ref = f"A1:D{end - 1}"
    sheet.ws.auto_filter.add_filter_column(0, [one.no for one in some[::3]])
    gone = [row for row in range(2, end) if (row - 2) % 3]
    for row in gone:
        sheet.ws.row_dimensions[row].hidden = True
    sheet.problem("hidden-row", gone[0], count=len(gone))
    sheet.extra["hidden"] = {"rows": gone, "columns": []}
    book.save()

    book = Book("hidden-sheets.xlsx", "表示されているシートのほかに、隠れたシート（前の版）と、Excel の画面からは出せないシート",
                fields(*KEYS), head='sheets = ["名簿*"]\nskip_sheets = ["設定"]\n')
    sheet = book.sheet("名簿")
    sheet.table(1, PLAIN, rows_of(people(3, 23)))
    old = book.sheet("名簿（旧）")
    old.table(1, PLAIN, rows_of(people(2, 24)))
    old.ws.sheet_state = "hidden"
    # The mapping names it by its pattern: it is read, and told.
    old.problem("sheet-hidden")
    deep = book.sheet("設定", aside=True)
    deep.put(1, 1, "更新日")
    deep.ws.sheet_state = "veryHidden"
    book.save()

    book = Book("hidden-sheet-unnamed.xlsx",
                "対応付けがシートを名指ししていない。隠れたシート（前の版）は読まず、伝え、名簿に穴があるとする",
                fields(*KEYS))
    sheet = book.sheet("名簿")
    sheet.table(1, PLAIN, rows_of(people(3, 25)))
    old = book.sheet("前の版")
    for row, line in enumerate([[label for label, _ in PLAIN]] + rows_of(people(2, 26)), 1):
        old.line(row, line)
    old.ws.sheet_state = "hidden"
    old.state = "unreadable"
    book.problem("sheet-hidden", sheet="前の版")
    book.save()


def colours():
    book = Book("colour.xlsx",
                "色と取り消し線に意味がある表。黄＝転出予定、桃＝支援中、取り消し線＝転出済。凡例は表の下。説明のない水色は問題になる",
                {**fields(*KEYS), "status": '{ blank = "resident" }',
                 "leaving": '{ own = true, type = "yesno" }', "support": '{ own = true, type = "yesno" }'},
                head='struck = { field = "status", value = "moved-out" }\n',
                after="\n[[list.colours]]\nfill = \"#FFFF00\"\nfield = \"leaving\"\nvalue = \"yes\"\n"
                      "\n[[list.colours]]\nfill = \"#FFC0CB\"\nfield = \"support\"\nvalue = \"yes\"\n")
    sheet = book.sheet()
    some = people(8, 31)
    rows = rows_of(some)
    sheet.put(1, 1, "住民記録（色付きは下の凡例のとおり）")
    rows[1][1] = c(some[1].name, fill="FFFFFF00")
    rows[2][1] = c(some[2].name, fill="FFFFC0CB")
    rows[4][1] = c(some[4].name, fill="FFADD8E6")
    rows[5][1] = c(some[5].name, font="FFFF0000")
    rows[6] = [c(value, strike=True) for value in rows[6]]
    sheet.table(3, PLAIN, rows)
    # What a colour stands for has no column; the first that says whose row it is leads there.
    for column, field in [(1, "leaving"), (1, "support"), (1, "status")]:
        sheet.name(column, field)
    for row, field, value in [(5, "leaving", True), (6, "support", True), (10, "status", "moved-out")]:
        next(record for record in sheet.records if record["row"] == row)[field] = value
    sheet.put(13, 1, c("※黄色は転出予定", fill="FFFFFF00"))
    sheet.put(14, 1, c("※桃色は支援中", fill="FFFFC0CB"))
    sheet.put(15, 1, c("※取り消し線は転出済", strike=True))
    sheet.problem("colour-unmapped", 8, 2)
    sheet.problem("colour-unmapped", 9, 2)
    sheet.extra["colours"] = {"B5": "FFFF00", "B6": "FFC0CB", "B8": "ADD8E6", "B9 font": "FF0000"}
    sheet.extra["struck"] = ["A10", "B10", "C10", "D10"]
    book.save()

    book = Book("colour-plain.xlsx", "意味のない色だけの表: 見出しの色、一行おきの縞、白い塗り。何も問題にしない",
                fields(*KEYS))
    sheet = book.sheet()
    some = people(9, 32)
    rows = []
    for number, values in enumerate(rows_of(some)):
        shade = "FFF2F2F2" if number % 2 else "FFFFFFFF"
        rows.append([c(value, fill=shade) for value in values])
    sheet.headings(1, [(label, field) for label, field in PLAIN])
    for column in range(1, 5):
        sheet.put(1, column, c(PLAIN[column - 1][0], fill="FFDDEBF7"))
    for number, values in enumerate(rows, 2):
        sheet.row(number, values)
    book.save()


def comments():
    book = Book("comment.xlsx",
                "コメント（メモ）の付いたセル: 氏名、空の生年月日、見出し、表の外。対応付けがなければ、人の行のコメントは問題になる",
                fields(*KEYS))
    sheet = book.sheet()
    some = people(5, 41)
    rows = rows_of(some)
    rows[1][1] = c(some[1].name, comment="5/10 電話、母と話す")
    rows[3][2] = c(None, comment="戸籍で確認中")
    sheet.table(1, PLAIN, rows)
    sheet.put(1, 2, c("氏名", comment="姓と名の間は全角空白"))
    sheet.problem("comment-unmapped", 3, 2)
    sheet.problem("comment-unmapped", 5, 3)
    sheet.extra["comments"] = {"B3": "5/10 電話、母と話す", "C5": "戸籍で確認中", "B1": "姓と名の間は全角空白"}
    book.save()


def furigana():
    book = Book("furigana.xlsx",
                "ふりがながルビ（ふりがなの情報）だけにある。全体に付くもの、姓だけのもの、一部だけのもの、同じ字で読みの違うもの、ひらがなのルビ、ルビなし",
                fields("resident_no", "name", "birth_date", kana='{ furigana_of = "name" }'))
    sheet = book.sheet()
    whole = ('<t>空野　陽菜</t><rPh sb="0" eb="2"><t>ソラノ</t></rPh><rPh sb="3" eb="5"><t>ハルナ</t></rPh>'
             '<phoneticPr fontId="1"/>')
    other = ('<t>空野　陽菜</t><rPh sb="0" eb="2"><t>ソラノ</t></rPh><rPh sb="3" eb="5"><t>ヒナ</t></rPh>'
             '<phoneticPr fontId="1"/>')
    part = '<t>星田　みなと</t><rPh sb="0" eb="2"><t>ホシダ</t></rPh><phoneticPr fontId="1"/>'
    hole = '<t>月島　大翔</t><rPh sb="0" eb="2"><t>ツキシマ</t></rPh><phoneticPr fontId="1"/>'
    soft = ('<t>雲井　蒼</t><rPh sb="0" eb="2"><t>くもい</t></rPh><rPh sb="3" eb="4"><t>あおい</t></rPh>'
            '<phoneticPr fontId="1" type="Hiragana"/>')
    rich = ('<r><rPr><sz val="11"/></rPr><t>虹川</t></r><r><rPr><b/></rPr><t xml:space="preserve">　澪</t></r>'
            '<rPh sb="0" eb="2"><t>ニジカワ</t></rPh><rPh sb="3" eb="4"><t>ミオ</t></rPh><phoneticPr fontId="1"/>')
    # A run that says more characters than the text has: left behind by an older name.
    stale = ('<t>風間　朔</t><rPh sb="0" eb="2"><t>カザマ</t></rPh><rPh sb="3" eb="4"><t>サク</t></rPh>'
             '<rPh sb="4" eb="6"><t>タロウ</t></rPh><phoneticPr fontId="1"/>')
    # What each reading is worth: the whole name, a part of it or of another name, nothing.
    rows = [("空野　陽菜", whole, "ソラノ　ハルナ"), ("空野　陽菜", other, "ソラノ　ヒナ"), ("星田　みなと", part, "ホシダ　みなと"),
            ("月島　大翔", hole, None), ("雲井　蒼", soft, "くもい　あおい"), ("虹川　澪", rich, "ニジカワ　ミオ"),
            ("風間　朔", stale, None)]
    sheet.headings(1, PLAIN[:3])
    for number, (name, si, kana) in enumerate(rows, 2):
        sheet.row(number, [f"{number:06d}", c(si=si, want=name), c("H29.5.3", want="2017-05-03")], fixed={"kana": kana})
        if kana is None:
            sheet.problem("furigana-partial", number, 2, "kana")
    sheet.row(9, ["000009", "霧山　凛", c("H29.5.3", want="2017-05-03")])
    # It has no column of its own, so the names are where to look for it.
    sheet.name(2, "kana")
    book.save()


def covered():
    book = Book("covered-text.xlsx",
                "結合の下に残った古い値: 氏名の下（人の行）、読まない列の下、表題の下。見える値だけを使い、残りは伝える",
                fields("resident_no", "name", "birth_date"))
    sheet = book.sheet()
    sheet.put(1, 1, "住民記録（令和8年5月31日現在）")
    sheet.headings(3, PLAIN[:3] + [("備考", None)])
    sheet.row(4, ["000001", "空野　ひなた", c("H29.5.3", want="2017-05-03"), "転入"])
    sheet.row(5, ["000002", None, c("H29.6.1", want="2017-06-01"), None])
    sheet.row(6, ["000003", "星田　湊", None, None])
    sheet.merge("A1:D1")
    sheet.merge("B4:B5")
    sheet.merge("D4:D6")
    sheet.merge("B6:C6")
    sheet.cover("C1", "住民記録（令和7年5月31日現在）")
    sheet.cover("B5", "古井　名前")
    sheet.cover("D5", "古い備考")
    sheet.cover("C6", "H1.1.1")
    sheet.problem("covered-text", 5, 2)
    sheet.problem("covered-text", 6, 3)
    book.save()

    book = Book("covered-headings.xlsx", "見出しの結合の下に、去年の見出しが残っている（氏名の下に住所、住所の下に氏名）",
                fields("resident_no", "name", "birth_date", "address"))
    sheet = book.sheet()
    for column, (label, field) in enumerate(PLAIN, 1):
        sheet.put(1, column, label)
        sheet.name(column, field)
        letter = "ABCD"[column - 1]
        sheet.merge(f"{letter}1:{letter}2")
    sheet.cover("B2", "住所")
    sheet.cover("D2", "氏名")
    for number, values in enumerate(rows_of(people(3, 51)), 3):
        sheet.row(number, values)
    book.save()


def stray():
    book = Book("stray-cell.xlsx", "表の何百行も下と、ずっと右にある一つだけの値。表の下の空いたところの注は値ではない",
                fields(*KEYS))
    sheet = book.sheet()
    some = people(6, 61)
    sheet.table(2, PLAIN, rows_of(some))
    sheet.put(1, 1, "住民記録")
    sheet.put(11, 1, "※住所は住民基本台帳による")
    sheet.put(640, 2, "霧山　凛")
    sheet.problem("stray-cell", 640, 2)
    sheet.put(700, 30, 28)
    sheet.problem("stray-cell", 700, 30)
    book.save()


def far():
    book = Book("far-cell.xlsx", "A1 のほかに、最後のセル XFD1048576 にだけ値がある。大きさの宣言を信じると 550 GB を求められる",
                fields(*KEYS))
    sheet = book.sheet()
    sheet.table(1, PLAIN, rows_of(people(2, 62)))
    sheet.put(1048576, 16384, "x")
    sheet.problem("stray-cell", 1048576, 16384)
    book.edit("xl/worksheets/sheet1.xml", lambda text: re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"', text))
    book.save()


def make():
    hidden()
    colours()
    comments()
    furigana()
    covered()
    stray()
    far()

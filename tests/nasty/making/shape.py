"""The shapes of real tables: headings of several rows, sheets, sides, joins, totals, forms."""

import datetime

from .book import Book, c
from .fields import FIELDS, fields
from .people import people

PLAIN = [("宛名番号", "resident_no"), ("氏名", "name"), ("生年月日", "birth_date"), ("住所", "address")]
KEYS = ("resident_no", "name", "birth_date", "address")

CHILD = {
    "name": '{ label = "児童氏名" }',
    "kana": '{ label = "児童フリガナ" }',
    "birth_date": '{ label = "児童生年月日" }',
    "guardian_name": '{ label = "保護者氏名" }',
    "address": '{ label = "住所" }',
}


def titled():
    book = Book("title-notes.xlsx",
                "題・基準日・担当・空の列と行のあとに表がある。見出しの語（氏名）が注にも出る。空の列が表の中にもある",
                fields(*KEYS), head='as_of = ["title"]\n')
    sheet = book.sheet()
    some = people(5, 71)
    sheet.put(1, 2, "住民記録一覧")
    sheet.put(2, 8, "令和8年5月20日現在")
    sheet.put(3, 2, "氏名は戸籍の字で載せています。住所は方書を省きます。")
    sheet.put(4, 8, "住民課 住民係")
    columns = [("宛名番号", "resident_no"), ("氏　名", "name"), (None, None), ("生年\n月日", "birth_date"),
               (None, None), ("住　　所", "address")]
    rows = [[one.no, one.name, None, one.born.isoformat(), None, one.address] for one in some]
    sheet.table(7, columns, rows, left=3)
    sheet.put(14, 3, "（注）転出予定者を含む。")
    sheet.extra["as_of"] = "2026-05-20"
    book.save()


def heading_rows():
    some = people(4, 72)
    rows = [[one.name, one.kana, one.born.isoformat(), one.guardian, one.address] for one in some]
    keys = ["name", "kana", "birth_date", "guardian_name", "address"]

    def put(name, what, grid, merges, top=1):
        book = Book(name, what, dict(CHILD), dataset="school-register")
        sheet = book.sheet("一覧")
        for number, line in enumerate(grid, top):
            sheet.line(number, line)
        for area in merges:
            sheet.merge(area)
        for column, key in enumerate(keys, 1):
            sheet.name(column, key)
        for number, values in enumerate(rows, top + len(grid)):
            sheet.row(number, values)
        sheet.extra["heading"] = [top, top + len(grid) - 1]
        book.save()

    put("heading-1.xlsx", "一行の見出し",
        [["児童氏名", "児童フリガナ", "児童生年月日", "保護者氏名", "住所"]], [])
    put("heading-2-merged.xlsx", "二行の見出し、結合あり",
        [["児童", None, None, "保護者", "住所"], ["氏名", "フリガナ", "生年月日", "氏名", None]],
        ["A1:C1", "E1:E2"])
    put("heading-2-unmerged.xlsx", "同じ二行の見出し、結合なし",
        [["児童", None, None, "保護者", "住所"], ["氏名", "フリガナ", "生年月日", "氏名", None]], [])
    put("heading-3-merged.xlsx", "三行の見出し、結合あり",
        [["学齢児童", None, None, None, "住所"], ["児童", None, None, "保護者", None],
         ["氏名", "フリガナ", "生年月日", "氏名", None]], ["A1:D1", "A2:C2", "E1:E3"])
    put("heading-5-unmerged.xlsx", "去年は三行だった表が、今年は結合なしの五行になった。途中に空の段もある",
        [["学齢児童", None, None, None, None], [None, None, None, None, None],
         ["児童", None, None, "保護者", None], ["（住民基本台帳）", None, None, "（届出）", "住所"],
         ["氏名", "フリガナ", "生年月日", "氏名", None]], [])
    put("heading-broken.xlsx", "見出しの語が行で分かれている（生年／月日、フリ／ガナ、保護者／氏名）",
        [["児童", "児童フリ", "児童生年", "保護者", "住"], ["氏名", "ガナ", "月日", "氏名", "所"]], [])
    put("heading-line-breaks.xlsx", "見出しの中の改行・空白・半角カナ・（ ）付き",
        [["児童\n氏　名", "児童\nﾌﾘｶﾞﾅ", "児 童\n生年月日", "保護者 氏名", "住　　所"]], [])


def units():
    for name, head, more in [("heading-units.xlsx", "heading = { rows = 3 }\n", "。対応付けが三行と言う"),
                             ("heading-units-unsaid.xlsx", "", "。対応付けは何行とも言わない")]:
        book = Book(name, f"見出しの下に単位の行（年、日）と、列番号の行（1 2 3 …）がある{more}",
                    fields("name", "grade", "class", "guardian_name"), dataset="school-register", head=head)
        sheet = book.sheet("一覧")
        columns = [("氏名", "name"), ("学年", "grade"), ("組", "class"), ("保護者氏名", "guardian_name"), ("欠席", None)]
        sheet.headings(2, columns)
        sheet.line(3, [None, "（年）", None, None, "（日）"])
        sheet.line(4, [1, 2, 3, 4, 5])
        sheet.put(1, 5, "単位：日")
        for number, one in enumerate(people(4, 73), 5):
            sheet.row(number, [one.name, number - 4, c(number, want=str(number)), one.guardian, 12])
        book.save()


def missing_and_double():
    some = people(3, 74)
    book = Book("missing-label.xlsx", "対応付けにある「性別」の列がない", fields(*KEYS, "sex"))
    sheet = book.sheet()
    sheet.table(1, PLAIN, [[one.no, one.name, one.born.isoformat(), one.address] for one in some])
    sheet.problem("missing-label", 1, field="sex")
    book.save()

    book = Book("duplicate-label.xlsx", "「氏名」ではない列の見出し「住所」が二つある。どちらとも決めず、どちらも読まない",
                fields(*KEYS))
    sheet = book.sheet()
    sheet.headings(1, PLAIN[:3] + [("住所", None), ("住所", None)])
    for number, one in enumerate(some, 2):
        sheet.row(number, [one.no, one.name, one.born.isoformat(), one.address, "前の住所"])
    sheet.problem("duplicate-label", 1, 5, "address")
    book.save()

    for month, more in [("2026-04", []), ("2026-05", [("備考２", None)])]:
        book = Book(f"extra-label/{month}/名簿.xlsx", "4月にはなかった列「備考２」が5月に増え、対応付けは何も言わない",
                    fields(*KEYS), head='as_of = ["title"]\n')
        sheet = book.sheet()
        sheet.put(1, 1, f"住民記録 {month[:4]}年{int(month[5:])}月30日現在")
        sheet.table(2, PLAIN + more, [[one.no, one.name, one.born.isoformat(), one.address, "新"][:4 + len(more)] for one in some])
        if more:
            sheet.problem("extra-label", 2, 5)
        book.save()


def drift():
    """The same list two months running: in May two columns have changed places and one its name."""
    what = "同じ名簿の4月分と5月分。5月は氏名とフリガナが入れ替わり、「住所」が「現住所」になった"
    keys = fields("resident_no", "name", "kana", address='{ label = ["住所", "現住所"] }')
    some = people(4, 85)
    for month, order in [("2026-04", [0, 1, 2, 3]), ("2026-05", [0, 2, 1, 3])]:
        book = Book(f"drift/{month}/名簿.xlsx", what, keys, head='as_of = ["title"]\n')
        sheet = book.sheet()
        columns = [("宛名番号", "resident_no"), ("氏名", "name"), ("フリガナ", "kana"), ("住所", "address")]
        if month == "2026-05":
            columns[3] = ("現住所", "address")
        sheet.put(1, 1, f"住民記録 {month[:4]}年{int(month[5:])}月30日現在")
        sheet.extra["as_of"] = f"{month}-30"
        rows = [[one.no, one.name, one.kana, one.address] for one in some]
        sheet.table(2, [columns[n] for n in order], [[row[n] for n in order] for row in rows])
        if month == "2026-05":
            # Columns are found by their headings all the same: one note says that two of them moved.
            sheet.problem("header-drift", 2, 3, "name", count=2)
            sheet.problem("header-drift", 2, 4, "address")
        book.save()


def totals():
    for name, claimed, what in [("totals-right.xlsx", 28, "計 28名の行が合う"),
                                ("totals-mismatch.xlsx", 29, "計 29名とあるが28人しかいない")]:
        book = Book(name, f"{what}。男女の小計と、行の途中の小計もある", fields(*KEYS))
        sheet = book.sheet()
        some = people(28, 75)
        sheet.headings(1, PLAIN)
        row = 2
        for one in some[:14]:
            sheet.row(row, [one.no, one.name, one.born.isoformat(), one.address])
            row += 1
        sheet.line(row, ["小計", "14名"])
        for one in some[14:]:
            row += 1
            sheet.row(row, [one.no, one.name, one.born.isoformat(), one.address])
        sheet.line(row + 1, [None, f"計 {claimed}名"])
        if claimed != 28:
            sheet.problem("totals-mismatch", row + 1, 2)
        book.save()


def sheets():
    book = Book("みなと小_学級名簿.xlsx", "学校ごとのファイルに、学級ごとのシート。学校はファイル名、組はシートの名前から。表紙は読まない",
                {"name": '{ label = "氏名" }', "kana": '{ label = "ふりがな" }', "class": '{ from = "sheet" }'},
                dataset="school-register",
                head='sheets = ["*年*組"]\nskip_sheets = ["表紙"]\ninstitution = ["file"]\n')
    cover = book.sheet("表紙", aside=True)
    cover.put(2, 2, "みなと小学校 学級名簿")
    for seed, title in [(76, "1年1組"), (77, "1年２組"), (78, "6年1組")]:
        sheet = book.sheet(title)
        sheet.institution = "みなと小"
        sheet.put(1, 1, f"{title} 担任 大空")
        rows = [[n, one.name, one.kana] for n, one in enumerate(people(4, seed), 1)]
        sheet.table(2, [("番号", None), ("氏名", "name"), ("ふりがな", "kana")], rows, fixed={"class": title})
    book.save()

    book = Book("one-sheet-missing.xlsx", "対応付けが名前で呼ぶシート「中学校」がない。知らないシート「別表」に見出しがある",
                fields(*KEYS), head='sheets = ["小学校", "中学校"]\n')
    sheet = book.sheet("小学校")
    sheet.table(1, PLAIN, [[one.no, one.name, one.born.isoformat(), one.address] for one in people(3, 79)])
    aside = book.sheet("別表", aside=True)
    aside.put(1, 1, "記入例")
    book.problem("sheet-missing", sheet="中学校")
    book.problem("sheet-unmapped", sheet="別表")
    book.save()


def sides():
    book = Book("side-by-side.xlsx", "二つの表が横に並ぶ（1組と2組）。長さが違い、右の表の下に左だけの行がある。組は表ごとの題から",
                {"name": '{ label = "氏名" }', "sex": '{ label = "性別" }', "birth_date": '{ label = "生年月日" }',
                 "class": '{ from = "title", pattern = "{}組" }'},
                dataset="school-register", head="table = { side_by_side = true }\n")
    left = book.sheet("3年")
    columns = [("番号", None), ("氏名", "name"), ("性別", "sex"), ("生年月日", "birth_date")]
    sexes = {"男": "male", "女": "female"}
    for sheet, number, some, at in [(left, "1", people(6, 80), 1), (left.beside(), "2", people(4, 81), 6)]:
        sheet.put(1, at, f"{number}組")
        rows = [[n, one.name, c(one.sex, want=sexes[one.sex]), one.born.isoformat()] for n, one in enumerate(some, 1)]
        sheet.table(2, columns, rows, left=at, fixed={"class": number})
    book.save()


def joins():
    book = Book("joins.xlsx",
                "郵便番号が三列（上3桁・－・下4桁）、電話番号が五列（市外・－・市内・－・番号）、氏名が姓と名の二列、生年月日が元号・年・月・日の四列",
                {"name": '{ label = "氏名", span = 2, with = "　" }',
                 "postal_code": '{ label = "郵便番号", span = 3, width = [3, 0, 4] }',
                 "phone": '{ label = "電話番号", span = 5, width = [4, 0, 0, 0, 4] }',
                 "birth_date": '{ label = "生年月日", span = 4 }'})
    sheet = book.sheet()
    sheet.line(1, ["氏名", None, "生年月日", None, None, None, "郵便番号", None, None, "電話番号", None, None, None, None])
    sheet.line(2, ["姓", "名", "元号", "年", "月", "日", None, None, None, "市外", None, "市内", None, "番号"])
    for area in ["A1:B1", "C1:F1", "G1:I2", "J1:N1"]:
        sheet.merge(area)
    rows = [
        ("空野", "ひなた", "平成", 29, 5, 3, "891", "-", "0085", "0997", "-", "22", "-", "0085"),
        # The zeros are gone: 0085 is a number in the row above and 6260 one here.
        ("星田", "湊", "H", 30, 12, 1, 891, "－", 6260, 997, "-", 22, "-", 6260),
        ("月島", "陽菜", "令和", "元", 5, 1, "891", "-", 85, None, None, None, None, None),
        ("雲井", "蒼", "平成", 31, 5, 1, None, None, None, "090", "-", "1234", "-", "5678"),
        ("虹川", "澪", "平成", c(error="#N/A"), 5, 3, "891", "-", c(formula="G3&H3"), None, None, None, None, None),
    ]
    wants = [
        {"name": "空野　ひなた", "birth_date": "2017-05-03", "postal_code": "8910085", "phone": "0997220085"},
        {"name": "星田　湊", "birth_date": "2018-12-01", "postal_code": "8916260", "phone": "0997226260"},
        {"name": "月島　陽菜", "birth_date": "2019-05-01", "postal_code": "8910085"},
        {"name": "雲井　蒼", "birth_date": None, "phone": "09012345678"},
        {"name": "虹川　澪", "birth_date": None, "postal_code": None},
    ]
    for number, (values, want) in enumerate(zip(rows, wants), 3):
        sheet.line(number, values)
        sheet.records.append({"row": number, **want})
    sheet.problem("date-era-overflow", 6, 3, "birth_date")
    # Of a value in several columns the piece is named that nobody can read.
    sheet.problem("error-cell", 7, "D", "birth_date")
    sheet.problem("formula-no-value", 7, "I", "postal_code")
    # 0997 became 997 and 0085 became 85: each piece has its own width.
    sheet.problem("zeros-restored", 4, "J", "phone", count=1)
    sheet.problem("zeros-restored", 5, "I", "postal_code", count=1)
    joined = {"name": "AB", "birth_date": "CDEF", "postal_code": "GHI", "phone": "JKLMN"}
    sheet.extra["columns"] = {field: list(letters) for field, letters in joined.items()}
    book.save()


def wide():
    book = Book("attendance-days.xlsx", "日ごとの列がある出欠表。月は題から、学校はC2のセルから。曜日の行、記号、遅刻欠席の計の列",
                {"name": '{ label = "氏名" }',
                 "days": '{ day_columns = true, blank = "present", codes = { "病" = "absent-ill", "×" = "absent-other", "遅" = "late" } }'},
                dataset="attendance", head='month = ["title"]\ninstitution = ["title"]\n')
    sheet = book.sheet("3年1組")
    sheet.institution = "みなと小"
    sheet.put(1, 1, "出欠簿　令和８年５月分")
    sheet.put(2, 1, "学校名")
    sheet.put(2, 3, "みなと小学校")
    sheet.put(3, 1, "No")
    sheet.put(3, 2, "氏名")
    sheet.name(2, "name")
    week = "月火水木金土日"
    for day in range(1, 32):
        sheet.put(3, day + 2, day)
        sheet.put(4, day + 2, week[datetime.date(2026, 5, day).weekday()])
    sheet.put(3, 34, "欠席")
    marks = {5: {25: "病", 26: "病", 27: "×"}, 6: {1: "遅"}, 7: {}, 8: {13: "？", 14: "病"}}
    meant = {"病": "absent-ill", "×": "absent-other", "遅": "late", "？": None}
    for number, (row, days) in enumerate(marks.items()):
        one = people(4, 82)[number]
        sheet.put(row, 1, number + 1)
        sheet.put(row, 2, one.name)
        for day, mark in days.items():
            sheet.put(row, day + 2, mark)
        sheet.put(row, 34, sum(mark != "遅" for mark in days.values()))
        sheet.records.append({"row": row, "name": one.name,
                              "days": {f"2026-05-{day:02d}": meant[mark] for day, mark in days.items()}})
    sheet.problem("unknown-code", 8, 15, "days")
    sheet.extra.update(days=31, month="2026-05")
    book.save()

    book = Book("checkups-parts.xlsx", "健診ごとに列が並ぶ乳幼児健診の表。三行の見出し、結合あり、単位の行つき",
                {"name": '{ label = "氏名" }', "birth_date": '{ label = "生年月日" }',
                 "date": '{ label = "受診日", per_part = true, blank = "no" }',
                 "result": '{ label = "判定", per_part = true, codes = { "健康" = "healthy", "要観察" = "observe" } }'},
                dataset="checkups", head='parts = { 4m = "４か月児健診", 18m = "１歳６か月児健診", 36m = "３歳児健診" }\n')
    sheet = book.sheet("健診")
    sheet.line(1, ["氏名", "生年月日", "乳幼児健診"])
    sheet.line(2, [None, None, "４か月児健診", None, "１歳６か月児健診", None, "３歳児健診", None])
    sheet.line(3, [None, None, "受診日", "判定", "受診日", "判定", "受診日", "判定"])
    for area in ["A1:A3", "B1:B3", "C1:H1", "C2:D2", "E2:F2", "G2:H2"]:
        sheet.merge(area)
    sheet.name(1, "name")
    sheet.name(2, "birth_date")
    for n, part in enumerate(["4m", "18m", "36m"]):
        sheet.name(3 + 2 * n, "date", part)
        sheet.name(4 + 2 * n, "result", part)

    def day(text, want):
        return c(text, want=want)

    good, watch = c("健康", want="healthy"), c("要観察", want="observe")
    sheet.row(4, ["空野　ひなた", "2021-05-03", day("R3.9.10", "2021-09-10"), good,
                  day("R4.11.9", "2022-11-09"), watch, None, None])
    sheet.row(5, ["星田　湊", "2022-01-10", day("R4.5.11", "2022-05-11"), good,
                  c("R5.2.30", bad="date-no-such-day"), None, None, None])
    sheet.row(6, ["月島　陽菜", "2022-03-15", None, None, day("R5.9.13", "2023-09-13"), c("Ａ", bad="unknown-code"),
                  day("R7.4.9", "2025-04-09"), good])
    sheet.row(7, ["雲井　蒼", "2026-04-20", None, None, None, None, None, None])
    book.save()


def from_cell():
    book = Book("value-from-cell.xlsx", "学校名と学年と基準日が、表の上の決まったセル（B1、B2、E2）にある",
                {"name": '{ label = "氏名" }', "class": '{ label = "組" }', "grade": '{ from = "B2", pattern = "第{}学年" }'},
                dataset="school-register", head='institution = ["B1"]\nas_of = ["E2"]\n')
    sheet = book.sheet("名簿")
    sheet.line(1, ["学校名", "ひがし小学校"])
    sheet.line(2, ["学年", "第３学年", None, "基準日", datetime.datetime(2026, 5, 10)])
    sheet.institution = "ひがし小"
    sheet.extra["as_of"] = "2026-05-10"
    rows = [[one.name, c(n, want=str(n))] for n, one in enumerate(people(3, 83), 1)]
    sheet.table(4, [("氏名", "name"), ("組", "class")], rows, fixed={"grade": 3})
    book.save()


def forms():
    """Forms and print templates: no tables, whatever words they hold."""
    book = Book("form-application.xlsx", "申請書の様式（氏名・生年月日・住所の枠があるが名簿ではない）", fields(*KEYS, "sex", "household_no"))
    sheet = book.sheet("様式第1号")
    sheet.put(1, 1, "様式第1号（第4条関係）")
    sheet.put(2, 3, "保育所入所申込書")
    for row, (label, value) in enumerate([("申請者", None), ("氏名", None), ("住所", "〒　　－"), ("電話番号", None),
                                          ("児童氏名", None), ("生年月日", "令和　　年　　月　　日"), ("続柄", None)], 4):
        sheet.put(row, 1, label)
        sheet.put(row, 3, value)
    sheet.put(12, 1, "上記のとおり申し込みます。")
    sheet.state = "unreadable"
    sheet.problem("missing-label")
    book.save()

    book = Book("form-card.xlsx", "一人一枚の印刷用の台帳（差し込み印刷のひな形）。中身は入っているが一覧ではない",
                fields("resident_no", "name", "birth_date", "address", "sex", "guardian_name"))
    sheet = book.sheet("個票")
    one = people(1, 84)[0]
    sheet.put(1, 4, "要保護児童 個別ケース台帳")
    for row, pair in enumerate([("氏名", one.name, "性別", one.sex), ("生年月日", one.born.isoformat(), "年齢", 8),
                                ("住所", one.address, "電話", one.phone), ("保護者氏名", one.guardian, "続柄", "母")], 3):
        for column, value in zip((1, 2, 5, 6), pair):
            sheet.put(row, column, value)
    sheet.put(9, 1, "経過")
    sheet.state = "unreadable"
    sheet.problem("missing-label")
    book.save()


def two_lines():
    """A cell that says two things, one below the other."""
    own = {
        "name": '{ label = "氏名（ふりがな）", line = 1 }',
        "kana": '{ label = "氏名（ふりがな）", line = 2 }',
        "birth_date": '{ label = "生年月日（年齢）", line = 1 }',
        "guardian_kana": '{ label = "保護者（かな・氏名）", line = 1 }',
        "guardian_name": '{ label = "保護者（かな・氏名）", line = 2 }',
    }
    book = Book("two-lines.xlsx",
                "一つのセルに二つのこと: 氏名⏎（ふりがな）、生年月日⏎(年齢)、かな⏎氏名。ふりがなのないセル、本物の日付、三行のセルも",
                fields("resident_no", **own), dataset="school-register")
    sheet = book.sheet("要対協")
    sheet.headings(1, [("宛名番号", "resident_no"), ("氏名\n（ふりがな）", "name"),
                       ("生年月日\n（年齢）", "birth_date"), ("保護者\n（かな・氏名）", "guardian_name")])
    sheet.name(2, "kana")
    sheet.name(4, "guardian_kana")
    rows = [
        ("空野　ひなた\n（そらの　ひなた）", "H29.5.3\n(9歳)", "そらの　みどり\n空野　みどり",
         {"name": "空野　ひなた", "kana": "そらの　ひなた", "birth_date": "2017-05-03",
          "guardian_kana": "そらの　みどり", "guardian_name": "空野　みどり"}),
        ("星田　湊", "2017/6/1\n（8歳11か月）", None, {"name": "星田　湊", "birth_date": "2017-06-01"}),
        ("月島　陽菜\n\n (つきしま　はるな) ", datetime.datetime(2017, 7, 1), None,
         {"name": "月島　陽菜", "kana": "つきしま　はるな", "birth_date": "2017-07-01"}),
        ("雲井　蒼\n（くもい　あおい）", "H29.2.30\n(9歳)", None,
         {"name": "雲井　蒼", "kana": "くもい　あおい", "birth_date": None}),
        ("虹川　澪\n（虹川　澪）", None, None, {"name": "虹川　澪", "kana": None}),
        ("風間　朔\n（かざま　さく）\n旧姓 海山", "H30.1.2\n(8歳)", None,
         {"name": None, "kana": None, "birth_date": "2018-01-02"}),
    ]
    for number, (name, birth, guardian, want) in enumerate(rows, 2):
        no = f"{number:06}"
        sheet.row(number, [no, name, birth, guardian], record=False)
        sheet.records.append({"row": number, "resident_no": no, **want})
    sheet.problem("date-no-such-day", 5, 3, "birth_date")
    sheet.problem("type-error", 6, 2, "kana")
    sheet.problem("type-error", 7, 2, "name")
    sheet.problem("type-error", 7, 2, "kana")
    book.save()


def pivot():
    """What a pivot table looks like when somebody pasted it as values."""
    own = {key: FIELDS[key].replace(" }", ', blank = "repeat" }') for key in ("institution", "grade", "class")}
    book = Book("pivot.xlsx",
                "学校・学年・組がまとまりの最初の行だけにあり、結合されていない。小計の行、組だけの行、下に人のいない学年も",
                fields("name", "birth_date", **own), dataset="school-register")
    sheet = book.sheet("集計")
    sheet.headings(1, [("学校名", "institution"), ("学年", "grade"), ("組", "class"), ("氏名", "name"),
                       ("生年月日", "birth_date")])
    some = ["空野　ひなた", "星田　湊", "月島　陽菜", "雲井　蒼", "虹川　澪", "風間　朔", "海山　凪"]
    days = [datetime.datetime(2018, month, 9) for month in range(4, 11)]

    def person(row, left, number, group, above):
        sheet.row(row, left + [some[number], days[number]], record=False)
        line = {"row": row, "name": some[number], "birth_date": f"{days[number]:%Y-%m-%d}", **group}
        sheet.records.append({**line, "above": dict(sorted(above.items()))} if above else line)

    first = {"institution": "みなと小", "grade": 1, "class": "1組"}
    second = {**first, "class": "2組"}
    person(2, ["みなと小", 1, "1組"], 0, first, {})
    person(3, [None, None, None], 1, first, {"institution": 2, "grade": 2, "class": 2})
    sheet.line(4, [None, None, "1組 計", 2])
    person(5, [None, None, "2組"], 2, second, {"institution": 2, "grade": 2})
    person(6, [None, None, None], 3, second, {"institution": 2, "grade": 2, "class": 5})
    # The next school, grade and class each have a row of their own.
    sheet.line(7, ["ひがし小"])
    sheet.line(8, [None, 2, "1組"])
    third = {"institution": "ひがし小", "grade": 2, "class": "1組"}
    person(9, [None, None, None], 4, third, {"institution": 7, "grade": 8, "class": 8})
    person(10, [None, 3, "松"], 5, {**third, "grade": 3, "class": "松"}, {"institution": 7})
    sheet.line(11, [None, 4])
    sheet.problem("stray-cell", 11, 2)
    book.save()


def make():
    titled()
    heading_rows()
    units()
    missing_and_double()
    drift()
    totals()
    sheets()
    sides()
    joins()
    wide()
    from_cell()
    two_lines()
    pivot()
    forms()

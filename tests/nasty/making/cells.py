"""Files in which single cells are wrong: types, digits, formulas, characters, codes."""

import datetime

from .book import ABSENT, Book, c
from .fields import fields
from .people import check_digit, people

def day(text, want):
    """A day as text."""
    return c(text, want=want)


PLAIN = [("宛名番号", "resident_no"), ("氏名", "name"), ("生年月日", "birth_date")]


def type_error():
    book = Book("type-error.xlsx",
                "学年に文字、氏名に数と TRUE、組「1-2」が日付になったもの（1月2日、2001/1/2）、学年に小数",
                fields("name", "grade", "class", "birth_date"), dataset="school-register")
    sheet = book.sheet("学齢簿")
    new_year = datetime.datetime(2001, 1, 2)
    sheet.table(1, [("氏名", "name"), ("学年", "grade"), ("組", "class"), ("生年月日", "birth_date")], [
        ["空野　ひなた", 3, "1-2", datetime.datetime(2017, 5, 3)],
        ["星田　湊", c("三", bad="type-error"), c(new_year, fmt='m"月"d"日"', bad="type-error"), day("H29.6.1", "2017-06-01")],
        ["月島　陽菜", c("３年", want=3), c(new_year, fmt="m-d", bad="type-error"), day("H29.7.1", "2017-07-01")],
        ["雲井　蒼", c(1.5, bad="type-error"), c(2, want="2"), c("ナシ", bad="type-error")],
        ["虹川　澪", c(6, want=6), "2-1", c(True, bad="type-error")],
        ["風間　朔", c(datetime.datetime(2026, 1, 2), fmt="d", bad="type-error"), "松", day("H30.1.2", "2018-01-02")],
    ])
    book.save()


def dated_classes():
    book = Book("class-dates.xlsx", "組「1-2」「3-1」の半分より多くが日付になった学齢簿。学年は小1・中３・一年と書かれている",
                fields("name", "class", "birth_date", grade='{ label = "学年", codes = { "小1" = "1", "中3" = "3", "一年" = "1" } }'),
                dataset="school-register")
    sheet = book.sheet("学齢簿")
    rows = []
    for number, one in enumerate(people(6, 85)):
        grade = [c("小1", want=1), c("中３", want=3), c("一年", want=1)][number % 3]
        became = c(datetime.datetime(2026, 1 + number, 2), fmt="m-d", bad="type-error")
        born = datetime.datetime(2017, 5, 3 + number)
        rows.append([one.name, grade, became if number < 4 else f"{number}-2", born])
    sheet.table(1, [("氏名", "name"), ("学年", "grade"), ("組", "class"), ("生年月日", "birth_date")], rows)
    book.save()


def nameless_types():
    book = Book("name-is-number.xlsx", "氏名の列に数や真偽値がある行。だれの行かわからないので行ごと問題になる",
                fields("resident_no", "name"))
    sheet = book.sheet()
    sheet.table(1, PLAIN[:2], [
        ["000001", "空野　ひなた"],
        ["000002", c(12345, bad="type-error")],
        ["000003", c(True, bad="type-error")],
    ])
    book.save()


def digits():
    book = Book("digits.xlsx",
                "先頭の0: 文字の 0085 と数の 6260 が並ぶ。13桁の数は桁が残り、16桁の数と 1.23457E+12 は桁が失われている",
                fields("resident_no", "name", household_no='{ label = "世帯番号" }'))
    sheet = book.sheet()
    sheet.table(1, [("宛名番号", "resident_no"), ("氏名", "name"), ("世帯番号", "household_no")], [
        ["000085", "空野　ひなた", c(1234567890123, want="1234567890123")],
        [c(6260, want="006260"), "星田　湊", c(1234567890123.0, want="1234567890123", fmt="0.00E+00")],
        [c("97", want="000097"), "月島　陽菜", c("1.23457E+12", bad="digits-lost")],
        [c("００００１２", want="000012"), "雲井　蒼", c(1234567890123456, bad="digits-lost")],
        [c(7.5, bad="type-error"), "虹川　澪", c(" 0012 ", want="0012")],
        ["000345", "風間　朔", c(12, want="12")],
    ])
    sheet.problem("zeros-restored", 3, 1, "resident_no", count=2)
    book.save()


def telephones():
    book = Book("telephones.xlsx",
                "数として保存された電話番号。9桁の固定電話と 70・80・90・50 で始まる10桁は落ちた0が確か。ほかの桁数は不明",
                fields("resident_no", "name", phone='{ label = "電話番号" }'))
    sheet = book.sheet()
    sheet.table(1, PLAIN[:2] + [("電話番号", "phone")], [
        ["000001", "空野　ひなた", c(465821111, want="0465821111")],
        ["000002", "星田　湊", c(9012345678, want="09012345678")],
        ["000003", "月島　陽菜", "0465-82-1112"],
        ["000004", "雲井　蒼", c(4658211130, bad="digits-lost")],
        ["000005", "虹川　澪", c(5012345678, want="05012345678")],
        ["000006", "風間　朔", c("8012345678", want="08012345678")],
        ["000007", "海山　凪", c(821113, want="821113")],
    ])
    sheet.problem("zeros-restored", 2, 3, "phone", count=4)
    book.save()


def formulas():
    book = Book("formula-error-cell.xlsx",
                "計算結果のない数式（空に見える）、結果のある数式、エラー値。数式の結果が空文字のものは空欄",
                fields("resident_no", "name", "birth_date", "address"))
    sheet = book.sheet()
    sheet.table(1, PLAIN + [("住所", "address")], [
        [c(formula='TEXT(1,"000000")', stored="000001", want="000001"), "空野　ひなた", day("H29.5.3", "2017-05-03"),
         c(formula='"本町"&"1-1"', bad="formula-no-value")],
        ["000002", "星田　湊", c(formula="DATE(2017,6,1)", bad="formula-no-value", fmt="yyyy/m/d"), "本町2"],
        ["000003", "月島　陽菜", c(formula="DATE(2017,7,1)", stored=42917, want="2017-07-01", fmt="yyyy/m/d"),
         c(error="#N/A", bad="error-cell")],
        ["000004", "雲井　蒼", c(error="#VALUE!", bad="error-cell"), c(error="#REF!", bad="error-cell")],
        ["000005", "虹川　澪", c(error="#DIV/0!", bad="error-cell"), c(error="#NAME?", bad="error-cell")],
        ["000006", "風間　朔", c(error="#NULL!", bad="error-cell"), c(error="#NUM!", bad="error-cell")],
    ])
    book.save()


def gaiji():
    book = Book("gaiji.xlsx",
                "私用領域の外字、〓、異体字セレクタ（葛󠄀）、半角カナ、拡張漢字 𠮷、互換漢字 﨑・神、濁点の分かれた仮名、全角空白",
                fields("resident_no", "name", "kana", "address"))
    sheet = book.sheet()
    rows = [
        ["000001", c("渡\ue000　花子", note="gaiji"), "ワタナベ　ハナコ", "本町1"],
        ["000002", c("〓田　太郎", note="gaiji"), "ﾎｼﾀﾞ ﾀﾛｳ", "本町2"],
        ["000003", "葛\U000e0100城　蒼", "ｶﾂﾗｷﾞ ｱｵｲ", "葛\U000e0100飾"],
        ["000004", "𠮷川　澪", "ヨシカワ　ミオ", "𠮷野町"],
        ["000005", "山﨑　\ufa19", "ヤマサ\u3099キ　シ\u3099ン", c("字\uf8f0名1", note="gaiji")],
        ["000006", c("　髙𣘺　朔 ", want="髙𣘺　朔"), "タカハシ　サク", "濵\u3099町"],
    ]
    sheet.table(1, PLAIN[:2] + [("フリガナ", "kana"), ("住所", "address")], rows)
    book.save()


def codes():
    book = Book("unknown-code.xlsx",
                "コード表にない値（9、？）、数で書かれたコード、全角のコード、○×の書き方いろいろ",
                fields("resident_no", "name", "sex", "status", "protected",
                       sex='{ label = "性別", codes = { "1" = "male", "2" = "female", "男" = "male" } }'))
    sheet = book.sheet()
    sheet.table(1, PLAIN[:2] + [("性別", "sex"), ("状態", "status"), ("支援措置", "protected")], [
        ["000001", "空野　ひなた", c("2", want="female"), c(1, want="resident"), c("○", want=True)],
        ["000002", "星田　湊", c("男", want="male"), c("１", want="resident"), None],
        ["000003", "月島　陽菜", c(2, want="female"), c(9, bad="unknown-code"), c("×", want=False)],
        ["000004", "雲井　蒼", c("不明", bad="unknown-code"), c("2 ", want="moved-out"), c("〇", want=True)],
        ["000005", "虹川　澪", c(3, bad="unknown-code"), c("３", want="died"), c("?", bad="unknown-code")],
        ["000006", "風間　朔", None, None, c(True, want=True)],
    ])
    book.save()


def individual_number():
    some = people(8, 12)
    numbers = [check_digit(f"{28365917402 + n * 7351937}") for n in range(8)]
    book = Book("individual-number.xlsx",
                "見出しは「番号」だが中身が12桁の個人番号（検査数字が正しい架空の番号。文字と数）",
                fields("name", "birth_date", household_no='{ label = "番号" }'))
    sheet = book.sheet()
    rows = []
    for n, person in enumerate(some):
        number = int(numbers[n]) if n % 2 else numbers[n]
        rows.append([c(number, unread=True), person.name, person.born.isoformat()])
    sheet.table(1, [("番号", "household_no"), ("氏名", "name"), ("生年月日", "birth_date")], rows)
    sheet.problem("individual-number", column=1)
    sheet.extra["refused"] = ["household_no"]
    book.save()

    book = Book("twelve-digits.xlsx",
                "12桁だが個人番号ではない管理番号の列。一つだけ検査数字が偶然合う",
                fields("name", household_no='{ label = "管理番号" }'))
    sheet = book.sheet()
    rows = []
    for n, person in enumerate(people(10, 13)):
        right = check_digit(f"{50000000000 + n * 31}")
        number = right if n == 4 else right[:11] + str((int(right[11]) + 1) % 10)
        rows.append([number, person.name])
    sheet.table(1, [("管理番号", "household_no"), ("氏名", "name")], rows)
    book.save()

    book = Book("individual-number-unread.xlsx",
                "対応付けが読まない「個人番号」の列。読まなくても、届いたことを伝える",
                fields("name", "birth_date"))
    sheet = book.sheet()
    rows = [[numbers[n], person.name, person.born.isoformat()] for n, person in enumerate(some)]
    sheet.table(1, [("個人番号", None), ("氏名", "name"), ("生年月日", "birth_date")], rows)
    sheet.problem("individual-number", column=1)
    book.save()


def no_identity():
    book = Book("no-identity.xlsx", "名前も番号もない行、備考だけの行、番号だけ先に振ってある行",
                fields("name", "birth_date", "address"))
    sheet = book.sheet()
    sheet.headings(1, [("No", None), ("氏名", "name"), ("生年月日", "birth_date"), ("住所", "address"), ("備考", None)])
    sheet.row(2, [1, "空野　ひなた", day("H29.5.3", "2017-05-03"), "本町1", None])
    sheet.row(3, [2, None, day("H29.6.1", "2017-06-01"), "本町2", "要確認"], record=False)
    sheet.problem("no-identity", 3, count=2)
    sheet.row(4, [3, "星田　湊", day("H29.7.1", "2017-07-01"), None, None])
    sheet.row(5, [4, None, None, None, "転出"], record=False)
    for number in range(6, 11):
        sheet.row(number, [number - 1], record=False)
    book.save()


def blanks():
    book = Book("blanks.xlsx", "空白だけのセル、全角空白、－や「なし」で空欄を表すセル、空の文字列",
                fields("name", birth_date='{ label = "生年月日", empty = ["－", "なし"] }',
                       address='{ label = "住所", empty = ["同上", "〃"] }'))
    sheet = book.sheet()
    sheet.table(1, [("氏名", "name"), ("生年月日", "birth_date"), ("住所", "address")], [
        ["空野　ひなた", "　", "本町1"],
        ["星田　湊", c("－", want=ABSENT), c("〃", want=ABSENT)],
        ["月島　陽菜", c("なし", want=ABSENT), "  "],
        ["雲井　蒼", c("令和　　年　　月　　日", want=ABSENT), c("同　上", want=ABSENT)],
        ["虹川　澪", day("H29.5.3", "2017-05-03"), " \t"],
    ])
    book.save()


def make():
    type_error()
    dated_classes()
    nameless_types()
    digits()
    telephones()
    formulas()
    gaiji()
    codes()
    individual_number()
    no_identity()
    blanks()

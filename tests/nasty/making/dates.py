"""Dates, as numbers with every format that Japanese Excel has, and as text in every spelling."""

import datetime

from openpyxl.utils.datetime import CALENDAR_MAC_1904

from .book import ABSENT, Book, c
from .fields import fields

DATED = fields("name", "birth_date", resident_since='{ label = "住民となった日" }')
COLUMNS = [("氏名", "name"), ("生年月日", "birth_date"), ("住民となった日", "resident_since")]
#: Day 45413 of Excel is 2024-05-01: counted by hand from 1900-01-01 = 1 with the 1900-02-29 that
#: Excel believes in, and checked with the calendar of Python below.
SERIAL = 45413
assert datetime.date(1899, 12, 30) + datetime.timedelta(SERIAL) == datetime.date(2024, 5, 1)

#: Built-in formats of Excel in Japanese that have a number and no code in the file (ECMA-376
#: 18.8.30, table for ja-jp): 27-31, 34-36, 50-58 are dates; 32 and 33 are times of day.
BUILTIN = [27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]

CODES = [
    '[$-411]ggge"年"m"月"d"日";@',
    'ggge"年"m"月"d"日"',
    '[$-ja-JP-x-gannen]ggge"年"m"月"d"日";@',
    '[$-411]ge.m.d;@',
    'yyyy"年"m"月"d"日"',
    'yyyy/m/d;@',
    'm"月"d"日"',
    'mm-dd-yy',
    '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy',
    'yyyy"年"m"月"',
    # What only shows a weekday or a year is still a day: the type of the column decides.
    'aaaa',
    '[$-411]aaa',
    'yyyy',
    '[$-411]ggge"年"',
    'e',
    'd',
    'm/d/yy h:mm',
    '"("yyyy.m.d"生)"',
]

#: Text and what it means: a day, or the code of the problem.
TEXTS = [
    ("令和6年5月1日", "2024-05-01"), ("令和元年5月1日", "2019-05-01"), ("R6.5.1", "2024-05-01"),
    ("R1.5.1", "2019-05-01"), ("R元.5.1", "2019-05-01"), ("Ｒ６．５．１", "2024-05-01"),
    ("令6.5.1", "2024-05-01"), ("㋿6年5月1日", "2024-05-01"), ("㍻29年5月3日", "2017-05-03"),
    ("平成29年5月3日", "2017-05-03"), ("H29/5/3", "2017-05-03"), ("H29-05-03", "2017-05-03"),
    ("平29・5・3", "2017-05-03"), ("昭和63年4月1日", "1988-04-01"), ("S63.4.1", "1988-04-01"),
    ("平成元年1月8日", "1989-01-08"), ("平成31年4月30日", "2019-04-30"),
    ("2024/5/1", "2024-05-01"), ("2024-05-01", "2024-05-01"), ("２０２４年５月１日", "2024-05-01"),
    ("20240501", "2024-05-01"), ("2024.5.1", "2024-05-01"), ("令和六年五月一日", "2024-05-01"),
    ("令和6年 5月 1日", "2024-05-01"), (" R 6. 5. 1", "2024-05-01"), ("2024/5/1(水)", "2024-05-01"),
    ("令和6年5月1日生", "2024-05-01"), ("2024-05-01 00:00:00", "2024-05-01"),
    ("平成31年5月1日", "date-era-overflow"), ("平成33年4月1日", "date-era-overflow"),
    ("昭和64年1月8日", "date-era-overflow"), ("令和元年4月30日", "date-era-overflow"),
    ("R7.2.29", "date-no-such-day"), ("2023/2/29", "date-no-such-day"),
    ("令和6年13月1日", "date-no-such-day"), ("R6.4.31", "date-no-such-day"), ("令和0年5月1日", "date-no-such-day"),
    ("6.5.1", "date-no-era"), ("24/5/1", "date-no-era"), ("29年5月3日", "date-no-era"),
    ("不詳", "date-unknown"), ("年月日不明", "date-unknown"), ("00000000", "date-unknown"), ("99999999", "date-unknown"),
    ("令和6年", "date-year-only"), ("昭和63年", "date-year-only"), ("5月1日", "date-no-year"),
    ("R6.4月頃", "date-no-day"), ("令和6年4月", "date-no-day"), ("R6.4月上旬", "date-no-day"),
    ("2024/5/1(火)", "date-wrong-weekday"), ("240501", "date-ambiguous"),
    ("01/02/2024", "date-ambiguous"), ("R6.5.1～5.3", "date-ambiguous"), ("45413", "date-bare-serial"),
    ("確認中", "type-error"), ("令和　年　月　日", ABSENT),
]


def meaning(want):
    """How a pair of TEXTS becomes a cell."""
    if want is ABSENT or want[0].isdigit():
        return {"want": want}
    return {"bad": want}


def as_text():
    book = Book("date-text.xlsx", "文字で書かれた日付: 六つの元号の書き方、元年、R1、平成31年5月以降、全角、○月頃、うるう年でない2/29、不詳",
                DATED)
    sheet = book.sheet()
    sheet.headings(1, COLUMNS)
    for row, (text, want) in enumerate(TEXTS, 2):
        sheet.row(row, [f"空野　{row}郎", c(None), c(text, **meaning(want))])
    book.save()


def as_numbers():
    book = Book("date-formats.xlsx", "日付の数と、組み込み書式 27〜36・50〜58（ファイルに書式の文字がない）、元号・曜日だけ・年だけの書式",
                DATED)
    sheet = book.sheet()
    sheet.headings(1, COLUMNS)
    row = 2
    for number in BUILTIN:
        sheet.row(row, [f"組込　{number}", None, c(SERIAL, builtin=number, want="2024-05-01")])
        row += 1
    for code in CODES:
        sheet.row(row, [f"書式　{row}", None, c(SERIAL, fmt=code, want="2024-05-01")])
        row += 1
    # With a time of day it is still that day; a time alone is none.
    sheet.row(row, ["時刻　付", None, c(SERIAL + 0.75, fmt="yyyy/m/d h:mm", want="2024-05-01")])
    sheet.row(row + 1, ["時刻　のみ", None, c(0.75, fmt="h:mm", bad="type-error")])
    # The day before and after the 29 February 1900 that never was.
    sheet.row(row + 2, ["明治　前", None, c(59, fmt="yyyy/m/d", want="1900-02-28")])
    sheet.row(row + 3, ["明治　後", None, c(61, fmt="yyyy/m/d", want="1900-03-01")])
    sheet.row(row + 4, ["明治　無", None, c(60, fmt="yyyy/m/d", bad="date-no-such-day")])
    book.save()


def bare():
    book = Book("date-bare-serial.xlsx", "日付の列にある書式のない数: 45413、20240501、5桁でない数。標準・数値・通貨の書式",
                DATED)
    sheet = book.sheet()
    sheet.table(1, COLUMNS, [
        ["空野　ひなた", c(45413, bad="date-bare-serial"), c(20240501, want="2024-05-01")],
        ["星田　湊", c(42858, fmt="0", bad="date-bare-serial"), c(45413, fmt="#,##0", bad="date-bare-serial")],
        ["月島　陽菜", c(42858, fmt='"¥"#,##0', bad="date-bare-serial"), c(45413, fmt="@", bad="date-bare-serial")],
        ["雲井　蒼", c(datetime.datetime(2017, 5, 3), want="2017-05-03"), c(45413.5, bad="date-bare-serial")],
    ])
    book.save()


def serial_allowed():
    book = Book("date-serial-allowed.xlsx", "対応付けが「書式のない数も日付」と言う列と、元号の番号 5060501（令和6年5月1日）の列",
                fields("name", birth_date='{ label = "生年月日", serial = true }',
                       resident_since='{ label = "住民となった日", era_coded = true }'))
    sheet = book.sheet()
    sheet.table(1, COLUMNS, [
        ["空野　ひなた", c(42858, want="2017-05-03"), c(5060501, want="2024-05-01")],
        ["星田　湊", c(datetime.datetime(2017, 6, 1), want="2017-06-01"), c("4290503", want="2017-05-03")],
        ["月島　陽菜", c("H29.7.1", want="2017-07-01"), c("4310501", bad="date-era-overflow")],
        ["雲井　蒼", c(42859, want="2017-05-04"), c(5070229, bad="date-no-such-day")],
    ])
    book.save()


def mac():
    book = Book("date-1904.xlsx", "1904年から数えるブック（Mac の Excel で作られたもの）", DATED)
    book.wb.epoch = CALENDAR_MAC_1904
    first = datetime.date(1904, 1, 1)
    sheet = book.sheet()
    rows = []
    for name, day in [("空野　ひなた", datetime.date(2017, 5, 3)), ("星田　湊", datetime.date(2018, 2, 28)),
                      ("月島　陽菜", datetime.date(2016, 2, 29))]:
        serial = c((day - first).days, fmt="yyyy/m/d", want=day.isoformat())
        rows.append([name, serial, c("R6.5.1", want="2024-05-01")])
    sheet.table(1, COLUMNS, rows)
    book.save()


def months():
    book = Book("month-field.xlsx", "月でよい欄: R6.4月頃、令和6年4月上旬、日付まであるもの、年だけのもの",
                fields("name", case_no='{ label = "番号" }', next_action='{ label = "次回対応" }'), dataset="cases")
    sheet = book.sheet("台帳")
    sheet.table(1, [("番号", "case_no"), ("氏名", "name"), ("次回対応", "next_action")], [
        ["C-01", "空野　ひなた", c("R6.4月頃", want="2024-04")],
        ["C-02", "星田　湊", c("令和6年4月上旬", want="2024-04")],
        ["C-03", "月島　陽菜", c("R6.5.1", want="2024-05-01")],
        ["C-04", "雲井　蒼", c("令和6年", bad="date-year-only")],
        ["C-05", "虹川　澪", c(45413, fmt='yyyy"年"m"月"', want="2024-05-01")],
        ["C-06", "風間　朔", c("未定", bad="date-unknown")],
    ])
    book.save()


def range_of_days():
    book = Book("date-range.xlsx", "あり得ない日付: 未来の生年月日、対応付けの範囲より前の日付",
                fields("name", birth_date='{ label = "生年月日", range = [2000-04-02, "today"] }'))
    sheet = book.sheet()
    sheet.table(1, COLUMNS[:2], [
        ["空野　ひなた", c("H29.5.3", want="2017-05-03")],
        ["星田　湊", c("R9.5.3", bad="date-out-of-range")],
        ["月島　陽菜", c("S63.4.1", bad="date-out-of-range")],
        ["雲井　蒼", c(datetime.datetime(2062, 5, 3), bad="date-out-of-range")],
    ])
    book.save()


def make():
    as_text()
    as_numbers()
    bare()
    serial_allowed()
    mac()
    months()
    range_of_days()

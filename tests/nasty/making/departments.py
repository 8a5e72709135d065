"""Twenty tables of departments and towns, each of its own layout."""

import datetime
import random

from .layout import Layout
from .people import era, people

SHORT = "{letter}{year}.{month}.{day}"
ERA = '[$-411]ggge"年"m"月"d"日"'
NAME, KANA, BORN, SEX = ("name", "name"), ("kana", "kana"), ("date", "birth_date"), ("code", "sex")
ADDRESS, GUARDIAN = ("text", "address"), ("name", "guardian_name")


def stamp(day):
    return datetime.datetime(day.year, day.month, day.day)


def later(one, days):
    return one.born + datetime.timedelta(days=days)


def register():
    """学齢簿: two rows of merged headings, titles above, a note below."""
    table = Layout("01-学齢簿", "学齢簿。題二行、二段の結合見出し、末尾に注", "school-register", "学齢簿")
    table.line(1, ["令和8年度　学齢簿（小学校）"])
    table.line(2, [None] * 7 + ["令和8年5月1日現在　教育委員会学校教育課"])
    table.head(4, [["No.", "児童", None, None, None, "保護者", None, "就学校", None],
                   [None, "氏名", "フリガナ", "生年月日", "性別", "氏名", "住所", "学校名", "学年"]],
               [("integer", None), NAME, KANA, BORN, SEX, GUARDIAN, ADDRESS, ("institution", "institution"), ("integer", "grade")],
               merges=["A4:A5", "B4:E4", "F4:G4", "H4:I4"])
    some = people(24, 301, (2014, 2020))
    end = table.people([[n, one.name, one.kana, stamp(one.born), one.sex, one.guardian, one.address,
                         ["みなと小学校", "ひがし小学校"][n % 2], 2026 - one.born.year - 6 or 1] for n, one in enumerate(some, 1)],
                       formats={3: ERA})
    table.line(end + 1, ["※ 区域外就学者を除く。"])
    table.save()


def attendance():
    """出欠: a column per day, weekdays below, marks explained in a legend, totals at the right."""
    table = Layout("02-出欠", "月別出欠簿。日ごとの31列、曜日の段、右に集計列、下に凡例", "attendance", "5月")
    table.line(1, ["みなと小学校", None, "出席簿　令和8年5月"])
    days = list(range(1, 32))
    week = ["月火水木金土日"[datetime.date(2026, 5, d).weekday()] for d in days]
    table.head(2, [["番号", "氏名"] + days + ["欠席", "遅刻", "早退"], [None, None] + week + [None] * 3],
               [("integer", None), NAME] + [("marks", "days")] * 31 + [("integer", None)] * 3, merges=["A2:A3", "B2:B3"])
    rng = random.Random(302)
    rows = []
    for n, one in enumerate(people(18, 302), 1):
        marks = [rng.choice(["病", "遅", "事", "／"]) if rng.random() < 0.06 and day not in "土日" else None for day in week]
        rows.append([n, one.name] + marks + [sum(m in ("病", "事") for m in marks), sum(m == "遅" for m in marks), 0])
    end = table.people(rows)
    table.line(end + 1, [None, "病＝病気欠席　事＝事故欠席　遅＝遅刻　／＝出席停止"])
    table.save()


def residents():
    """住民記録抽出: an export of a system, one plain row of headings, codes and eight-digit dates."""
    table = Layout("03-住民記録抽出", "住民記録システムの抽出。一行見出し、8桁の日付、コード、使わない列が多い", "residents", "抽出結果")
    table.head(1, [["宛名番号", "世帯番号", "氏名漢字", "氏名カナ", "生年月日", "性別コード", "続柄名称", "郵便番号", "住所", "方書",
                    "行政区コード", "異動事由", "異動年月日", "住民区分", "更新日時"]],
               [("id", "resident_no"), ("id", "household_no"), NAME, KANA, BORN, SEX, ("text", "relationship"),
                ("id", "postal_code"), ADDRESS, ("text", None), ("id", None), ("code", None), ("date", None),
                ("code", "status"), ("text", None)])
    rng = random.Random(303)
    rows = []
    for n, one in enumerate(people(60, 303, (1950, 2026))):
        rows.append([f"{10000 + n * 13:010d}", f"{500 + n // 3:08d}", one.name, one.kana.replace(" ", "　"),
                     one.born.strftime("%Y%m%d"), {"男": 1, "女": 2}[one.sex], rng.choice(["世帯主", "妻", "子", "子の子"]),
                     f"891-{rng.randint(1000, 9999)}", one.address, rng.choice([None, None, "みなと荘101"]),
                     f"{rng.randint(1, 30):03d}", rng.choice(["転入", "出生", "転居", None]),
                     rng.choice(["20250401", "20240715", None]), rng.choice([1, 1, 1, 2]), "2026-05-31 18:00:02"])
    table.people(rows)
    table.save()


def checkup():
    """乳幼児健診: three rows of headings, groups per check-up."""
    table = Layout("04-乳幼児健診", "乳幼児健診受診状況。三段見出し、健診ごとに4列、空の列を挟む", "checkups", "健診台帳")
    table.line(1, ["乳幼児健康診査 受診状況一覧"])
    table.line(2, ["健康推進課 母子保健係"])
    group = ["通知日", "受診日", "判定", "精密結果日"]
    table.head(4, [["宛名番号", "氏名", "生年月日", "乳幼児健康診査"] + [None] * 11,
                   [None, None, None, "４か月児健診", None, None, None, "１歳６か月児健診", None, None, None, "３歳児健診", None, None, None],
                   [None, None, None] + group * 3],
               [("id", "resident_no"), NAME, BORN] + [("date", "invited_on"), ("date", "date"), ("code", "result"), ("date", "detailed_on")] * 3,
               merges=["A4:A6", "B4:B6", "C4:C6", "D4:O4", "D5:G5", "H5:K5", "L5:O5"])
    rng = random.Random(304)
    rows = []
    for one in people(30, 304, (2021, 2024)):
        row = [one.no, one.name, stamp(one.born)]
        for months in (120, 560, 1110):
            day = later(one, months + rng.randint(0, 40))
            if day < datetime.date(2026, 5, 31) and rng.random() < 0.9:
                row += [stamp(later(one, months - 20)), stamp(day), rng.choice(["健康", "健康", "要観察", "要指導"]), None]
            else:
                row += [None] * 4
        rows.append(row)
    table.people(rows, formats={n: "yyyy/m/d" for n in range(2, 15)})
    table.save()


def vaccinations():
    """予防接種台帳: doses side by side, no merges, the kind of vaccine carried over its columns."""
    table = Layout("05-予防接種台帳", "予防接種台帳。二段見出し（結合なし）、回数ごとの接種日と医療機関", None, "台帳")
    table.line(1, ["予防接種台帳　五種混合・麻しん風しん"])
    table.head(3, [["整理番号", "氏名", "フリガナ", "生年月日", "五種混合", None, None, "麻しん風しん", None, "備考"],
                   [None, None, None, None, "1回目", "2回目", "3回目", "1期", "2期", None]],
               [("id", None), NAME, KANA, BORN] + [("date", None)] * 5 + [("text", None)])
    rows = []
    for n, one in enumerate(people(25, 305, (2023, 2026)), 1):
        doses = [era(later(one, days), SHORT) if n % 4 or days < 100 else None for days in (60, 95, 130)]
        rows.append([f"R{n:04d}", one.name, one.kana, era(one.born, SHORT)] + doses +
                    [era(later(one, 380), SHORT) if n % 3 else None, None, "県外接種" if n == 7 else None])
    table.people(rows)
    table.save()


def nursery():
    """保育所入所児童一覧: grouped by nursery with lines between, totals after each group."""
    table = Layout("06-保育所入所児童一覧", "保育所入所児童一覧。施設ごとに小計の行、右端に備考、左に空列", None, "R8.5")
    table.line(2, ["保育所入所児童一覧表　　　令和8年5月1日"], 2)
    table.head(4, [["施設名", "児童名", "ふりがな", "生年月日", "年齢", "認定区分", "保育必要量", "保護者名", "入所日", "備考"]],
               [("institution", None), NAME, KANA, BORN, ("integer", None), ("code", None), ("code", None), GUARDIAN,
                ("date", None), ("text", None)], left=2)
    row = 5
    for seed, place in [(306, "みなと保育所"), (307, "ひがしこども園"), (308, "つばめ保育園")]:
        rows = [[place, one.name, one.kana, stamp(one.born), 2026 - one.born.year - 1, ["2号", "3号"][n % 2],
                 ["標準", "短"][n % 3 == 0], one.guardian, "R7.4.1", None] for n, one in enumerate(people(9, seed, (2020, 2025)))]
        row = table.people(rows, left=2, formats={3: "yyyy.mm.dd"}, start=row)
        table.line(row, ["小計", "9名"], 2)
        row += 1
    table.line(row, ["合計", "27名"], 2)
    table.save()


def allowance():
    """児童手当: amounts with a unit row, the claimant is the parent, children below each other."""
    table = Layout("07-児童手当", "児童手当受給者台帳。受給者と児童、単位の行（円・人）、金額は桁区切り", None, "受給者")
    table.line(1, ["児童手当 支給対象児童一覧"])
    table.line(2, [None] * 8 + ["（単位：円）"])
    table.head(3, [["認定番号", "受給者", None, "支給対象児童", None, None, "続柄", "手当月額", "支給開始年月"],
                   [None, "氏名", "住所", "氏名", "生年月日", "第何子", None, None, None],
                   [None, None, None, None, None, "（子）", None, "（円）", None]],
               [("id", None), GUARDIAN, ADDRESS, NAME, BORN, ("integer", None), ("text", "relationship"), ("integer", None), ("month", None)],
               merges=["A3:A5", "B3:C3", "D3:F3", "G3:G5", "I3:I5"])
    rows = [[f"児手{n:04d}", one.guardian, one.address, one.name, stamp(one.born), n % 3 + 1, "子", [10000, 15000, 30000][n % 3],
             f"R{n % 7 + 1}.{n % 12 + 1}月"] for n, one in enumerate(people(22, 309, (2010, 2025)), 1)]
    table.people(rows, formats={4: "[$-411]ge.m.d", 7: "#,##0"})
    table.save()


def school_aid():
    """就学援助: yes and no as ○, several tables of one kind on the sheet's right as legend."""
    table = Layout("08-就学援助", "就学援助認定一覧。○×の列、右に区分の凡例の小さな表", None, "認定")
    table.line(1, ["令和8年度 就学援助認定者一覧【取扱注意】"])
    table.head(3, [["学校", "学年", "組", "児童生徒名", "保護者名", "要保護", "準要保護", "認定日", "給食費", "学用品費", "口座"]],
               [("institution", "institution"), ("integer", "grade"), ("text", "class"), NAME, GUARDIAN, ("yesno", None),
                ("yesno", None), ("date", None), ("yesno", None), ("yesno", None), ("text", None)])
    rows = [[["みなと小", "ひがし小", "ひなた中"][n % 3], f"{n % 6 + 1}年", f"{n % 2 + 1}組", one.name, one.guardian,
             "○" if n % 5 == 0 else None, "○" if n % 5 else None, datetime.datetime(2026, 4, n % 27 + 1),
             "○" if n % 2 else "×", "○", "済" if n % 3 else None] for n, one in enumerate(people(26, 310), 0)]
    table.people(rows, formats={7: "m月d日"})
    table.line(3, ["区分", "内容"], 14)
    table.line(4, ["要保護", "生活保護"], 14)
    table.line(5, ["準要保護", "これに準ずる"], 14)
    table.save()


def disability():
    """障害児通所: five unmerged rows of headings, narrow texts spread over rows."""
    table = Layout("09-障害児通所", "障害児通所支援 受給者一覧。五段の見出し（結合なし、字が段に分かれる）", None, "受給者一覧")
    table.head(2, [["受給者証", "支給", "支給", "保護者", "障害児通所支援", None, None],
                   ["番号", "決定", "決定", "氏名", "サービス", "支給量", "支給期間"],
                   [None, "児童", "児童", None, "の種類", "（日/月）", None],
                   [None, "氏名", "生年", None, None, None, "（終期）"],
                   [None, None, "月日", None, None, None, None]],
               [("id", None), NAME, BORN, GUARDIAN, ("code", None), ("integer", None), ("date", None)])
    rows = [[f"46{n:08d}", one.name, era(one.born), one.guardian, ["児童発達支援", "放課後等デイ"][n % 2], [10, 23, 5][n % 3],
             "令和9年3月31日"] for n, one in enumerate(people(16, 311, (2010, 2023)), 1)]
    table.people(rows)
    table.save()


def cases():
    """要対協台帳: long texts, wrapped cells, several lines in a cell, a code legend sheet."""
    table = Layout("10-要対協台帳", "要保護児童対策地域協議会 進行管理台帳。表紙と区分一覧のシート、長い文章の列、改行入り見出し", "cases", "進行管理台帳")
    table.aside("表紙", [[None, "要保護児童対策地域協議会"], [None, "進行管理台帳"], [None, "令和8年度"]], first=True)
    table.aside("区分一覧", [["区分", "説明"], ["要保護", "法第6条の3第8項"], ["要支援", "同第5項"], ["特定妊婦", "同第5項"]])
    table.line(1, ["進行管理台帳（令和8年5月実務者会議）"])
    table.head(3, [["台帳\n番号", "受理日", "氏　名", "ふりがな", "生年月日", "性別", "区分", "種別", "主担当", "主訴", "次回\n対応", "目視\n確認日", "終結日"]],
               [("id", "case_no"), ("date", "received_on"), NAME, KANA, BORN, SEX, ("code", "category"), ("code", "case_kind"),
                ("text", "worker"), ("text", "summary"), ("month", "next_action"), ("date", "last_seen"), ("date", "closed_on")])
    kinds = ["ネグレクト", "身体的", "心理的", "養育困難"]
    rows = [[f"R8-{n:03d}", era(datetime.date(2026, 4, n % 28 + 1), SHORT), one.name, one.kana, stamp(one.born), one.sex,
             ["要保護", "要支援"][n % 2], kinds[n % 4], ["大空", "みどり"][n % 2],
             "学校から欠席が続くとの相談。\n家庭訪問をして様子を見る。", f"R8.{n % 6 + 6}月頃", f"5/{n % 28 + 1}",
             "R8.5.20" if n == 9 else None] for n, one in enumerate(people(15, 312, (2008, 2025)), 1)]
    for row in rows:
        row[11] = "R8." + row[11].replace("/", ".")
    table.people(rows, formats={4: ERA})
    table.save()


def after_school():
    """学童: numbers left of names, no title, the table begins in column C with an empty row between."""
    table = Layout("11-放課後児童クラブ", "学童クラブ利用者名簿。C列から始まる。見出しと人の行の間に空行", None, "利用者")
    table.head(6, [["№", "クラブ名", "児童氏名", "学校", "学年", "保護者氏名", "緊急連絡先", "利用曜日", "アレルギー"]],
               [("integer", None), ("institution", None), NAME, ("institution", None), ("integer", None), GUARDIAN, ("id", "phone"),
                ("text", None), ("yesno", None)], left=3)
    rows = [[n, "なかよしクラブ", one.name, "みなと小", n % 6 + 1, one.guardian, one.phone, "月火木", "無" if n % 5 else "有"]
            for n, one in enumerate(people(20, 313), 1)]
    table.people(rows, left=3, start=8)
    table.save()


def pregnancy():
    """妊娠届: fiscal year title, ages, weeks, columns of yes and no, 計 row with formulas' values."""
    table = Layout("12-妊娠届出", "妊娠届出者名簿。届出日順、週数、アンケートの○、末尾に計", None, "届出")
    table.line(1, ["令和8年度 妊娠届出者名簿"])
    table.line(3, ["子育て世代包括支援"])
    table.head(4, [["届出日", "妊婦氏名", "フリガナ", "生年月日", "届出時年齢", "妊娠週数", "分娩予定日", "パートナー", "喫煙", "相談者なし", "電話番号", "担当"]],
               [("date", None), NAME, KANA, BORN, ("integer", None), ("integer", None), ("date", None), ("name", None), ("yesno", None),
                ("yesno", None), ("id", "phone"), ("text", None)])
    rows = [[datetime.datetime(2026, 4, n), one.name, one.kana, stamp(one.born), 2026 - one.born.year, f"{n % 12 + 6}週",
             datetime.datetime(2026, 11, n), one.guardian, "○" if n % 6 == 0 else None, "○" if n % 7 == 0 else None, one.phone, "大空"]
            for n, one in enumerate(people(17, 314, (1985, 2005)), 1)]
    end = table.people(rows, formats={0: "m/d", 3: "[$-411]ge.m.d", 6: "yyyy/m/d"})
    table.line(end, ["計", "17名"])
    table.save()


def nonattendance():
    """不登校: one line per pupil, reasons coded, days per month as integers over twelve columns."""
    table = Layout("13-長期欠席者", "長期欠席者報告。月ごとの欠席日数の12列、累計、支援の状況", None, "30日以上")
    table.line(1, ["様式3"])
    table.line(2, ["長期欠席児童生徒の状況（4月〜3月）"])
    months = [f"{m}月" for m in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)]
    table.head(4, [["学校名", "学年", "氏名", "性別", "月別欠席日数"] + [None] * 11 + ["累計", "要因", "支援の状況"],
                   [None] * 4 + months + [None] * 3],
               [("institution", "institution"), ("integer", "grade"), NAME, SEX] + [("integer", None)] * 13 + [("code", None), ("text", None)],
               merges=["A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:P4", "Q4:Q5", "R4:R5", "S4:S5"])
    rng = random.Random(315)
    rows = []
    for n, one in enumerate(people(12, 315), 1):
        days = [rng.randint(0, 18) for _ in range(12)]
        rows.append([["ひなた中学校", "みなと小学校"][n % 2], n % 6 + 1, one.name, one.sex] + days +
                    [sum(days), rng.choice(["1", "2", "5"]), "スクールカウンセラーが月2回面談している。"])
    table.people(rows)
    table.save()


def single_parents():
    """児童扶養手当: wide codes, joined name columns (姓, 名), the birth date in four columns."""
    table = Layout("14-児童扶養手当", "児童扶養手当。姓と名が別の列、生年月日が元号・年・月・日の四列、郵便番号が二列", None, "資格者")
    table.head(1, [["証書番号", "受給資格者", None, "対象児童", None, None, None, None, None, "郵便番号", None, "住所", "現況届"],
                   [None, "姓", "名", "姓", "名", "元号", "年", "月", "日", None, None, None, None]],
               [("id", None), ("name", "guardian_name"), ("name", "guardian_name"), ("name", "name"), ("name", "name"),
                ("date", "birth_date"), ("date", "birth_date"), ("date", "birth_date"), ("date", "birth_date"),
                ("id", "postal_code"), ("id", "postal_code"), ADDRESS, ("yesno", None)],
               merges=["A1:A2", "B1:C1", "D1:I1", "J1:K2", "L1:L2", "M1:M2"])
    rows = []
    for n, one in enumerate(people(19, 316, (2009, 2025)), 1):
        family, given = one.name.split("　")
        parent = one.guardian.split("　")[1]
        letter, year = ("R", one.born.year - 2018) if one.born >= datetime.date(2019, 5, 1) else ("H", one.born.year - 1988)
        rows.append([f"第{n:05d}号", family, parent, family, given, letter, year, one.born.month, one.born.day, "891", f"{n * 37:04d}",
                     one.address, "済" if n % 4 else None])
    table.people(rows)
    table.save()


def home_visits():
    """新生児訪問: one row of headings with line breaks and half-width kana, dates as text, blanks."""
    table = Layout("15-新生児訪問", "こんにちは赤ちゃん訪問。半角カナの見出し、改行、文字の日付、訪問者の空欄", None, "訪問一覧")
    table.line(1, ["ｺﾝﾆﾁﾊ赤ﾁｬﾝ訪問 実施一覧"])
    table.head(2, [["No", "児\n氏名", "ﾌﾘｶﾞﾅ", "出生\n年月日", "出生順位", "母\n氏名", "連絡先\n(携帯)", "訪問\n予定日", "訪問\n実施日", "訪問者", "EPDS\n(点)", "要\nﾌｫﾛｰ"]],
               [("integer", None), NAME, KANA, BORN, ("integer", None), GUARDIAN, ("id", "phone"), ("date", None), ("date", None),
                ("text", None), ("integer", None), ("yesno", None)])
    rows = [[n, one.name, one.kana, era(one.born), f"第{n % 3 + 1}子", one.guardian, "090-0000-" + f"{n:04d}",
             era(later(one, 40)), era(later(one, 45)) if n % 4 else None, "助産師" if n % 4 else None, n % 13, "○" if n % 13 > 8 else None]
            for n, one in enumerate(people(14, 317, (2025, 2026)), 1)]
    table.people(rows)
    table.save()


def two_sides():
    """学級名簿: two classes side by side under one title."""
    table = Layout("16-学級名簿", "学級名簿。1組と2組が横に並ぶ", "school-register", "5年")
    table.line(1, ["第5学年 学級名簿"])
    table.line(2, ["1組（担任 大空）", None, None, None, None, "2組（担任 みどり）"])
    one_side = [("integer", None), NAME, KANA, SEX]
    table.head(3, [["番号", "氏名", "ふりがな", "性別", None, "番号", "氏名", "ふりがな", "性別"]], one_side + [None] + one_side)
    left, right = people(16, 318), people(15, 319)
    rows = []
    for n in range(16):
        row = [n + 1, left[n].name, left[n].kana, left[n].sex, None]
        if n < 15:
            row += [n + 1, right[n].name, right[n].kana, right[n].sex]
        rows.append(row)
    table.people(rows)
    table.save()


def moves():
    """転出入: headings at the second page repeated in the middle, a seal box at the top right."""
    table = Layout("17-異動者一覧", "転入転出者一覧。決裁欄が右上、印刷の都合で見出しが途中でもう一度出る", "residents", "異動")
    table.line(1, [None] * 6 + ["課長", "係長", "係"])
    table.line(3, ["異動者一覧（子ども） 令和8年5月分"])
    labels = ["異動日", "事由", "宛名番号", "氏名", "カナ", "生年月日", "前住所", "現住所"]
    table.head(5, [labels], [("date", None), ("code", None), ("id", "resident_no"), NAME, KANA, BORN, ("text", None), ADDRESS])
    some = people(30, 320)

    def rows(part):
        return [[era(datetime.date(2026, 5, n % 30 + 1), SHORT), ["転入", "転出"][n % 2], one.no, one.name, one.kana, era(one.born, SHORT),
                 "鹿児島市", one.address] for n, one in enumerate(part, 1)]

    end = table.people(rows(some[:15]))
    table.line(end, labels)
    table.people(rows(some[15:]), start=end + 1)
    table.save()


def special_needs():
    """特別支援: vertical merges of the school over its pupils."""
    table = Layout("18-特別支援学級", "特別支援学級在籍者。学校名と学級種別が縦に結合され、二行目からは空", None, "在籍")
    table.line(1, ["特別支援学級 在籍児童生徒一覧"])
    table.head(2, [["学校", "学級種別", "氏名", "学年", "生年月日", "手帳", "通級"]],
               [("institution", None), ("code", None), NAME, ("integer", None), BORN, ("code", None), ("yesno", None)])
    row = 3
    for seed, school in [(321, "みなと小"), (322, "ひがし小")]:
        some = people(8, seed)
        rows = [[school if n == 0 else None, ["知的", "情緒"][n // 4] if n % 4 == 0 else None, one.name, n % 6 + 1, stamp(one.born),
                 ["A1", "B2", "なし"][n % 3], "○" if n % 3 == 0 else "×"] for n, one in enumerate(some)]
        table.people(rows, formats={4: "yyyy/mm/dd"}, start=row)
        for area in [f"A{row}:A{row + 7}", f"B{row}:B{row + 3}", f"B{row + 4}:B{row + 7}"]:
            table.ws.merge_cells(area)
        row += 8
    table.save()


def arrears():
    """滞納: numbers with ¥ and negative signs, a column number row below the headings."""
    table = Layout("19-保育料滞納", "保育料滞納者一覧。列番号の行（①②③）、金額に円の書式、分納誓約の有無", None, "滞納")
    table.line(1, ["秘", "保育料滞納整理票"])
    table.head(3, [["整理番号", "納付義務者", "児童氏名", "施設", "滞納月数", "滞納額", "分納誓約", "最終納付日"],
                   ["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧"]],
               [("id", None), GUARDIAN, NAME, ("institution", None), ("integer", None), ("integer", None), ("yesno", None), ("date", None)])
    rows = [[f"{n:04d}", one.guardian, one.name, "みなと保育所", n % 9 + 1, (n % 9 + 1) * 12300, "有" if n % 2 else "無",
             datetime.datetime(2025, n % 12 + 1, 25)] for n, one in enumerate(people(13, 323, (2020, 2025)), 1)]
    end = table.people(rows, formats={5: '"¥"#,##0', 7: "[$-411]ge.m.d"})
    table.line(end, ["合計", None, None, None, None, sum(row[5] for row in rows)])
    table.save()


def plans():
    """サポートプラン: sheets around the table (記入例, 入力規則), rows prepared for later."""
    table = Layout("20-サポートプラン一覧", "サポートプラン一覧。記入例と選択肢のシート、番号だけ先に振った行が下に続く", "plans", "一覧")
    table.aside("記入例", [["計画番号", "氏名", "作成日"], ["SP-000", "記入　例子", "R8.4.1"]], first=True)
    table.aside("選択肢", [["計画種別", "連絡方法"], ["サポートプラン", "電話"], ["支援計画", "面談"], [None, "訪問"]])
    table.line(1, ["サポートプラン作成状況"])
    table.head(2, [["計画番号", "計画種別", "氏名", "ふりがな", "生年月日", "作成日", "同意", "次回見直し", "担当", "利用サービス"]],
               [("id", "plan_no"), ("code", "plan_kind"), NAME, KANA, BORN, ("date", "made_on"), ("yesno", "agreed"),
                ("month", "next_review"), ("text", "worker"), ("text", "service")])
    rows = [[f"SP-{n:03d}", ["サポートプラン", "支援計画"][n % 3 == 0], one.name, one.kana, stamp(one.born),
             datetime.datetime(2026, 4, n), "○" if n % 4 else "×", f"R8.{n % 3 + 7}", "大空", "子育て短期支援"]
            for n, one in enumerate(people(11, 324, (2010, 2025)), 1)]
    end = table.people(rows, formats={4: "yyyy/m/d", 5: "yyyy/m/d"})
    for n in range(12, 20):
        table.line(end + n - 12, [f"SP-{n:03d}"])
    table.save()


def make():
    for one in (register, attendance, residents, checkup, vaccinations, nursery, allowance, school_aid, disability, cases,
                after_school, pregnancy, nonattendance, single_parents, home_visits, two_sides, moves, special_needs,
                arrears, plans):
        one()

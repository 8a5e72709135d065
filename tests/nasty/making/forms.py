"""Four sheets that are no tables of people, whatever words they hold: --suggest must refuse them."""

from .layout import Layout
from .people import era, people


def application():
    form = Layout("21-様式-入所申込書", "保育所入所申込書（様式）", None, "様式")
    for row, line in enumerate([["様式第1号（第3条関係）"], [None, None, "保育所等入所申込書"], [], [None] * 5 + ["令和　　年　　月　　日"],
                                ["日向町長　様"], [None, None, None, "保護者", "住所"], [None, None, None, None, "氏名", None, "㊞"],
                                [None, None, None, None, "電話番号"], ["次のとおり申し込みます。"],
                                ["児童", "フリガナ", None, "生年月日", "平成・令和　　年　　月　　日"], [None, "氏名", None, "性別", "男・女"],
                                ["世帯員", "氏名", "続柄", "生年月日", "職業"], [None], [None], ["希望施設", "第1希望", None, "第2希望"]], 1):
        form.line(row, line)
    form.ws.merge_cells("C2:F2")
    form.save()


def slip():
    form = Layout("22-様式-相談受付票", "相談受付票（一件一枚、記入済み）", None, "受付票")
    one = people(1, 330)[0]
    for row, line in enumerate([[None, None, "児童相談受付票"], ["受付日", "令和8年5月12日", None, "受付者", "大空"],
                                ["氏名", one.name, None, "ふりがな", one.kana], ["生年月日", era(one.born), None, "性別", one.sex],
                                ["住所", one.address], ["電話番号", one.phone], ["保護者氏名", one.guardian, None, "続柄", "母"],
                                ["相談内容"], ["学校を休むことが増えたとのこと。"], ["対応"], ["担任と面談する。"]], 1):
        form.line(row, line)
    form.save()


def labels():
    form = Layout("23-様式-宛名ラベル", "宛名ラベルの印刷（二列三段の枠に郵便番号・住所・氏名が縦に並ぶ）", None, "ラベル")
    some = people(6, 331)
    for n, one in enumerate(some):
        row, column = n // 2 * 6 + 1, n % 2 * 4 + 1
        form.line(row, ["〒891-0085"], column)
        form.line(row + 1, [one.address], column)
        form.line(row + 2, [one.guardian + "　様"], column)
        form.line(row + 3, [f"（{one.name} 保護者）"], column)
    form.save()


def monthly_sums():
    form = Layout("24-集計-月報", "月報の集計表（学校ごとの人数。人の行がない）", None, "集計")
    form.line(1, ["長期欠席者数 集計表"])
    form.line(3, ["学校名", "学年", "在籍者数", "欠席者数", "割合"])
    for row, line in enumerate([["みなと小学校", "1年", 28, 1, 0.036], ["みなと小学校", "2年", 31, 0, 0], ["ひがし小学校", "1年", 12, 1, 0.083],
                                ["ひなた中学校", "1年", 60, 4, 0.067], ["合計", None, 131, 6, 0.046]], 4):
        form.line(row, line)
    form.save()


def make():
    for one in (application, slip, labels, monthly_sums):
        one()

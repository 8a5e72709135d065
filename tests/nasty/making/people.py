"""Invented people. The family names are taken from the sky and belong to no town's file."""

import datetime
import random

FAMILY = [("空野", "ソラノ"), ("星田", "ホシダ"), ("月島", "ツキシマ"), ("雲井", "クモイ"),
          ("虹川", "ニジカワ"), ("風間", "カザマ"), ("雪村", "ユキムラ"), ("霧山", "キリヤマ"),
          ("朝日", "アサヒ"), ("夕凪", "ユウナギ"), ("潮見", "シオミ"), ("波多", "ハタ"),
          ("岬", "ミサキ"), ("渚", "ナギサ"), ("磯部", "イソベ"), ("灯台", "トウダイ")]
GIVEN = [("ひなた", "ヒナタ", "女"), ("湊", "ミナト", "男"), ("陽菜", "ハルナ", "女"),
         ("大翔", "ヒロト", "男"), ("結衣", "ユイ", "女"), ("蒼", "アオイ", "男"),
         ("凛", "リン", "女"), ("悠真", "ユウマ", "男"), ("芽衣", "メイ", "女"),
         ("樹", "イツキ", "男"), ("澪", "ミオ", "女"), ("朔", "サク", "男")]
PARENT = [("恵", "メグミ"), ("学", "マナブ"), ("直子", "ナオコ"), ("浩", "ヒロシ"),
          ("由美", "ユミ"), ("誠", "マコト")]


class Person:
    """Somebody, with what lists say of them."""

    def __init__(self, number, rng, years):
        (family, family_kana), (given, kana, sex) = rng.choice(FAMILY), rng.choice(GIVEN)
        parent, parent_kana = rng.choice(PARENT)
        self.no = f"{number:06d}"
        self.name, self.kana, self.sex = f"{family}　{given}", f"{family_kana} {kana}", sex
        self.guardian, self.guardian_kana = f"{family}　{parent}", f"{family_kana} {parent_kana}"
        first = datetime.date(years[0], 4, 2)
        days = (datetime.date(years[1], 4, 1) - first).days
        self.born = first + datetime.timedelta(days=rng.randrange(days))
        self.address = f"日向町本町{rng.randint(1, 9)}丁目{rng.randint(1, 30)}番{rng.randint(1, 20)}号"
        self.phone = f"0997-{rng.randint(20, 29)}-{rng.randint(1000, 9999)}"


def people(count, seed, years=(2014, 2020)):
    """So many people, always the same for the same seed."""
    rng = random.Random(seed)
    return [Person(100 + n * 7, rng, years) for n in range(count)]


def era(day, form="{name}{year}年{month}月{day}日"):
    """A day in its era."""
    starts = [(datetime.date(2019, 5, 1), "令和", "R"), (datetime.date(1989, 1, 8), "平成", "H"),
              (datetime.date(1926, 12, 25), "昭和", "S")]
    for start, name, letter in starts:
        if day >= start:
            year = day.year - start.year + 1
            return form.format(name=name, letter=letter, year="元" if year == 1 and "{name}" in form else year,
                               month=day.month, day=day.day)
    raise ValueError(day)


def check_digit(eleven):
    """The twelfth digit of an individual number: 番号法総務省令 第5条."""
    total = 0
    for n, digit in enumerate(reversed(eleven), 1):
        total += int(digit) * (n + 1 if n <= 6 else n - 5)
    rest = total % 11
    return eleven + str(0 if rest <= 1 else 11 - rest)

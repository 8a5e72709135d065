"""town/import.toml: one [[list]] for each file, from what each file says of itself."""

import re

from .places import TOWN

LISTS = []

HEAD = """# 意地の悪い名簿の対応付け（tests/nasty/make.py が書きます）
#
# 一つのファイルに [[list]] が一つです。

town = "town.toml"
"""

TABLES = {
    "town.toml": 'name = "ためし町"\npopulation = 5000\ninstitutions = "機関.csv"\nstaff = "職員.csv"\ncalendar = "暦.csv"\n',
    "series.toml": 'series = "nst2"\nkey = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"\n',
    "機関.csv": "名称,種別,別名,住所\nみなと小,小学校,みなと小学校、港小,本町1\nひがし小,小学校,ひがし小学校,東町2\nひなた中,中学校,ひなた中学校,本町9\n",
    "職員.csv": "氏名,役割,所属,から,まで\n大空 みどり,統括支援員,児童福祉,R6.4.1,\n",
    "暦.csv": "機関,から,まで,区分,備考\n全校,R8.4.1,R8.4.7,休業,春休み\n",
}


def add(name, book):
    """Remembers the list of a file."""
    # A list of several months stands in a folder for each, and has one mapping.
    pattern = re.sub(r"\d{4}-\d\d/", "*/", name)
    if pattern not in [known for known, _ in LISTS]:
        LISTS.append((pattern, book))


def of(name, book):
    """A [[list]]."""
    lines = ["", "[[list]]", f"# {book.what}", f'dataset = "{book.dataset}"', f'files = ["{name}"]']
    lines += book.head.rstrip("\n").split("\n") if book.head else []
    lines += ["closed = true", 'provider = "ためし課"', 'purpose = "試し"', 'basis = "試し"', "decided = 2025-03-10", "",
              "[list.fields]"]
    lines += [f"{key} = {value}" for key, value in book.fields.items()]
    lines += [book.after.rstrip("\n")] if book.after else []
    return "\n".join(lines) + "\n"


def write():
    """Writes the town."""
    TOWN.mkdir(exist_ok=True)
    for name, text in TABLES.items():
        (TOWN / name).write_text(text, encoding="utf-8")
    text = HEAD + "".join(of(name, book) for name, book in LISTS)
    (TOWN / "import.toml").write_text(text, encoding="utf-8")

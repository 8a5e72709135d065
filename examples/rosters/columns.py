"""The columns of a roster as Splink compares them: normalised with care.

NFKC, variant letters, katakana with weaker keys, addresses as area and numbers, telephones as digits;
a name in one piece is divided by the surnames of the roster.
"""

import json
import re
import unicodedata

import pandas
from text import VARIANT

FOLD = {}
for letter, others in VARIANT.items():
    if len(letter) == 1:
        FOLD[letter] = min([letter] + [other for other in others if len(other) == 1])
KANA_FOLD = str.maketrans(
    "ァィゥェォッャュョヮガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポヴヲ",
    "アイウエオツヤユヨワカキクケコサシスセソタチツテトハヒフヘホハヒフヘホウオ",
)
NUMERALS = {c: at for at, c in enumerate("〇一二三四五六七八九")}


def fold(text):
    text = unicodedata.normalize("NFKC", text)
    text = "".join(
        FOLD.get(c, c) for c in text if not 0xFE00 <= ord(c) <= 0xFE0F and not 0xE0100 <= ord(c) <= 0xE01EF
    )
    return re.sub(r"[（(].*?[)）]|様$|※", "", text).strip().upper()


def katakana(text):
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)


def weak(kana):
    """Without voicing, small kana and long vowels."""
    kana = kana.translate(KANA_FOLD).replace("ー", "")
    return re.sub("(?<=[オコソトノホモヨロユクスツヌフムル])ウ|(?<=[オコソトノホモヨロ])オ", "", kana)


def words(text):
    return [word for word in re.split(r"[\s・=＝]+", text) if word]


def kanji_numbers(match):
    text = match.group()
    if "十" in text:
        tens, ones = text.split("十", 1)
        return str(NUMERALS.get(tens, 1) * 10 + NUMERALS.get(ones, 0))
    return "".join(str(NUMERALS[c]) for c in text)


def address(text, towns):
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(
        "[〇一二三四五六七八九十]+(?=丁目|番|号|の[〇一二三四五六七八九])|(?<=の)[〇一二三四五六七八九十]+",
        kanji_numbers,
        text,
    )
    text = re.sub(towns, "", text).replace("大字", "")
    area, numbers = re.match(r"(\D*)(.*)", text).groups()
    found = re.match(r"\d+((丁目|番地の|番地|番|号|の|[-‐−―ー－])?\d+)*", numbers)
    # What follows the numbers is a flat.
    found = re.findall(r"\d+", found.group()) if found else []
    return area.strip(), "-".join(found[:3])


def phone(text):
    digits = re.sub(r"\D", "", re.split(r"[/、\n]", unicodedata.normalize("NFKC", text))[0])
    return digits[-7:] if len(digits) >= 6 else None


ABBREVIATIONS = {
    "ST": "STREET",
    "RD": "ROAD",
    "AVE": "AVENUE",
    "CRES": "CRESCENT",
    "PL": "PLACE",
    "DR": "DRIVE",
    "CT": "COURT",
    "LA": "LANE",
}


def english_address(text):
    street, _, suburb = (
        text.upper()
        .replace("UNIT ", "")
        .replace("/", " ")
        .replace(", ", " ", text.startswith("Unit"))
        .partition(", ")
    )
    parts = [ABBREVIATIONS.get(word, word) for word in street.split()]
    return suburb, " ".join(parts)


def read(folder):
    """The rows, and the name of the town."""
    rows, town = [], ""
    for line in open(f"{folder}/roster.jsonl", encoding="ascii"):
        row = json.loads(line)
        if row["kind"] == "town":
            town = row["name"]
        if row["kind"] == "record":
            rows.append(row)
    return rows, town


def surname_first(text, surnames):
    """The words of a name; one piece is divided where it begins with a surname of the roster."""
    name = words(fold(text))
    if len(name) == 1 and not name[0].isascii():
        whole = name[0]
        cut = next((at for at in range(len(whole) - 1, 0, -1) if whole[:at] in surnames), 0)
        return [whole[:cut], whole[cut:]] if cut else name
    return name


def given_first(text):
    name = fold(text)
    if "," in name:
        return [part.strip() for part in name.split(",")]
    *given, surname = name.split() or [""]
    return [surname, *given]


def table(rows, town, english):
    """The columns that are compared, of the rows of `read`."""
    towns = "^(" + "|".join({town, town.split("郡")[-1]}) + ")"
    folded = [words(fold(row.get("name") or "")) for row in rows]
    surnames = {name[0] for name in folded if len(name) == 2}
    made = []
    for row in rows:
        written = row.get("name") or ""
        name = given_first(written) if english else surname_first(written, surnames)
        kana = words(katakana(fold(row.get("kana") or "")))
        place = row.get("address")
        area, numbers = (
            (None, None) if not place else english_address(place) if english else address(place, towns)
        )
        birth = row.get("birth_date")
        made.append(
            {
                "unique_id": f"{row['source']}/{row['row']}",
                "source_dataset": row["dataset"].replace("-", "_"),
                "surname": name[0] if name else None,
                "given": name[-1] if len(name) > 1 else None,
                "name": "".join(name) or None,
                "kana": "".join(kana) or None,
                "surname_kana": kana[0] if len(kana) > 1 else None,
                "given_kana": kana[-1] if len(kana) > 1 else None,
                "kana_weak": weak("".join(kana)) or None,
                "kana_sorted": weak("".join(sorted(kana))) or None,
                "alias": "".join(words(fold(row["alias"]))) if row.get("alias") else None,
                "birth": birth,
                "swapped": f"{birth[:4]}-{birth[8:]}-{birth[5:7]}" if birth else None,
                "sex": row.get("sex"),
                "area": area,
                "lot": f"{area} {numbers}" if numbers else None,
                "postal_code": row.get("postal_code"),
                "phone": phone(row["phone"]) if row.get("phone") else None,
                "guardian": "".join(words(fold(row.get("guardian_name") or ""))) or None,
                "number": row.get("resident_no"),
            }
        )
    return pandas.DataFrame(made)

"""Spellings: kana, widths, dates, addresses, telephones, each as one office and another writes them."""

from names import TYPED, VARIANTS

VARIANT = {}
for group in VARIANTS:
    # A letter may carry a variation selector behind it.
    letters = []
    for letter in group:
        if 0xE0100 <= ord(letter) <= 0xE01EF:
            letters[-1] += letter
        else:
            letters.append(letter)
    for letter in letters:
        VARIANT[letter] = [other for other in letters if other != letter]

HALF = dict(
    zip(
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンァィゥェォャュョッー",
        "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｬｭｮｯｰ",
    )
)
for plain, voiced in zip(
    "カキクケコサシスセソタチツテトハヒフヘホ", "ガギグゲゴザジズゼゾダヂヅデドバビブベボ"
):
    HALF[voiced] = HALF[plain] + "ﾞ"
for plain, voiced in zip("ハヒフヘホ", "パピプペポ"):
    HALF[voiced] = HALF[plain] + "ﾟ"
HALF["ヴ"] = "ｳﾞ"
SMALL = dict(zip("ァィゥェォャュョッ", "アイウエオヤユヨツ"))
VOICED = dict(zip("カキクケコサシスセソタチツテトハヒフヘホ", "ガギグゲゴザジズゼゾダヂヅデドバビブベボ"))
UNVOICED = {b: a for a, b in VOICED.items()}
LONG = {
    "オウ": ["オオ", "オ", "オー"],
    "コウ": ["コオ", "コ", "コー"],
    "ユウ": ["ユー", "ユ"],
    "ショウ": ["ショー"],
    "リョウ": ["リョー", "リョ"],
    "トウ": ["トオ", "トー"],
    "ジ": ["ヂ"],
    "ズ": ["ヅ"],
    "オオ": ["オウ", "オ"],
}


def katakana(text):
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)


def hiragana(text):
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in text)


def half(text):
    return "".join(HALF.get(c, c) for c in text)


def wide(text):
    return "".join("　" if c == " " else chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def large(text):
    """Small kana written large, as old machines do."""
    return "".join(SMALL.get(c, c) for c in text)


def sound_slip(r, text):
    """A reading heard or typed a little otherwise: voicing, a long vowel."""
    ways = []
    for at, letter in enumerate(text):
        if at > 0 and letter in VOICED:
            ways.append(text[:at] + VOICED[letter] + text[at + 1 :])
        if at > 0 and letter in UNVOICED:
            ways.append(text[:at] + UNVOICED[letter] + text[at + 1 :])
    for long, others in LONG.items():
        if long in text:
            ways += [text.replace(long, other, 1) for other in others] * 2
    return r.choice(ways) if ways else text


def key_slip(r, text):
    """One kana left out, doubled, or exchanged with the next."""
    if len(text) < 3:
        return text
    at = r.randrange(1, len(text) - 1)
    return r.choice(
        [
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        ]
    )


def variant(r, text, share):
    """Each letter that has a variant is written so with this probability."""
    return "".join(r.choice(VARIANT[c]) if c in VARIANT and r.random() < share else c for c in text)


def mistyped(r, text):
    """One kanji typed for another of the same sound."""
    places = [at for at, c in enumerate(text) if c in TYPED]
    if not places:
        return text
    at = r.choice(places)
    return text[:at] + TYPED[text[at]] + text[at + 1 :]


def date_slip(r, day):
    """A birth date (year, month, day) as a wrong one that exists."""
    year, month, date = day
    for _ in range(20):
        kind = r.random()
        if kind < 0.35:
            y, m, d = year, month, r.choice([date + 1, date - 1, date + 10, date - 10])
        elif kind < 0.6:
            y, m, d = year, r.choice([month + 1, month - 1]), date
        elif kind < 0.8:
            y, m, d = r.choice([year + 1, year - 1]), month, date
        else:
            y, m, d = year, month, int(f"{date:02}"[::-1])
        if 1 <= m <= 12 and 1 <= d <= 28 and (y, m, d) != day:
            return y, m, d
    return day


def date_swap(day):
    year, month, date = day
    return (year, date, month) if date <= 12 and date != month else day


def kanji_number(number):
    digits = "〇一二三四五六七八九"
    if number < 10:
        return digits[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")
    return "".join(digits[int(c)] for c in str(number))


HYPHENS = ["-", "-", "－", "−", "‐", "―", "ー", "の"]


def address(r, place, style, town):
    """`place`: area, numbers, flat, room. `style`: formal, short, loose."""
    area, numbers, flat, room = place
    if style == "loose":
        style = r.choice(["formal", "short", "short", "kanji", "mixed"])
        town = r.choice(["", "", town, town.split("郡")[-1]])
    if len(numbers) == 3:
        chome, ban, go = numbers
        text = {
            "formal": f"{area}{kanji_number(chome)}丁目{ban}番{go}号",
            "short": f"{area}{chome}{(h := r.choice(HYPHENS))}{ban}{h}{go}",
            "kanji": f"{area}{kanji_number(chome)}丁目{kanji_number(ban)}番{kanji_number(go)}号",
            "mixed": f"{area}{chome}丁目{ban}{r.choice(HYPHENS)}{go}",
        }[style]
    else:
        ban, *branch = numbers
        text = {
            "formal": f"大字{area}{ban}番地" + "".join(f"{n}" for n in branch),
            "short": f"{area}{ban}" + "".join(f"{r.choice(HYPHENS)}{n}" for n in branch),
            "kanji": f"大字{area}{kanji_number(ban)}番地" + "".join(f"の{kanji_number(n)}" for n in branch),
            "mixed": f"{area}{ban}番地" + "".join(f"の{n}" for n in branch),
        }[style]
    if flat and not (style == "short" and r.random() < 0.4):
        text += r.choice(["　", " ", "　", ""]) if text[-1] in "号地" else r.choice(["　", " "])
        text += flat + r.choice([f"{room}", f"{room}号", f"{room}号室", f" {room}", f"-{room}"])
    if style in ("formal", "short") and r.random() < 0.5:
        text = "".join(wide(c) if c.isascii() else c for c in text)
    return town + text


def phone(r, numbers):
    """One or two numbers as somebody wrote them."""
    chosen = numbers if len(numbers) > 1 and r.random() < 0.15 else [r.choice(numbers)]
    written = []
    for a, b, c in chosen:
        way = r.random()
        text = (
            f"{a}-{b}-{c}"
            if way < 0.5
            else (
                f"{a}{b}{c}"
                if way < 0.75
                else f"{a}({b}){c}" if way < 0.85 else f"({a}){b}-{c}" if way < 0.9 else wide(f"{a}-{b}-{c}")
            )
        )
        if len(a) == 4 and way > 0.96:
            text = f"{b}-{c}"
        written.append(text)
    return r.choice(["/", "、", " ", "\n"]).join(written)

"""What each office writes down about the children, with the slips of each."""

import zlib

import text
from noise import LISTS
from people import TODAY
from text import half, hiragana, katakana, large, wide


def age(child, day=TODAY):
    year, month, date = child.born
    return day.year - year - ((day.month, day.day) < (month, date))


def entry_year(child):
    """The fiscal year in which the child enters school."""
    year, month, date = child.born
    return year + 6 + ((month, date) > (4, 1))


class Office:
    """One list and its rows."""

    def __init__(self, r, name, shares, town, with_number):
        self.r, self.name, self.shares, self.town = r, name, shares, town
        self.way = LISTS[name]
        self.fields = self.way["fields"].split()
        if not with_number:
            self.fields = [field for field in self.fields if field != "resident_no"]

    def happens(self, what, times=1.0):
        return self.r.random() < self.shares[what] * times

    def rows(self, child):
        """The child's rows: none, one, or the same child twice."""
        if not self.has(child):
            return
        yield self.row(child)
        if self.r.random() < self.way["duplicate"] * self.shares["duplicate"]:
            record, kinds = self.row(child)
            yield record, kinds | {"duplicate"}

    def has(self, child):
        r, years = self.r, age(child)
        child_key = zlib.crc32(f"{child.id} {self.name}".encode()) % 1000
        grade = 2026 - entry_year(child) + 1
        match self.name:
            case "residents":
                return child_key >= 15
            case "checkups":
                return child_key >= 40
            case "benefits":
                return child_key >= 50
            case "school-register":
                return 1 <= grade <= 9 and child_key >= 10
            case "childcare":
                return (grade <= 0 and years >= 1 and child_key >= 150) or (
                    1 <= grade <= 6 and child_key >= 450
                )
            case "cases":
                return child_key >= 880

    def row(self, child):
        r, way, kinds = self.r, self.way, set()
        missing = way["missing"]
        record = {}
        stale = self.happens("surname_old", way["stale"]) and child.old_surname is not None
        surname = child.old_surname if stale else child.surname
        if stale:
            kinds.add("old-surname")
        self.name_of(child, surname, record, kinds)
        self.birth(child, record, kinds)
        if not self.happens("sex_missing", missing):
            record["sex"] = child.sex
            if self.happens("sex_wrong"):
                record["sex"] = {"male": "female", "female": "male"}[child.sex]
                kinds.add("wrong-sex")
        family = child.family
        old = len(family.places) > 1 and self.happens("address_old", way["stale"])
        if old:
            kinds.add("old-address")
        place = family.places[0 if old else -1]
        if not self.happens("address_missing", missing):
            record["address"] = text.address(
                r, place, way["address"], "" if way["address"] == "short" else self.town["name"]
            )
        record["postal_code"] = f"88{len(self.town['name'])}-{sum(map(ord, place[0])) % 10000:04}"
        if not self.happens("phone_missing", missing):
            numbers = family.phones
            if self.happens("phone_slip"):
                a, b, c = numbers[0]
                numbers = [(a, b, text.key_slip(r, c))]
            record["phone"] = text.phone(r, numbers)
        self.guardian(child, record, stale, kinds)
        record["relationship"] = r.choice(["子", "長男" if child.sex == "male" else "長女", "子"])
        if self.name in family.households:
            record["household_no"] = family.households[self.name]
        self.number(child, record, kinds)
        if self.name == "school-register":
            grade = 2026 - entry_year(child) + 1
            school = sum(map(ord, family.places[-1][0]))
            many = self.town["schools"] if grade <= 6 else max(1, self.town["schools"] // 2)
            record["institution"] = f"第{text.kanji_number(school % many + 1)}{'小' if grade <= 6 else '中'}"
            record["grade"] = grade
            record["class"] = f"{sum(map(ord, child.id)) % self.town['classes'] + 1}組"
        if self.name == "childcare":
            school = sum(map(ord, family.places[-1][0])) + 3
            record["institution"] = (
                f"{'ひまわり こばと あおぞら みどり たんぽぽ すみれ つくし どんぐり'.split()[school % min(8, self.town['schools'])]}{school % self.town['schools'] + 1}園"
            )
            record["class"] = r.choice(["ぱんだ組", "うさぎ組", "ぞう組"])
        self.unnamed(child, record, kinds)
        return {key: value for key in self.fields if (value := record.get(key)) is not None}, kinds

    def name_of(self, child, surname, record, kinds):
        r, way, missing = self.r, self.way, self.way["missing"]
        if child.foreign:
            return self.foreign(child, record, kinds)
        (family, family_kana), (given, given_kana) = surname, child.given
        written = []
        for part in (family, given):
            changed = text.variant(r, part, self.shares["variant"] * way["variants"])
            if changed != part:
                kinds.add("variant")
            written.append(changed)
        if self.happens("mistyped"):
            typed = text.mistyped(r, written[1])
            kinds |= {"mistyped"} if typed != written[1] else set()
            written[1] = typed
        # A letter that the machine lacks. Only rare ones are lacking.
        if self.happens("gaiji"):
            for at, part in enumerate(written):
                for letter in part:
                    if letter in "髙﨑邉邊濵德𠮷栁瀨桒齋嶌冨舘曾淵" or 0x20000 <= ord(letter) < 0x30000:
                        written[at] = part.replace(letter, r.choice("〓〓●？"), 1)
                        kinds.add("gaiji")
                        break
        if self.happens("in_kana", missing):
            written[1] = r.choice([hiragana(given_kana), katakana(given_kana)])
            kinds.add("given-in-kana")
        if self.happens("initial"):
            written[1] = written[1][0]
        space = way["space"]
        if self.happens("no_space", 1 + (self.name == "cases") * 3):
            space = ""
            kinds.add("no-space")
        if self.happens("swapped_names"):
            written.reverse()
            kinds.add("names-swapped")
        record["name"] = space.join(written)
        if self.happens("given_missing", missing):
            record["name"] = written[0]
            kinds.add("given-missing")
        elif self.happens("decoration"):
            record["name"] += r.choice(
                ["（双子）" if "twin" in child.kinds else "（兄あり）", "様", "　", " ※"]
            )
        if child.old_surname and surname is child.surname:
            record["former_name"] = child.old_surname[0] if r.random() < 0.3 else None
        if not self.happens("kana_missing", missing):
            record["kana"] = self.kana(family_kana, given_kana, kinds, full="given-missing" not in kinds)
        else:
            kinds.add("no-kana")

    def kana(self, family, given, kinds, full=True):
        r, style = self.r, self.way["kana"]
        parts = [katakana(family), katakana(given)] if full else [katakana(family)]
        if self.happens("kana_sound"):
            at = r.randrange(len(parts))
            heard = text.sound_slip(r, parts[at])
            kinds |= {"kana-sound"} if heard != parts[at] else set()
            parts[at] = heard
        if self.happens("kana_key"):
            at = r.randrange(len(parts))
            typed = text.key_slip(r, parts[at])
            kinds |= {"kana-typing"} if typed != parts[at] else set()
            parts[at] = typed
        return self.kana_style(parts, kinds)

    def kana_style(self, parts, kinds):
        r, style = self.r, self.way["kana"]
        if style == "loose":
            style = r.choice(["half", "wide", "hira", "hira-loose"])
        if style.startswith("half"):
            if self.happens("kana_large"):
                parts = [large(part) for part in parts]
                kinds.add("kana-large")
            return half((" " if style == "half-spaced" or r.random() < 0.8 else "").join(parts))
        if style == "wide":
            return "　".join(parts)
        space = "　" if style == "hira" else r.choice([" ", "　", "", " "])
        return hiragana(space.join(parts))

    def foreign(self, child, record, kinds):
        r, style, of = self.r, self.way["foreign"], child.foreign
        if style == "mixed":
            style = r.choice(["latin", "katakana", "school"])
        words = [of["family"], of["middle"], of["given"]]
        alias = of.get("alias_surname")
        kanji = of["given"][0]
        kinds.add("foreign-" + style)
        kana = [r.choice(w[2]) if self.happens("foreign_kana") else w[2][0] for w in words if w]
        latin = [w[1] for w in words if w]
        order = list(range(len(latin)))
        if of["order"] == "any" and self.happens("foreign_order"):
            # Given name first, as in their own country, or the middle name left out.
            order = order[-1:] + order[1:-1] + order[:1]
            kinds.add("foreign-order")
        if len(order) == 3 and style != "latin" and self.happens("foreign_shortened"):
            order = [at for at in order if at != 1]
            kinds.add("foreign-shortened")
        kana, latin = [kana[at] for at in order], [latin[at] for at in order]
        if style == "latin":
            record["name"] = (
                (of["family"][0] + " " + kanji) if kanji and r.random() < 0.7 else " ".join(latin)
            )
            if r.random() < 0.1:
                record["name"] = record["name"].title()
            if r.random() < 0.1:
                record["name"] = wide(record["name"])
        elif style == "katakana":
            record["name"] = r.choice(["　", "・", " ", "＝"]).join(kana)
        elif alias and self.happens("alias_only"):
            # The name under which the child goes to school.
            record["name"] = alias[0] + self.way["space"] + child.given[0]
            record["kana"] = self.kana(alias[1], child.given[1], kinds)
            kinds.add("alias-only")
            return
        else:
            record["name"] = (
                (of["family"][0] + "　" + kanji)
                if kanji and r.random() < 0.5
                else r.choice(["　", " ", ""]).join(kana)
            )
        if alias and style == "latin":
            record["alias"] = f"{alias[0]}　{child.given[0]}"
        if not self.happens("kana_missing", self.way["missing"]):
            record["kana"] = self.kana_style([part for word in kana for part in word.split(" ")], kinds)
        else:
            kinds.add("no-kana")

    def birth(self, child, record, kinds):
        r, day = self.r, child.born
        if self.happens("birth_missing", self.way["missing"]):
            kinds.add("no-birth")
            return
        # What the law writes is right nearly always.
        care = 0.2 if self.name == "residents" else 1.0
        if self.happens("birth_slip", care):
            day = text.date_slip(r, day)
            kinds |= {"birth-slip"} if day != child.born else set()
        elif self.happens("birth_swap", care):
            day = text.date_swap(day)
            kinds |= {"birth-swapped"} if day != child.born else set()
        record["birth_date"] = "%04d-%02d-%02d" % day

    def guardian(self, child, record, stale, kinds):
        r, which = self.r, self.way["guardian"]
        if not which:
            return
        guardians = child.family.guardians
        parents = guardians[:2] if stale or len(guardians) == 2 else guardians[2:]
        at = {"father": 0.15, "mother": 0.85, "any": 0.5}[which]
        parent = parents[min(len(parents) - 1, int(r.random() < at))]
        if child.foreign and isinstance(parent, dict):
            words = [w for w in (parent["family"], parent["middle"], parent["given"]) if w]
            style = r.random() < 0.5
            record["guardian_name"] = " ".join(w[1] if style else w[2][0] for w in words)
            record["guardian_kana"] = katakana(" ".join(w[2][0] for w in words))
            return
        (surname, surname_kana), (given, given_kana) = parent
        record["guardian_name"] = (
            text.variant(r, surname, self.shares["variant"] * self.way["variants"])
            + r.choice([" ", "　", ""])
            + given
        )
        record["guardian_kana"] = katakana(surname_kana) + "　" + katakana(given_kana)

    def number(self, child, record, kinds):
        r = self.r
        if self.happens("number_missing", self.way["missing"]):
            return
        if len(child.numbers) > 1:
            kinds.add("several-numbers")
        record["resident_no"] = r.choice(child.numbers) if self.name != "residents" else child.numbers[0]

    def unnamed(self, child, record, kinds):
        """Visited before the name was registered."""
        r = self.r
        if self.name not in ("checkups", "cases") or age(child) > 0 or not self.happens("unnamed"):
            return
        surname = record["name"].split(self.way["space"])[0] if child.foreign else child.surname[0]
        record["name"] = r.choice(
            [
                f"{surname}　第{child.order}子",
                f"{surname}（第{child.order}子）",
                f"{surname}ベビー",
                f"{surname} 児",
                surname,
            ]
        )
        record["kana"] = None
        record["resident_no"] = None
        kinds.clear()
        kinds.add("unnamed")

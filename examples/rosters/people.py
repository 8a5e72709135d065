"""Families of an invented town: what is true, before any office writes it down."""

import datetime
from dataclasses import dataclass, field

import names

TODAY = datetime.date(2026, 6, 1)
OLDEST = datetime.date(2008, 4, 2)
AREAS = (
    "港|本町|上町|下町|緑ヶ丘|桜ヶ丘|旭|栄|中央|東|西|南|北浜|新生|若葉|大和|千歳|青葉台|梅田|鶴見|神崎|宮前|寺田|石坂|川端|二本松|三ッ谷|八幡|稲荷|城山|水元|浦尻|"
    "尾平野|柏原|杉木立|平石|古江|牧の原|湯之上|岩戸|天神|祇園|花園|鍛冶屋町|魚屋町|紺屋町|一里塚|五十鈴|百町原|千代ヶ崎"
).split("|")
FLATS = "コーポ若葉|メゾン本町|ハイツさくら|サンライズ|グランドール|県営住宅|市営住宅|パレス中央|レジデンス旭|シャトーみなと|第二青葉荘|ロイヤルハイツ".split(
    "|"
)


@dataclass
class Person:
    """A child. Names are pairs of letters and hiragana."""

    id: str
    family: "Family"
    sex: str
    born: tuple
    given: tuple
    surname: tuple
    old_surname: tuple | None = None
    numbers: list = field(default_factory=list)
    foreign: dict | None = None
    kinds: set = field(default_factory=set)
    order: int = 1


@dataclass
class Family:
    """Who lives together. `places` and `guardians`: the newest last."""

    places: list
    phones: list
    guardians: list
    households: dict
    children: list = field(default_factory=list)


class Maker:
    """Makes families until there are enough children."""

    def __init__(self, r, town, children, mix):
        self.r, self.mix, self.wanted = r, mix, children
        self.children, self.twins = [], []
        common = names.surnames(town["names"])
        rare = names.rare(town["names"])
        r.shuffle(rare)
        self.surnames = common + rare
        self.surname_weights = [1 / (at + 8) ** 0.85 for at in range(len(common))]
        left = sum(self.surname_weights) * 0.6 / len(rare)
        self.surname_weights += [left] * len(rare)
        areas = AREAS[:]
        r.shuffle(areas)
        self.areas = areas[: town["areas"]]
        self.rural = {area for area in self.areas if r.random() < 0.4}
        self.exchange = town["exchange"]
        self.number = r.randrange(10**9, 2 * 10**9)
        self.household = 1_000_000

    def surname(self):
        return self.r.choices(self.surnames, self.surname_weights)[0]

    def given(self, sex):
        r = self.r
        if r.random() < 0.25:
            letters, readings = r.choice(names.WHOLE[sex])
            return letters, readings[0]
        (a, p), (b, q) = (self.part(names.FRONTS[sex]), self.part(names.BACKS[sex]))
        return (a + b, p + q) if a != b else self.given(sex)

    def part(self, pool):
        # The fashion of the years: parts at the front of a shuffled pool are commoner.
        letters, readings = pool[min(int(self.r.expovariate(1 / (len(pool) / 3.5))), len(pool) - 1)]
        return letters, readings[0] if self.r.random() < 0.75 else self.r.choice(readings)

    def place(self):
        r = self.r
        area = r.choice(self.areas)
        if area in self.rural:
            numbers = [r.randrange(1, 2500)] + ([r.randrange(1, 20)] if r.random() < 0.6 else [])
        else:
            numbers = [r.randrange(1, 7), r.randrange(1, 30), r.randrange(1, 25)]
        flat = r.choice(FLATS) if r.random() < 0.3 else ""
        return (
            area,
            numbers,
            flat,
            r.choice([101, 102, 103, 105, 201, 202, 203, 301, 302, 303, 405]) if flat else 0,
        )

    def phone(self):
        r = self.r
        mobile = (r.choice(["090", "080", "070"]), f"{r.randrange(10000):04}", f"{r.randrange(10000):04}")
        if r.random() < 0.35:
            return [(self.exchange, f"{r.randrange(20, 90)}", f"{r.randrange(10000):04}"), mobile]
        return [mobile]

    def resident_no(self):
        self.number += self.r.randrange(3, 90)
        return str(self.number)

    def day(self):
        return OLDEST + datetime.timedelta(days=self.r.randrange((TODAY - OLDEST).days - 10))

    def parent(self, sex, surname):
        return surname, tuple_of(self.r.choice(names.PARENTS[sex]))

    def family(self):
        r, mix = self.r, self.mix
        surname = self.surname()
        father, mother = self.parent("male", surname), self.parent("female", surname)
        self.household += r.randrange(1, 4)
        family = Family([self.place()], self.phone(), [father, mother], {"residents": str(self.household)})
        # Other offices number households in series of their own, which overlap with the first.
        family.households["benefits"] = str(r.randrange(1_000_000, self.household + 2))
        family.households["childcare"] = f"H{r.randrange(100000):05}"
        if r.random() < mix["moved"]:
            family.places.append(self.place())
        foreign = (
            r.choices(list(names.FOREIGN), [3, 3, 2, 2, 2, 1, 1])[0] if r.random() < mix["foreign"] else None
        )
        if foreign:
            family_name = self.foreign_family(foreign)
            family.guardians = [
                family_name | {"given": self.foreign_given(foreign, "male")},
                family_name | {"given": self.foreign_given(foreign, "female")},
            ]
        count = r.choices([1, 2, 3, 4], [35, 43, 18, 4])[0]
        day = self.day()
        for order in range(1, count + 1):
            multiple = r.choices([1, 2, 3], [1 - mix["twins"], mix["twins"] * 0.97, mix["twins"] * 0.03])[0]
            self.birth(family, surname, day, order, multiple, foreign and family_name)
            day += datetime.timedelta(days=r.randrange(340, 1900))
            if day >= TODAY - datetime.timedelta(days=8):
                break
        if not foreign and r.random() < mix["divorced"]:
            self.divorce(family, mother)
        elif not foreign and r.random() < mix["adopted"]:
            self.adopt(r.choice(family.children))
        if len(family.places) > 1:
            for child in family.children:
                child.kinds.add("moved")
        self.children += family.children

    def birth(self, family, surname, day, order, multiple, foreign):
        r = self.r
        born = []
        for _ in range(multiple):
            sex = r.choice(["female", "male"]) if not born or r.random() < 0.36 else born[0].sex
            child = Person(
                f"c{len(self.children) + len(family.children) + 1:06}",
                family,
                sex,
                (day.year, day.month, day.day),
                None,
                surname,
                order=order,
            )
            child.numbers = [self.resident_no()]
            if foreign:
                child.kinds.add("foreign")
                child.foreign = foreign | {"given": self.foreign_given(foreign["country"], sex)}
                if "alias" in foreign and r.random() < 0.8 or r.random() < 0.08:
                    child.foreign["alias_surname"] = foreign.get("alias") or self.surname()
                    child.given = self.given(sex)
                while any(child.foreign["given"] == other.foreign["given"] for other in born):
                    child.foreign["given"] = self.foreign_given(foreign["country"], child.sex)
            else:
                taken = {other.given[0] for other in family.children} | {
                    other.given[1] for other in family.children
                }
                while not child.given or taken & set(child.given):
                    child.given = self.twin_name(born[0]) if born and born[0].sex == sex else self.given(sex)
            born.append(child)
            family.children.append(child)
        for at, child in enumerate(born):
            if multiple > 1:
                child.kinds.add("twin")
            for other in born[:at]:
                self.twins.append((other.id, child.id))

    def twin_name(self, first):
        """Parents like names that go together: one letter, or one sound, apart."""
        r = self.r
        (letters, reading), sex = first.given, first.sex
        way = r.random()
        for _ in range(50):
            other = self.given(sex)
            if way < 0.3 or len(letters) != 2:
                return other
            if way < 0.65 and letters[0] == other[0][0] and len(other[0]) == 2:
                return other
            if way < 0.85 and letters[-1] == other[0][-1] and len(other[0]) == 2:
                return other
            front, back = self.part(names.FRONTS[sex]), self.part(names.BACKS[sex])
            if way < 0.65 and back[0] != letters[1]:
                known = next((p for p, readings in names.FRONTS[sex] if p == letters[0]), None)
                front_reading = next(
                    (
                        x
                        for p, readings in names.FRONTS[sex]
                        if p == known
                        for x in readings
                        if reading.startswith(x)
                    ),
                    None,
                )
                if front_reading:
                    return letters[0] + back[0], front_reading + back[1]
            if way >= 0.65 and way < 0.85 and front[0] != letters[0]:
                back_reading = next(
                    (
                        x
                        for p, readings in names.BACKS[sex]
                        if p == letters[1]
                        for x in readings
                        if reading.endswith(x)
                    ),
                    None,
                )
                if back_reading:
                    return front[0] + letters[1], front[1] + back_reading
            if (
                way >= 0.85
                and len(other[1]) == len(reading)
                and sum(a != b for a, b in zip(other[1], reading)) == 1
            ):
                return other
        return self.given(sex)

    def foreign_family(self, country):
        r, of = self.r, names.FOREIGN[country]
        found = {"country": country, "order": of["order"], "family": None, "middle": None}
        if "family" in of:
            entry = r.choice(of["family"].split("|")).split(":")
            if country == "korea":
                alias = entry.pop()
                found["alias"] = tuple(alias.split(" "))
            found["family"] = word(entry)
        if "middle" in of and r.random() < 0.75:
            found["middle"] = word(r.choice(of["middle"].split("|")).split(":"))
        return found

    def foreign_given(self, country, sex):
        return word(self.r.choice(names.FOREIGN[country][sex].split("|")).split(":"))

    def divorce(self, family, mother):
        """The mother takes the children along, mostly under her former surname."""
        r = self.r
        surname = self.surname()
        family.guardians.append((surname, mother[1]))
        if r.random() < 0.7:
            family.places.append(self.place())
            family.phones = [family.phones[-1]]
        for child in family.children:
            child.old_surname, child.surname = child.surname, surname
            child.kinds.add("surname-changed")

    def adopt(self, child):
        """Into another family, with its name and address; the old ones remain on older lists."""
        r = self.r
        surname = self.surname()
        parent = self.parent(r.choice(["male", "female"]), surname)
        self.household += 2
        new = Family(
            child.family.places[-1:] + [self.place()],
            self.phone(),
            child.family.guardians[-1:] + [parent],
            {
                "residents": str(self.household),
                "benefits": str(r.randrange(1_000_000, self.household)),
                "childcare": f"H{r.randrange(100000):05}",
            },
        )
        child.old_surname, child.surname = child.surname, surname
        child.family = new
        child.kinds.add("adopted")

    def namesakes(self):
        """Unrelated children of the same name, some of them born on the same day."""
        r, mix = self.r, self.mix
        plain = [child for child in self.children if not child.foreign and not child.kinds]
        for _ in range(max(1, round(self.wanted * mix["namesakes"]))):
            one, other = r.sample(plain, 2)
            if one.family is other.family or other.sex != one.sex or len(other.family.children) > 1:
                continue
            other.surname, other.given = one.surname, one.given
            other.family.guardians = [(one.surname, guardian[1]) for guardian in other.family.guardians]
            if r.random() < 0.5:
                other.born = one.born
                for child in (one, other):
                    child.kinds.add("namesake-same-day")
            else:
                for child in (one, other):
                    child.kinds.add("namesake")

    def numbers(self):
        """A second number after coming back to town; one number given to two people."""
        r, mix = self.r, self.mix
        for child in self.children:
            if r.random() < mix["two_numbers"]:
                child.numbers.append(self.resident_no())
                child.kinds.add("two-numbers")
        for _ in range(round(self.wanted * mix["shared_number"] + r.random())):
            one, other = r.sample(self.children, 2)
            if r.random() < 0.5 and len(one.family.children) > 1:
                other = next(child for child in one.family.children if child is not one)
            other.numbers.append(one.numbers[0])
            for child in (one, other):
                child.kinds.add("shared-number")

    def make(self):
        while len(self.children) < self.wanted:
            self.family()
        self.namesakes()
        self.numbers()
        return self.children


def word(entry):
    """Kanji (or none), Latin letters, the katakana of several offices."""
    *kanji, latin, kana = entry
    return kanji[0] if kanji else None, latin, kana.split(",")


def tuple_of(part):
    return part[0], part[1][0]

"""An English-style roster: three lists of given name, surname, street, suburb and postcode, typed by
hand."""

import datetime

GIVEN = {
    "female": "Olivia Amelia Isla Charlotte Grace Ella Sophie Lucy Ruby Chloe Hannah Emily Jessica Lauren Sarah Rachel Rebecca Megan Bethany Georgia Holly Abigail Eleanor Katherine Catherine Elizabeth Margaret Patricia Susan Helen Joanne Claire Nicola Michelle Alison Fiona Heather Janet Kathleen Maureen Imogen Phoebe Zara Tahlia Indiana Mackenzie Alannah Kiara".split(),
    "male": "Oliver Jack Noah Harry Leo Charlie Thomas William James Daniel Joshua Samuel Benjamin Alexander Matthew Lachlan Mitchell Cameron Jayden Riley Hamish Angus Callum Connor Ethan Liam Nathan Dylan Kyle Shane Robert Richard Michael David Peter Stephen Andrew Christopher Anthony Kevin Brian Graham Geoffrey Jonathon Jonathan Nicholas Zachary Bailey".split(),
}
SHORT = {
    "Elizabeth": "Liz",
    "Katherine": "Kate",
    "Catherine": "Cathy",
    "Margaret": "Maggie",
    "Rebecca": "Bec",
    "Jessica": "Jess",
    "Abigail": "Abby",
    "William": "Bill",
    "Thomas": "Tom",
    "Daniel": "Dan",
    "Joshua": "Josh",
    "Samuel": "Sam",
    "Benjamin": "Ben",
    "Alexander": "Alex",
    "Matthew": "Matt",
    "Robert": "Rob",
    "Michael": "Mick",
    "Nicholas": "Nick",
    "Christopher": "Chris",
    "Anthony": "Tony",
    "Andrew": "Andy",
}
SURNAMES = """Smith Jones Williams Brown Taylor Wilson Johnson White Martin Anderson Thompson Thomson Walker Harris Lewis Robinson Clarke Clark Nguyen Ryan King Wright Kelly Campbell Mitchell Young Hall Allen Scott Green Baker Adams Hill Murphy O'Brien McDonald
Macdonald Stewart Stuart Murray Reid Reed Phillips Philips Morrison Cooper Bailey Bell Collins Edwards Evans Fraser Gibson Graham Gray Grey Hamilton Henderson Hughes Hunt Jackson Kennedy Marshall Mason Moore Morgan Morris Nelson Parker Pearce Price Richardson Roberts Rogers Ross Russell Shaw Simpson
Stevens Stephens Sullivan Turner Walsh Ward Watson Watts Webb West Wood Woods Cunningham Fitzgerald Gallagher Hawkins Holloway Kowalski Papadopoulos Rossi Schneider Vandenberg Whitfield Winterbourne""".split()
STREETS = "Miller Church Station Victoria Albert Railway Park Queen King Mill Chapel Bridge Orchard Acacia Banksia Wattle Bowen Latrobe Hindmarsh Macquarie Flinders Collins Elizabeth Canterbury Wellington Waratah Jacaranda Coolabah".split()
KINDS = [
    ("Street", "St"),
    ("Road", "Rd"),
    ("Avenue", "Ave"),
    ("Crescent", "Cres"),
    ("Place", "Pl"),
    ("Drive", "Dr"),
    ("Court", "Ct"),
    ("Lane", "La"),
]
SUBURBS = "Hawthorn Brunswick Ashfield Marrickville Glenelg Unley Fremantle Subiaco Toowong Indooroopilly Belconnen Woden Sandy_Bay Glenorchy Kings_Langley Port_Noarlunga Mount_Waverley St_Albans Broadmeadows Narre_Warren".split()
NEXT = {a: b for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm") for a, b in zip(row, row[1:] + row[-2])}
SOUNDS = [
    ("ph", "f"),
    ("ck", "k"),
    ("ie", "y"),
    ("ee", "ea"),
    ("th", "t"),
    ("c", "k"),
    ("s", "z"),
    ("ll", "l"),
    ("tt", "t"),
    ("ae", "e"),
    ("ey", "ie"),
]
SHARES = dict(
    typed=0.05,
    sound=0.02,
    short=0.05,
    initial=0.01,
    swapped=0.01,
    comma=0.02,
    missing=0.05,
    birth=0.02,
    birth_swap=0.008,
    birth_missing=0.03,
    moved=0.08,
    postcode=0.03,
    married=0.02,
    duplicate=0.04,
)
FACTORS = {"mild": 0.4, "medium": 1, "hard": 2.2}


def typed(r, text):
    """One slip of the hand."""
    at = r.randrange(len(text))
    way = r.random()
    if way < 0.25:
        return text[:at] + text[at + 1 :] or text
    if way < 0.5:
        return text[:at] + text[at] + text[at:]
    if way < 0.75:
        return text[:at] + NEXT.get(text[at].lower(), "e") + text[at + 1 :]
    return text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]


def heard(r, text):
    ways = [text.replace(a, b, 1) for a, b in SOUNDS if a in text] + [
        text.replace(b, a, 1) for a, b in SOUNDS if b in text
    ]
    return r.choice(ways) if ways else text


class Clerk:
    """Writes people down."""

    def __init__(self, r, mix):
        self.r, self.factor = r, FACTORS[mix]

    def slips(self, what):
        return self.r.random() < SHARES[what] * self.factor

    def row(self, person, fields):
        r, kinds, record = self.r, set(), {}
        given, surname = person["given"], person["surname"]
        if self.slips("married") and person["sex"] == "female":
            surname = r.choice(SURNAMES)
            kinds.add("surname-changed")
        if self.slips("short") and given in SHORT:
            given = SHORT[given]
            kinds.add("short-name")
        elif self.slips("initial"):
            given = given[0]
            kinds.add("initial")
        names = [given, surname]
        for at in (0, 1):
            if len(names[at]) > 2 and self.slips("typed"):
                names[at] = typed(r, names[at])
                kinds.add("typed")
            elif self.slips("sound"):
                names[at] = heard(r, names[at])
                kinds.add("heard")
        if self.slips("swapped"):
            names.reverse()
            kinds.add("names-swapped")
        record["name"] = f"{names[1]}, {names[0]}" if self.slips("comma") else " ".join(names)
        if r.random() < 0.1:
            record["name"] = record["name"].upper()
        self.birth(person, record, kinds)
        if not self.slips("missing"):
            record["sex"] = person["sex"]
        number, (street, kind), suburb, postcode, flat = person["places"][0 if self.slips("moved") else -1]
        if self.slips("typed"):
            street = typed(r, street)
            kinds.add("address-typed")
        if self.slips("typed"):
            suburb = typed(r, suburb)
        unit = (f"{flat}/{number}" if r.random() < 0.5 else f"Unit {flat}, {number}") if flat else f"{number}"
        if not self.slips("missing"):
            record["address"] = f"{unit} {street} {kind[r.random() < 0.4]}, {suburb}"
        if self.slips("postcode"):
            at = r.randrange(3)
            postcode = postcode[:at] + postcode[at + 1] + postcode[at] + postcode[at + 2 :]
        if not self.slips("missing"):
            record["postal_code"] = postcode
        if not self.slips("missing") and not self.slips("missing"):
            record["phone"] = r.choice([person["phone"], person["phone"].replace(" ", "")])
        return {key: record[key] for key in fields if key in record}, kinds

    def birth(self, person, record, kinds):
        day = person["born"]
        if self.slips("birth_missing"):
            kinds.add("no-birth")
            return
        if self.slips("birth"):
            other = day + datetime.timedelta(days=self.r.choice([-1, 1, 10, -10, 365, 31]))
            day = other
            kinds.add("birth-slip")
        elif self.slips("birth_swap") and day.day <= 12 and day.day != day.month:
            day = day.replace(month=day.day, day=day.month)
            kinds.add("birth-swapped")
        record["birth_date"] = day.isoformat()


def place(r):
    return (
        r.randrange(1, 180),
        (r.choice(STREETS), r.choice(KINDS)),
        *suburb(r),
        r.randrange(1, 20) if r.random() < 0.2 else 0,
    )


def suburb(r):
    at = r.randrange(len(SUBURBS))
    return SUBURBS[at].replace("_", " "), f"{3000 + at * 37}"


def population(r, count):
    people, twins = [], []
    while len(people) < count:
        surname, home, phone = (
            r.choices(SURNAMES, [1 / (at + 6) for at in range(len(SURNAMES))])[0],
            place(r),
            f"04{r.randrange(100):02} {r.randrange(1000):03} {r.randrange(1000):03}",
        )
        places = [home, place(r)] if r.random() < 0.3 else [home]
        day = datetime.date(1935, 1, 1) + datetime.timedelta(days=r.randrange(29_000))
        for at in range(r.choices([1, 2, 3, 4], [40, 30, 20, 10])[0]):
            sex = r.choice(["female", "male"])
            twin = at > 0 and r.random() < 0.015
            if not twin:
                day = day + datetime.timedelta(days=r.randrange(340, 2500)) if at else day
            given = r.choice([name for name in GIVEN[sex] if name not in {p["given"] for p in people[-4:]}])
            people.append(
                dict(
                    id=f"e{len(people) + 1:05}",
                    given=given,
                    surname=surname,
                    sex=sex,
                    born=day,
                    places=places,
                    phone=phone,
                    kinds={"twin"} if twin else set(),
                )
            )
            if twin:
                people[-2]["kinds"].add("twin")
                twins.append((people[-2]["id"], people[-1]["id"]))
    return people, twins


def roster(r, count, mix):
    """The town line, three lists, twins."""
    people, twins = population(r, count)
    clerk = Clerk(r, mix)
    columns = {
        "residents": (0.97, "name birth_date sex address postal_code"),
        "checkups": (0.75, "name birth_date sex address postal_code phone"),
        "benefits": (0.6, "name birth_date address postal_code phone"),
    }
    lists = {}
    for name, (share, fields) in columns.items():
        rows = []
        for person in people:
            if r.random() >= share:
                continue
            for _ in range(1 + clerk.slips("duplicate")):
                record, kinds = clerk.row(person, fields.split())
                rows.append((record, kinds | person["kinds"], person["id"]))
        r.shuffle(rows)
        lists[name] = {None: rows}
    town = {
        "name": "Miller Creek",
        "series": "t3st",
        "population": count,
        "institutions": [],
        "staff": [],
        "calendar": [],
    }
    return town, lists, twins

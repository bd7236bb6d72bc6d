"""The sample customers against domain.md 9: companies, people, money. On several days."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import resources
from typing import Any

import pytest

from store.demo import demo_prospects
from store.profile.contact import Birthday, Role
from store.profile.months import add_months
from store.profile.prospect import Prospect, Stage
from store.profile.revenue import previous, rolling
from store.profile.stage import proposed_stage
from store.text import clean_line, fold, sort_key
from store.value.abc import classify

REFERENCE = date(2026, 2, 23)
DAYS = (REFERENCE, date(2026, 12, 30), date(2027, 5, 6), date(2028, 2, 29))
PHONE = re.compile(
    r"\+49 (89 99998 \d{3}|30 23125 \d{3}|69 90009 \d{3}|40 66969 \d{3}|221 4710 \d{3}"
    r"|171 39200 \d\d|176 040690 \d\d)"
)
# Row: short name, legal form, postcode and place, stage, revenue of 12 months, margin in per cent.
TABLE = """
1|Wolpertec Anlagenbau|GmbH|84028 Landshut|regular|268000|22
2|Brezenreiter Backstuben|GmbH & Co. KG|83022 Rosenheim|regular|187000|6
3|Zirbelfunk Elektrotechnik|GmbH|6020 Innsbruck|regular|124000|31
4|Murmelquell Getränke|GmbH|4820 Bad Ischl|regular|96000|35
5|Tannquirl Holzbau|GmbH|6850 Dornbirn|regular|71000|28
6|Lodenlurch Trachten Handels|GmbH|5020 Salzburg|existing|54000|-4
7|Schneehahn Skiverleih Franchise|GmbH|6370 Kitzbühel|existing|38000|42
8|Quastlpinsel Malerei|OG|8010 Graz|regular|29500|30
9|Zahlenspecht Steuerberatung|GmbH|4020 Linz|regular|22000|45
10|Gamsknödel Apartments|e.U.|5700 Zell am See|regular|18400|38
11|Radlgrille Fahrradwerk|KG|86150 Augsburg|existing|14600|40
12|Almzwirn Textil|GmbH|6900 Bregenz|regular|12500|25
13|Hopfenlerche Brauhaus|GmbH|93047 Regensburg|existing|9800|50
14|Kräuterkauz Naturkosmetik|GmbH|9020 Klagenfurt|new|8200|33
15|Sternnockerl Catering|OG|5400 Hallein|existing|7400|48
16|Flusskieselfink Gartenbau|GmbH|3500 Krems|existing|6600|36
17|Blechdachs Spenglerei|GmbH|4600 Wels|existing|5900|-12
18|Linsenwinkel Optik|GmbH|94032 Passau|regular|5300|40
19|Silberkorn Zahntechnik|GmbH|8700 Leoben|existing|4800|52
20|Wasserfloh Installationen|e.U.|2700 Wiener Neustadt|new|4100|29
21|Lettermops Offset|GmbH|4400 Steyr|existing|3500|44
22|Kurvenwurm Transporte|GmbH|94469 Deggendorf|existing|2900|37
23|Seilhüpfer Kletterpark|GmbH|87435 Kempten|new|2400|20
24|Blütenbiber Floristik|e.K.|97070 Würzburg|existing|1900|55
25|Tintenzwerg Bürobedarf|OHG|96047 Bamberg|regular|1300|30
26|Rübezagel Gemüsehof|GbR|94315 Straubing|existing|900|60
27|Mostbirnderl Obstveredelung|KG|3300 Amstetten|former|0|0
28|Fernwehkauz Reisebüro|GmbH|9500 Villach|former|0|0
29|Heizwichtel Haustechnik|GmbH|3100 St. Pölten|qualified|0|0
30|Spanlos Tischlereiwerk|GmbH|6830 Rankweil|qualified|0|0
31|Pulverkomet Beschichtung|GmbH|92224 Amberg|qualified|0|0
32|Kanzlei Paragrafenau|OG|8020 Graz|prospect|0|0
33|Gipfelmops Sportartikel|GmbH|6330 Kufstein|prospect|0|0
34|Semmelpilot Franchise|GmbH|80331 München|prospect|0|0
35|Molkeflug Käserei|eG|87700 Memmingen|prospect|0|0
36|Pflegepinguin Mobile Dienste|gGmbH|90402 Nürnberg|prospect|0|0
37|Marktgemeinde Übungsdorf||83278 Traunstein|prospect|0|0
38|Radlmurmel Verleih|GmbH|6020 Innsbruck|prospect|0|0
39|Rabattraupe Handels|GmbH|85049 Ingolstadt|prospect|0|0
40|Netzwerk Morgenkaffee|(Verein)|1070 Wien|contact|0|0
"""
SPEC = [line.split("|") for line in TABLE.split("\n") if line]
# Main contacts with a birthday.
BIRTHDAYS = {
    1: (7, 3, 1976), 2: (19, 4, None), 3: (23, 2, 1961), 4: (4, 6, None), 5: (24, 2, 1971),
    7: (31, 12, 1988), 8: (2, 9, None), 9: (29, 2, 1980), 10: (26, 10, 1966), 12: (14, 5, None),
    13: (1, 3, 1991), 15: (24, 12, None), 16: (30, 7, None), 18: (11, 11, None),
    19: (26, 2, None), 21: (15, 8, 1969), 23: (3, 3, None), 24: (10, 3, 1956),
    27: (4, 10, None), 40: (28, 2, None),
}  # fmt: skip


@pytest.fixture(params=DAYS, ids=str)
def today(request: pytest.FixtureRequest) -> date:
    day = request.param
    assert isinstance(day, date)
    return day


@pytest.fixture
def demo(today: date) -> tuple[Prospect, ...]:
    return demo_prospects(today)


def year(prospect: Prospect, today: date) -> tuple[int, int]:
    """Revenue and margin of the last 12 months, cents."""
    sums = rolling(prospect.revenue, today)
    return sums.revenue, sums.margin or 0


def test_the_forty_companies(demo: tuple[Prospect, ...], today: date) -> None:
    found = []
    for number, p in enumerate(demo, 1):
        assert p.head is not None
        revenue, margin = year(p, today)
        percent = margin * 100 // revenue if revenue else 0
        place = f"{p.head.postcode} {p.head.place}"
        money = [str(revenue // 100), str(percent)]
        found.append([str(number), p.short_name, p.legal_form, place, p.stage.value, *money])
        assert p.name == f"{p.short_name} {p.legal_form}".strip()
    assert found == SPEC


def test_totals_to_the_cent(demo: tuple[Prospect, ...], today: date) -> None:
    assert sum(year(p, today)[0] for p in demo) == 1_000_000_00
    assert sum(year(p, today)[1] for p in demo) == 234_306_00
    assert sum(max(year(p, today)[1], 0) for p in demo) == 237_174_00


def test_classes_by_revenue_and_by_margin(demo: tuple[Prospect, ...], today: date) -> None:
    base = [p for p in demo if p.stage.customer or p.stage is Stage.FORMER]
    by_revenue = classify((p.id, year(p, today)[0], p.stage is Stage.NEW) for p in base)
    by_margin = classify((p.id, year(p, today)[1], p.stage is Stage.NEW) for p in base)
    letters = [by_revenue.letters[p.id] for p in base]
    assert letters == ["A"] * 6 + ["B"] * 8 + ["C"] * 12 + ["O"] * 2
    rows = {
        letter: {int(key[1:]) for key, x in by_margin.letters.items() if x == letter}
        for letter in "ABC"
    }
    assert rows["A"] == {1, 2, 3, 4, 5, 7, 8, 9}
    assert rows["B"] == {10, 11, 12, 13, 14, 15, 19}
    assert rows["C"] == {16, 18, 20, 21, 22, 23, 24, 25, 26} | {6, 17}
    assert {int(key[1:]) for key in by_margin.negative} == {6, 17}


def test_revenue_lies_well_inside_the_rolling_year(
    demo: tuple[Prospect, ...], today: date
) -> None:
    edges = (today, add_months(today, -12), add_months(today, -24))
    last_days = {entry.last for p in demo if p.stage.customer for entry in p.revenue}
    assert len(last_days) == 8
    assert min(abs((day - edge).days) for day in last_days for edge in edges) >= 20


def test_the_year_before(demo: tuple[Prospect, ...], today: date) -> None:
    assert previous(demo[10].revenue, today).revenue == 8_760_00
    assert previous(demo[20].revenue, today).revenue == 19_600_00
    assert all(not previous(demo[n - 1].revenue, today).revenue for n in (14, 20, 23))


def test_stages_agree_with_the_facts(demo: tuple[Prospect, ...], today: date) -> None:
    for p in demo:
        assert proposed_stage(p, today) is None, p.name
        assert p.stage_log[-1].stage is p.stage
        days = [step.day for step in p.stage_log]
        assert days == sorted(days)
        assert p.created <= days[0]
        assert days[-1] <= today
        if p.first_order and p.last_order:
            assert p.created <= p.first_order <= p.last_order <= today


def test_numbers_streets_and_the_practice_mark(demo: tuple[Prospect, ...]) -> None:
    for number, p in enumerate(demo, 1):
        assert p.practice
        assert p.number == str(10000 + 37 * number % 997)
        assert {a.street for a in p.addresses} == {f"Übungsgasse {number}"}
    assert len({p.number for p in demo}) == 40
    assert sum(p.head.country == "AT" for p in demo if p.head) == 24
    assert sum(p.head.region == "BY" for p in demo if p.head) == 16


def test_nobody_can_be_reached_by_accident(demo: tuple[Prospect, ...]) -> None:
    people = [c for p in demo for c in p.contacts]
    phones = [p.phone for p in demo] + [n for c in people for n in (c.phone, c.mobile) if n]
    assert [phone for phone in phones if not PHONE.fullmatch(phone)] == []
    assert len(set(phones)) == len(phones)
    assert [p.contacts[0].phone for p in demo] == [f"+49 89 99998 {n:03d}" for n in range(1, 41)]
    mails = [c.email for c in people] + [p.email for p in demo]
    assert all(re.fullmatch(r"[a-z.-]+@[a-z]+\.example", mail) for mail in mails), mails
    assert len(set(mails)) == len(mails)
    assert all(re.fullmatch(r"www\.[a-z]+\.example", p.web) for p in demo)
    assert demo[4].contacts[0].email == "juerg.fussenegger-boesch@tannquirl.example"
    assert demo[10].contacts[0].email == "cigdem.aydin@radlgrille.example"


def test_the_people(demo: tuple[Prospect, ...]) -> None:
    people = [c for p in demo for c in p.contacts]
    assert [len(p.contacts) for p in demo] == [3] * 6 + [2] * 8 + [1] * 26
    born = [c.birthday for c in people if c.birthday]
    assert len(born) / len(people) == 0.55
    assert sum(b.year is None for b in born) == len(born) // 2
    assert sum(c.no_wishes for c in people) == 4
    assert sum(c.objection is not None for c in people) == 2
    assert [len(p.contacts[0].consents) for p in demo if p.contacts[0].consents] == [1, 1, 1]
    assert all(consent.proof for c in people for consent in c.consents)
    assert [c.name for c in people if not c.active] == ["Ludwig Eß"]
    assert all(c.function and c.roles and c.basis and c.source for c in people)
    others = {role for p in demo for c in p.contacts[1:] for role in c.roles}
    assert others == {Role.BUYER, Role.USER, Role.GATEKEEPER, Role.INFLUENCER}


def test_titles_stand_apart_and_greetings_in_full(demo: tuple[Prospect, ...]) -> None:
    anton = demo[2].contacts[0]
    assert (anton.title, anton.last_name) == ("KommR Ing.", "Tschurtschenthaler")
    assert anton.salutation == "Sehr geehrter Herr Kommerzialrat Tschurtschenthaler"
    assert demo[3].contacts[0].full_name == "Mag.ª Ilse Grünwaldner"
    assert demo[36].contacts[0].salutation == "Sehr geehrter Herr Bürgermeister"
    assert all(c.salutation and not c.name.startswith("Dr") for p in demo for c in p.contacts)


def test_birthdays_of_the_main_contacts() -> None:
    found = {
        n: (b.day, b.month, b.year)
        for n, p in enumerate(demo_prospects(REFERENCE), 1)
        if (b := p.contacts[0].birthday)
    }
    assert found == BIRTHDAYS


def test_ages_move_with_the_day(today: date) -> None:
    """Only on 29 February somebody of 65 cannot have a birthday: then it is the 64th."""
    people = [demo_prospects(today)[n - 1].contacts[0].birthday for n in (3, 5, 1)]
    ahead = (0, 1, 12)
    for born, days, age in zip(people, ahead, (65, 55, 50), strict=True):
        turn = today + timedelta(days=days)
        assert born is not None
        assert born.year is not None
        assert (born.day, born.month) == (turn.day, turn.month)
        leap = (turn.month, turn.day) == (2, 29)
        assert turn.year - born.year == (64 if leap else age)
        date(born.year, born.month, born.day)


def test_birthdays_that_are_about_their_date_stay(demo: tuple[Prospect, ...]) -> None:
    assert demo[8].contacts[0].birthday == Birthday(day=29, month=2, year=1980)
    assert demo[14].contacts[0].birthday == Birthday(day=24, month=12)
    assert demo[6].contacts[0].birthday == Birthday(day=31, month=12, year=1988)


def test_letters_survive_cleaning_folding_and_columns(demo: tuple[Prospect, ...]) -> None:
    names = [p.name for p in demo] + [c.full_name for p in demo for c in p.contacts]
    letters = set("".join(names))
    assert letters >= set("äöüßªčğıÇŞŠŽžá")
    for name in names:
        assert clean_line(name) == name == unicodedata.normalize("NFC", name)
        assert all(unicodedata.east_asian_width(c) not in "WF" for c in name)
    last = sorted((c.last_name for p in demo for c in p.contacts), key=sort_key)
    assert last[:3] == ["Achleitner-Moosgruber", "Aigner", "Ammann-Rüf"]
    assert last.index("Öttl") == last.index("Oraže") + 1
    assert fold("Çiğdem Aydın") == "cigdem aydin"


def test_links_lead_somewhere(demo: tuple[Prospect, ...]) -> None:
    ids = {p.id for p in demo}
    for p in demo:
        assert all(link.other in ids - {p.id} for link in p.relations)
        people = {c.id for c in p.contacts}
        assert all(a.contact in people for a in p.activities)
        assert all(f.contact in people | {""} for f in p.follow_ups)
    assert [link.other for link in demo[0].relations] == [demo[25].id]


SAID = {"note", "reason", "text", "title", "function", "source", "notes", "culture", "owners",
        "structure", "competitor", "referral", "industry", "words", "tags", "proof"}  # fmt: skip


def tables(value: Any) -> Iterator[dict[str, Any]]:
    """All tables within a TOML value."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from tables(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from tables(inner)


def test_everything_said_is_said_in_english_too() -> None:
    folder = resources.files("store") / "data"
    files = ["demo.toml", *(f"demo_{part}.toml" for part in "abcd")]
    missing = [
        (name, key, said)
        for name in files
        for table in tables(tomllib.loads((folder / name).read_text(encoding="utf-8")))
        for key, said in table.items()
        if key in SAID
        and not isinstance(said, int)
        and f"{key}_en" not in table
        and not (key == "title" and "sal" in table)  # of a person
        and not (key == "reason" and "kind" in table)  # the code of a knock-out
    ]
    assert missing == []


def test_english_changes_words_only(demo: tuple[Prospect, ...], today: date) -> None:
    for german, english in zip(demo, demo_prospects(today, "en"), strict=True):
        assert german.name == english.name
        assert german.industry != english.industry or german.industry in ("Catering", "Hotel")
        assert [a.day for a in german.activities] == [a.day for a in english.activities]
        assert all(
            one.note != other.note
            for one, other in zip(german.activities, english.activities, strict=True)
        )
        assert [f.due for f in german.follow_ups] == [f.due for f in english.follow_ups]

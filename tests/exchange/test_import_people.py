"""One row to one record: every field, and what happens to values without one."""

from __future__ import annotations

from datetime import date

import pytest

from store.exchange.drafts import Rules
from store.exchange.entries import Cell, Entry, Notice, RowRefused
from store.exchange.people import build
from store.profile.contact import Birthday
from store.profile.prospect import Prospect, Stage

RULES = Rules(
    today=date(2026, 11, 21),
    source="f.csv",
    stage=Stage.PROSPECT,
    days_first={},
    decimals={},
    new_id=lambda: "id",
)


def made(**values: str) -> tuple[Prospect, list[str]]:
    notices: list[Notice] = []
    cells = tuple(Cell(field, field, text) for field, text in values.items())
    return build(Entry(2, cells, ()), RULES, notices), [notice.code for notice in notices]


def test_all_fields_of_a_company() -> None:
    record, codes = made(
        company="Abel KG",
        industry="Holz",
        employees="ca. 5",
        founded="1.2.1950",
        stage="Lead?",
        follow_up_reason="ruft an",
        name="Eva Abel",
        salutation="Liebe Eva",
        prefix="Frau Dr.",
        web="a.example",
        email="Eva <eva@a.example>; mailto:b@a.example EVA@a.example",
        region="Bayern",
        country="Atlantis",
        postcode="D-80331",
        mobile="tel:+49 89 99998 306",
        nickname="Evi",
        revenue="0",
        potential="5",
        birthday="0.0.00",
        tags="a, b;A",
        margin="-1,5",
    )
    person = record.contacts[0]
    assert (record.founded, record.potential, record.tags) == (date(1950, 2, 1), 500, ("a", "b"))
    assert (record.revenue[0].revenue, record.revenue[0].margin) == (0, -150)
    assert (person.salutation, person.title, person.birthday) == ("Liebe Eva", "Dr.", None)
    assert (person.email, person.mobile) == ("eva@a.example", "+49 89 99998 306")
    assert record.head is not None
    assert (record.head.country, record.head.region, record.head.postcode) == ("DE", "BY", "80331")
    assert person.note.split("\n") == [
        "email: b@a.example",
        "nickname: Evi",
        "country: Atlantis",
        "stage: Lead?",
        "employees: ca. 5",
        "follow_up_reason: ruft an",
    ]
    assert codes == ["country", "stage", "number"]


def test_a_company_without_a_person_keeps_what_a_person_has() -> None:
    record, codes = made(
        company="Abel",
        birthday="3.4.",
        function="Chef",
        phone="+49 89 99998 307",
        phone_company="+49 89 99998 308",
        email="a@x.example",
        email_company="b@x.example",
    )
    assert (record.contacts, record.phone, record.email) == ((), "+49 89 99998 308", "b@x.example")
    assert record.notes.split("\n") == [
        "Tel: +49 89 99998 307",
        "E-Mail: a@x.example",
        "birthday: 3.4.",
        "function: Chef",
    ]
    assert codes == ["no_person"]


@pytest.mark.parametrize(
    ("values", "address"),
    [
        (
            {"street": "Gasse 1", "house_number": "a", "postcode_place": "A-8010 Graz"},
            ("Gasse 1 a", "8010", "Graz", "AT"),
        ),
        ({"street": "Gasse 1, 8010 Graz"}, ("Gasse 1", "8010", "Graz", "")),
        ({"street": "Gasse 1, Hof"}, ("Gasse 1, Hof", "", "", "")),
        (
            {"address": "Gasse 1\n8010 Graz\nÖsterreich"},
            ("Gasse 1, Österreich", "8010", "Graz", ""),
        ),
        ({"address": "Irgendwo", "place": "Graz"}, ("Irgendwo", "", "Graz", "")),
        ({"po_box": "Postfach 3", "place": "Graz"}, ("Postfach 3", "", "Graz", "")),
        ({"postcode_place": "Graz"}, ("", "", "Graz", "")),
        ({"home_street": "Heim 1"}, None),
        ({"place": "Graz", "region": "BY", "other_place": "Wien"}, ("", "", "Graz", "")),
    ],
)
def test_addresses(values: dict[str, str], address: tuple[str, str, str, str] | None) -> None:
    record, _ = made(company="Abel", **values)
    found = record.head
    assert (found and (found.street, found.postcode, found.place, found.country)) == address
    if "home_street" in values:
        assert record.notes == "home_street: Heim 1"
    if "other_place" in values:
        assert record.notes == "other_place: Wien"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"company": "A", "potential": "-5"}, "amount"),
        ({"company": "A", "revenue": "x"}, "amount"),
        ({"company": "A", "first_order": "1.1.2030"}, "date_range"),
        ({"company": "A", "name": "B", "birthday": "1.1.2030"}, "date_range"),
        ({"company": "A", "email": "a b"}, "mail"),
        ({"notes": "nur"}, "no_name"),
    ],
)
def test_refused(values: dict[str, str], code: str) -> None:
    with pytest.raises(RowRefused) as refused:
        made(**values)
    assert refused.value.code == code


def test_further_values_become_lines() -> None:
    notices: list[Notice] = []
    cells = [
        ("company", "A"),
        ("name", "Eva B"),
        ("name", "Udo C"),
        ("birthday", "3.4."),
        ("birthday", "4.5."),
        ("web", "a"),
        ("web", "a"),
        ("web", "b"),
        ("web", "b"),
        ("department", "Lager"),
        ("place", "X"),
        ("place", "X"),
        ("place", "Y"),
        ("phone", "+49 89 99998 309"),
        ("phone", "+49 89 99998 309"),
        ("company_more", "Filiale"),
        ("birth_month", "3"),
    ]
    entry = Entry(2, tuple(Cell(field, field, text) for field, text in cells), ())
    record = build(entry, RULES, notices)
    person = record.contacts[0]
    assert (person.birthday, person.function) == (Birthday(day=3, month=4), "Lager")
    assert person.note.split("\n") == [
        "name: Udo C",
        "birthday: 4.5.",
        "place: Y",
        "web: b",
        "company_more: Filiale",
    ]


def test_no_revenue_in_a_year_is_no_entry() -> None:
    record, _ = made(company="A", revenue_2024="0", revenue_2025="1,5")
    assert [entry.revenue for entry in record.revenue] == [150]

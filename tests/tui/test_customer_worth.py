"""What a customer is worth, in the profile and in "Why?"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from workplace_kit import TODAY

from store import (
    Activity,
    Aspect,
    Assumptions,
    Book,
    Edit,
    Prospect,
    Reference,
    RevenueEntry,
    Stage,
    customer_value,
)
from tui import texts, value_words
from tui.desk import Desk
from tui.flows.why_value import value_rows
from tui.plain import places
from tui.widgets.profile_body import body

FIRM = Prospect(
    id="a", name="Adler", created=TODAY, stage=Stage.EXISTING, potential=70_500_00, days_late=4,
    first_order=date(2017, 9, 11), last_order=date(2025, 11, 28), fit=8, fit_note="hilft gern",
    revenue=(
        RevenueEntry(first=date(2024, 1, 1), last=date(2024, 12, 31), revenue=40_000_00,
                     margin=9_000_00, orders=4),
        RevenueEntry(first=date(2025, 1, 1), last=date(2025, 12, 31), revenue=30_000_00,
                     margin=12_000_00, orders=3)),
    activities=(Activity(id="x", day=TODAY, minutes=90),))
OTHER = replace(FIRM, id="b", name="Berger", revenue=(RevenueEntry(
    first=date(2025, 1, 1), last=date(2025, 12, 31), revenue=10_000_00, margin=-2_000_00),))


@pytest.fixture
def desk() -> Iterator[Desk]:
    book = Book.open("", today=TODAY, checklist=places.resolver, memory=True,
                     records=(FIRM, OTHER), user="test")
    found = Desk(book, places.checklists(), clv=Assumptions(cost=3_000_00))
    found.select("a")
    yield found
    book.close()


def told(desk: Desk, language: str, *, why: bool) -> str:
    """All rows as one text, blanks as one."""
    texts.use(language, "AT")
    view = desk.select(desk.view.row.id if desk.view.row else "")
    rows = value_rows(view, 100) if why else body(view, 100, tall=True).rows
    return " ".join(" ".join(row.text for row in rows).split())


def test_the_worked_example_in_words() -> None:
    found = customer_value(dict(zip(Aspect, (8, 6, 3, 10, 8, None, 5, 8), strict=True)))
    texts.use("de", "AT")
    assert value_words.worth(found) == "68,9 (62-72) mittel"
    assert value_words.still_open(found) == "offen: Referenz; damit evtl. hoch"
    texts.use("en", "AT")
    assert value_words.worth(found) == "68.9 (62-72) medium"
    assert value_words.still_open(found) == "open: reference; with it perhaps high"
    assert value_words.worth(customer_value({})) == "– (0-100)"


def test_an_estimate_says_what_it_rests_on() -> None:
    texts.use("de", "AT")
    assert value_words.estimate(12_000_00, Assumptions(cost=3_000_00)) == (
        "€ 30.299 in 5 Jahren (CLV: DB € 12.000 im Jahr, 80 % bleiben, 8 % Zins, "
        "Gewinnung € 3.000)")
    texts.use("en", "AT")
    assert value_words.estimate(12_000_00, Assumptions(years=1)) == (
        "€11,111 in 1 year (CLV: margin €12,000 a year, 80% stay, 8% interest)")
    assert value_words.estimate(None, Assumptions()) == "", "unknown cost is never 0"


@pytest.mark.parametrize(("language", "expected"), [
    ("de", ("Kundenwert 74,4 (67-77) hoch offen: Referenz", "Schätzung € 30.299 in 5 Jahren",
            "Passung 8 von 10: hilft gern", "Zahlung 4 Tage zu spät")),
    ("en", ("Customer value 74.4 (67-77) high open: reference", "Estimate €30,299 in 5 years",
            "Fit 8 of 10: hilft gern", "Payment 4 days late"))])
def test_the_profile_says_what_a_customer_is_worth(
    desk: Desk, language: str, expected: tuple[str, ...]
) -> None:
    found = told(desk, language, why=False)
    for words in expected:
        assert words in found
    assert "RFM" not in found, "the average of all is not known yet"


def test_why_explains_it_criterion_by_criterion(desk: Desk) -> None:
    desk.average24 = lambda: Fraction(70_000_00)
    found = told(desk, "de", why=True)
    for words in (
        "Kundenwert 74,4 (67-77) hoch",
        "Deckungsbeitrag 25 x 8 € 12.000: 2,4-mal der Schnitt von € 5.000",
        "Potenzial 20 x 8 € 70.500: 3,5-mal der Schnitt von € 20.000",
        "Entwicklung 10 x 1 -25 % zum Vorjahr", "Zahlung 10 x 8 4 Tage zu spät",
        "Dauer 5 x 8 8 Jahre", "Referenz 10 x – noch nicht gefragt",
        "Aufwand 10 x 10 1,5 h: 0,1 h je € 1.000 DB", "Zusammenarbeit 10 x 8 8 von 10",
        "RFM 5-4-3 Stamm", "7 Aufträge",
    ):
        assert words in found
    desk.select("b")
    found = told(desk, "en", why=True)
    assert "effort 10 x 1 1.5 h without margin" in found
    assert "trend 10 x – no year before" in found


def test_only_customers_are_worth_something_by_these_rules(desk: Desk) -> None:
    book = desk.book
    book.apply(Edit(label="edited", records=(replace(FIRM, stage=Stage.PROSPECT),)))
    view = desk.refresh(["a"])
    assert view.appraisal is None
    assert list(value_rows(view, 80)) == []
    book.apply(Edit(label="edited", records=(replace(
        FIRM, stage=Stage.FORMER, reference=Reference.NO, collection=True),)))
    assert desk.refresh(["a"]).appraisal is not None
    assert "in Inkasso, 4 Tage zu spät" in told(desk, "de", why=False)


async def test_who_costs_more_than_they_bring_gets_a_task(start: Any) -> None:
    """Domain.md 4.8: negative margin, and the terms are to be settled."""
    async with start(records=(OTHER,), practice=False, language="de", size=(120, 40)) as program:
        assert "Negativer DB: Konditionen klären" in program.text
        await program.press("f", "1")
        assert "Konditionen klären" in program.text
        await program.press("enter")
        assert program.book.get("b").follow_ups[0].reason == "Konditionen klären"

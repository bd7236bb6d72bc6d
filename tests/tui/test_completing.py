"""A new stage asks for what it brings; who is left without a next step is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from store import Book, ClassOverride, Contact, Field, FollowUp, Prospect, RevenueEntry, Stage
from store.profile.orders import first_order
from tui.dialogs.bar import Refused
from tui.flows.completing import read_order
from tui.plain import places

TODAY = date(2026, 2, 23)
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
FIRM = Prospect(
    id="f", name="Adler", created=date(2026, 1, 1), stage=Stage.QUALIFIED,
    contacts=(Contact(id="h", first_name="Eva", last_name="Huber", function="Einkauf"),),
    follow_ups=(FollowUp(id="x", due=TODAY, reason="anrufen"),))


def book(*records: Prospect) -> Book:
    return Book.open("", today=TODAY, checklist=places.resolver, memory=True, records=records)


# -- the first order -----------------------------------------------------------------------

def test_the_first_order_is_kept_with_its_value() -> None:
    made = first_order(FIRM, TODAY, 480_000)
    assert (made.first_order, made.last_order) == (TODAY, TODAY)
    assert made.revenue == (RevenueEntry(first=TODAY, last=TODAY, revenue=480_000, orders=1),)
    assert first_order(FIRM, TODAY).revenue == ()


def test_revenue_of_that_day_counts_once() -> None:
    month = RevenueEntry(first=date(2026, 2, 1), last=date(2026, 2, 28), revenue=1)
    later = RevenueEntry(first=date(2026, 3, 1), last=date(2026, 3, 31), revenue=2)
    assert first_order(replace(FIRM, revenue=(month,)), TODAY, 5).revenue == (month,)
    made = first_order(replace(FIRM, revenue=(later,), last_order=date(2026, 3, 1)), TODAY, 5)
    assert [entry.revenue for entry in made.revenue] == [5, 2]
    assert made.last_order == date(2026, 3, 1)


@pytest.mark.parametrize(("text", "day", "value"), [
    ("", None, None), ("heute", TODAY, None), ("heute 4800", TODAY, 480_000),
    ("12.2.", date(2026, 2, 12), None), ("12.2. 950,50", date(2026, 2, 12), 95_050),
    ("gestern 1,5t", date(2026, 2, 22), 150_000)])
def test_day_and_value_in_one_line(text: str, day: date | None, value: int | None) -> None:
    order = read_order(text, TODAY)
    assert (order.day, order.value) == (day, value)


@pytest.mark.parametrize("text", ["bald", "heute viel", "heute -5", "1.3.2027 100"])
def test_what_is_no_day_or_no_value_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_order(text, TODAY)


# -- keys ------------------------------------------------------------------------------------

async def become_customer(program: Any) -> None:
    await program.press("E")
    key = next(row.split()[0] for row in program.rows if "Neukunde" in row or "new cust" in row)
    await program.press(key)


@LANGUAGES
async def test_a_new_customer_is_completed(start: Any, language: str) -> None:
    async with start(language=language, book=book(FIRM)) as program:
        await become_customer(program)
        assert program.find("Adler").stage is Stage.NEW
        assert {"de": "Erster Auftrag: Tag und Wert:", "en": "First order: day and value:"}[
            language] in program.text
        await program.type("heute 4800" if language == "de" else "today 4800")
        assert {"de": "4.800,00", "en": "4,800.00"}[language] in program.text
        await program.press("enter")
        assert program.find("Adler").first_order == TODAY
        assert program.status.startswith({"de": "Adler: erster Auftrag Mo 23.02.2026, € 4.800,00",
                                          "en": "Adler: first order Mon 23 Feb 2026, €4,800.00"}[
                                              language])
        assert {"de": "Neukunde: jetzt ergänzen  1 Vertrag, Kündigungsfrist",
                "en": "new customer: add now  1 contract, notice period"}[
                    language] in program.text
        await program.press("2")
        await program.type("24.2.")
        await program.press("enter")
        assert program.find("Adler").contacts[0].birthday is not None
        await program.press("enter", "-", "enter")
        assert program.find("Adler").not_applicable == (Field.CONTRACT.value,)
        assert program.place.bar is None


async def test_all_of_it_can_wait(start: Any) -> None:
    async with start(book=book(FIRM)) as program:
        await become_customer(program)
        await program.press("escape")
        assert program.place.bar is None
        assert program.find("Adler").stage is Stage.NEW
        await program.press("u")
        await become_customer(program)
        await program.press("enter", "escape")
        assert program.place.bar is None
        assert program.find("Adler").first_order is None


async def test_a_step_back_asks_for_nothing(start: Any) -> None:
    async with start(book=book(replace(FIRM, stage=Stage.NEW))) as program:
        await program.press("E")
        key = next(row.split()[0] for row in program.rows if " Interessent" in row)
        await program.press(key)
        await program.type("irrtum")
        await program.press("enter")
        assert program.find("Adler").stage is Stage.PROSPECT
        assert program.place.bar is None


@LANGUAGES
@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_who_is_left_without_a_next_step_is_told(
    start: Any, language: str, size: tuple[int, int]
) -> None:
    customer = replace(FIRM, name="Adler Anlagenbau und Stahlhandel", stage=Stage.EXISTING,
                       class_override=ClassOverride(letter="A", day=TODAY))
    told = {"de": "; kein nächster Schritt: f plant einen",
            "en": "; no next step: f plans one"}[language]
    async with start(language=language, size=size, book=book(customer)) as program:
        await program.press("t", "2")
        while program.place.bar is not None:
            await program.press("escape")
        if not program.find("Adler").follow_ups:
            assert told in program.status
        await program.press("escape", "f", "2")
        while program.place.bar is not None:
            await program.press("enter")
        assert told not in program.status

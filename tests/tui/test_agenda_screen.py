"""The agenda on screen: day by day, months, kinds, everything done in place."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from store import (
    AckKind,
    Birthday,
    Contact,
    FollowUp,
    Offer,
    Prospect,
    Stage,
    Trigger,
    TriggerKind,
)

TODAY = date(2026, 2, 23)
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


def due(key: str, days: int, reason: str = "Rückruf", **more: Any) -> Prospect:
    return Prospect(
        id=key, name=f"{key.title()} GmbH", created=date(2026, 1, 2), follow_ups=(
            FollowUp(id="f", due=TODAY + timedelta(days=days), reason=reason),), **more)


EVA = Contact(id="e", first_name="Eva", last_name="Huber", birthday=Birthday(day=2, month=3))
RECORDS = (
    due("adler", -3), due("berger", 0), due("cerny", 1, "Angebot zeigen"),
    due("danner", 30, contacts=(EVA,)),
    due("eder", 35, offers=(Offer(id="o", title="Jacken", binds_until=date(2026, 4, 15)),)),
)


NAMES = ("Adler", "Berger", "Cerny", "Danner", "Eder")


def listed(program: Any) -> list[str]:
    """The right half: days and what comes up."""
    return [row[27:].rstrip() for row in program.rows[2:18] if row[27:].strip()]


@LANGUAGES
async def test_day_by_day(start: Any, language: str) -> None:
    async with start(language=language, records=RECORDS) as program:
        await program.press("g", "a")
        words = {"de": ("überfällig", "heute, Mo 23.02.", "morgen, Di 24.02.", "Mo 02.03."),
                 "en": ("overdue", "today, Mon 23 Feb", "tomorrow, Tue 24 Feb", "Mon 2 Mar")}
        found = listed(program)
        assert [row.strip() for row in found if row.strip() in words[language]] == list(
            words[language])
        assert [word for row in found for word in row.split() if word in NAMES] == [
            "Adler", "Berger", "Cerny", "Danner", "Danner", "Eder", "Eder"]


async def test_one_key_acknowledges_what_is_under_the_cursor(start: Any) -> None:
    async with start(records=RECORDS) as program:
        await program.press("g", "a", "down", "2")
        berger = program.find("Berger")
        assert berger.follow_ups == ()
        assert berger.acknowledgements[-1].kind is AckKind.CALL
        assert "Cerny" in program.rows[-6]
        await program.press("u")
        assert len(program.find("Berger").follow_ups) == 1


@LANGUAGES
@pytest.mark.parametrize("keys", [["0"], ["space", "2"]])
async def test_a_check_is_done_by_checking_only(
        start: Any, language: str, keys: list[str]) -> None:
    sold = Prospect(id="s", name="Specht GmbH", created=date(2025, 1, 2), stage=Stage.EXISTING,
                    triggers=(Trigger(kind=TriggerKind.OWNERS, day=TODAY),))
    async with start(language=language, records=(sold,)) as program:
        await program.press("g", "a", *keys)
        assert program.status.startswith({
            "de": "Eine Neubewertung ist mit dem Bewerten erledigt: i",
            "en": "A re-assessment is done by rating: i"}[language])
        assert program.find("Specht") == sold


async def test_what_is_there_is_moved_and_skipped(start: Any) -> None:
    async with start(records=RECORDS) as program:
        await program.press("g", "a", "f")
        await program.type("+10")
        await program.press("enter")
        assert program.find("Adler").follow_ups[0].due == TODAY + timedelta(days=10)
        await program.press("t", "minus")
        await program.type("im Urlaub")
        await program.press("enter")
        assert program.find("Berger").acknowledgements[-1].kind is AckKind.SKIPPED


async def test_months_days_and_today(start: Any) -> None:
    async with start(records=RECORDS) as program:
        await program.press("g", "a")
        assert "Februar 2026" in program.rows[1]
        await program.press("pagedown")
        assert "März 2026" in program.rows[1]
        assert any(row[26:].startswith("> o Danner") for row in program.rows)
        await program.press("t")
        assert "Februar 2026" in program.rows[1]
        await program.press("right")
        assert "Cerny" in program.rows[-6]
        await program.press("left", "left")
        assert "Adler" in program.rows[-6]


@LANGUAGES
@pytest.mark.parametrize(("key", "names"), [
    ("2", {"Adler", "Berger", "Cerny", "Danner", "Eder"}), ("3", {"Danner"}), ("4", {"Eder"}),
    ("5", set()), ("1", {"Adler", "Berger", "Cerny", "Danner", "Eder"}),
])
async def test_only_some_kinds(start: Any, language: str, key: str, names: set[str]) -> None:
    async with start(language=language, records=RECORDS) as program:
        await program.press("g", "a", "o", key)
        found = "\n".join(listed(program))
        assert {name for name in NAMES if name in found} == names
        if not names:
            assert {"de": "Nichts steht an", "en": "Nothing comes up"}[language] in found
            await program.press("1", "f", "enter")
            assert program.app.screen is not program.place


async def test_enter_goes_to_the_customer_and_back_to_the_row(start: Any) -> None:
    async with start(records=RECORDS) as program:
        await program.press("g", "a", "down", "down", "enter")
        assert program.app.screen is program.place
        assert program.view.row.id == "cerny"
        assert program.status == "g a führt zurück zu dieser Zeile."
        await program.press("g", "a")
        assert "Cerny" in program.rows[-6]
        await program.press("q")
        assert program.app.screen is program.place


async def test_it_stays_on_its_row_when_something_else_changes(start: Any) -> None:
    async with start(records=RECORDS) as program:
        await program.press("g", "a", "down", "down", "a")
        await program.type("gesprochen >2w")
        await program.press("enter")
        assert len(program.find("Cerny").activities) == 1
        assert "Danner" in program.rows[-6] or "Cerny" in program.rows[-6]

"""A date in one line: what it is understood as, what is saved, in how many keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workplace_kit import TODAY, bar_rows, prospect

from store import Birthday, Contact, Edit, NameDay, OwnDate, Prospect
from tui import sentences, texts
from tui.date_lines import DateKind, DateLine, DateLineFault, read_date_line
from tui.date_parts import DateFault, DateProblem
from tui.flows.dating import told
from tui.texts import _

LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
EVA = Contact(id="h", first_name="Eva", last_name="Huber")
MAX = Contact(id="k", first_name="Max", last_name="Klein")
FIRM = prospect(contacts=(EVA, MAX))
BORN = Birthday(day=3, month=4, year=1977)


def understood(line: str) -> DateLine:
    return read_date_line(line, TODAY, (EVA, MAX), "h", "Berger")


@pytest.mark.parametrize(("line", "expected"), [
    ("14.6. Hochzeitstag", {"who": "h", "title": "Hochzeitstag", "day": date(2026, 6, 14)}),
    ("Hochzeitstag 15. März 2010",
     {"who": "h", "title": "Hochzeitstag", "day": date(2010, 3, 15)}),
    ("14.1. Neujahrsempfang", {"who": "h", "title": "Neujahrsempfang",
                               "day": date(2027, 1, 14)}),
    ("Max: 1.7. Jubiläum", {"who": "k", "title": "Jubiläum", "day": date(2026, 7, 1)}),
    ("berg: Sommerfest 1.7.", {"title": "Sommerfest", "day": date(2026, 7, 1)}),
    ("Firma: Audit 1.7.", {"title": "Audit", "day": date(2026, 7, 1)}),
    # once: so it says, or its year is to come, or a day in words tells it
    ("1.7. Umzug einmalig", {"who": "h", "title": "Umzug", "day": date(2026, 7, 1),
                             "yearly": False}),
    ("once 1.7. move", {"who": "h", "title": "move", "day": date(2026, 7, 1), "yearly": False}),
    ("Messe 3.10.2026", {"who": "h", "title": "Messe", "day": date(2026, 10, 3),
                         "yearly": False}),
    ("in 3 Wochen Umzug", {"who": "h", "title": "Umzug", "day": date(2026, 3, 16),
                           "yearly": False}),
    ("Fest morgen jährlich", {"who": "h", "title": "Fest", "day": date(2026, 2, 24)}),
    # fields of their own
    ("Eva: Geburtstag 3.4.1977", {"who": "h", "kind": DateKind.BIRTHDAY, "title": "Geburtstag",
                                  "birthday": BORN}),
    ("3.4. birthday", {"who": "h", "kind": DateKind.BIRTHDAY, "title": "birthday",
                       "birthday": Birthday(day=3, month=4)}),
    ("Namenstag 24.12.", {"who": "h", "kind": DateKind.NAME_DAY, "title": "Namenstag",
                          "name_day": NameDay(day=24, month=12)}),
    ("Firma: Gründung 1.5.1990", {"kind": DateKind.FOUNDED, "title": "Gründung",
                                  "day": date(1990, 5, 1)}),
    ("founded 1.5.1990", {"kind": DateKind.FOUNDED, "title": "founded",
                          "day": date(1990, 5, 1)}),
    ("Geburtstag der Firma 3.4.", {"who": "h", "title": "Geburtstag der Firma",
                                   "day": date(2026, 4, 3)}),
])
def test_a_line_is_understood_as(line: str, expected: dict[str, Any]) -> None:
    assert understood(line) == DateLine(**expected)


@pytest.mark.parametrize(("line", "fault"), [
    ("Xaver: Geburtstag 3.4.", DateLineFault.NOBODY),
    ("Firma: Geburtstag 3.4.", DateLineFault.NO_PERSON),
    ("3.4.", DateLineFault.NO_TITLE), ("Gründung 1.5.", DateLineFault.NO_YEAR),
    ("Gründung 1.5.2030", DateLineFault.NO_YEAR),
    ("Messe 3.10.2025 einmalig", DateLineFault.PAST),
    ("Geburtstag 31.2.", DateFault.IMPOSSIBLE), ("Geburtstag 3.4.77", DateFault.TWO_DIGIT_YEAR),
    ("Geburtstag 3.4.2030", DateFault.FUTURE), ("Fest 30.2.", DateFault.IMPOSSIBLE),
    ("3/4 Fest", DateFault.AMBIGUOUS), ("Geburtstag", DateFault.EMPTY), ("", DateFault.EMPTY),
    ("Eva:", DateFault.EMPTY),
])
def test_what_cannot_be_is_refused(line: str, fault: DateFault | DateLineFault) -> None:
    problem = understood(line).problem
    assert (problem.code if isinstance(problem, DateProblem) else problem) is fault


_PIECES = st.sampled_from(["Eva:", "Firma:", "Geburtstag", "Namenstag", "Gründung", "Fest", "3.4.",
                           "3.4.1977", "29.2.", "31.2.", "morgen", "einmalig", "jährlich", ":",
                           "3/4", "1990", "fr", "\u200b"])


@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=7).map(" ".join)))
def test_reading_never_fails_and_says_all_it_saves(line: str) -> None:
    found = understood(line)
    if found.problem is not None:
        return
    kept = [found.day, found.birthday, found.name_day]
    assert sum(one is not None for one in kept) == 1
    said = " ".join(told(found, FIRM, TODAY))
    if found.kind is DateKind.OWN:
        assert found.title in said
        assert found.yearly == (_("every year") in said)
        assert found.yearly or (found.day is not None and found.day >= TODAY)


LINES: dict[str, tuple[str, Prospect]] = {
    "Eva: Geburtstag 3.4.1977": (
        "So 03.04.1977", replace(FIRM, contacts=(replace(EVA, birthday=BORN), MAX))),
    "Namenstag 24.12.": (
        "Do 24.12.2026",
        replace(FIRM, contacts=(replace(EVA, name_day=NameDay(day=24, month=12)), MAX))),
    "Firma: Gründung 1.5.1990": ("Di 01.05.1990", replace(FIRM, founded=date(1990, 5, 1))),
    "14.6. Hochzeitstag": ("So 14.06.2026", replace(FIRM, dates=(
        OwnDate(id="", title="Hochzeitstag", day=date(2026, 6, 14), contact="h"),))),
    "Messe 3.10.2026": ("Sa 03.10.2026", replace(FIRM, dates=(
        OwnDate(id="", title="Messe", day=date(2026, 10, 3), contact="h", yearly=False),))),
}


@pytest.mark.parametrize("text", LINES)
async def test_the_echo_says_what_is_saved_and_undo_takes_it_back(start: Any, text: str) -> None:
    said, expected = LINES[text]
    async with start(records=(FIRM,)) as program:
        await program.press("g", "d")
        await program.type(text)
        assert said in bar_rows(program)
        await program.press("enter")
        assert len(program.pressed) == 3
        after = program.find("Berger")
        assert replace(after, dates=tuple(replace(one, id="") for one in after.dates),
                       triggers=(), checks=()) == expected
        await program.press("u")
        assert program.find("Berger") == FIRM


@LANGUAGES
async def test_tab_goes_through_people_and_company(start: Any, language: str) -> None:
    async with start(language=language, records=(FIRM,)) as program:
        await program.press("g", "d")
        assert "Eva Huber" in bar_rows(program)
        await program.press("tab")
        assert "Max Klein" in bar_rows(program)
        await program.press("tab")
        assert _("the company") in bar_rows(program)
        await program.press("tab", "shift+tab", "shift+tab")
        await program.type("1.7. Fest")
        await program.press("enter")
        (own,) = program.find("Berger").dates
        assert own.contact == "k"


@LANGUAGES
async def test_a_company_without_people_has_dates_too(start: Any, language: str) -> None:
    async with start(language=language, records=(prospect(),)) as program:
        await program.press("g", "d")
        await program.type("1.7. Fest")
        await program.press("enter")
        assert program.find("Berger").dates[0].contact == ""


@LANGUAGES
async def test_what_is_refused_stays_in_the_field(start: Any, language: str) -> None:
    async with start(language=language, records=(FIRM,)) as program:
        await program.press("g", "d")
        await program.type("Geburtstag 31.2.")
        await program.press("enter")
        assert program.place.bar.text == "Geburtstag 31.2."
        assert program.book.sequence == 0


@LANGUAGES
async def test_who_wants_no_wishes_is_told(start: Any, language: str) -> None:
    shy = replace(EVA, no_wishes=True, birthday=Birthday(day=1, month=1))
    async with start(language=language, records=(prospect(contacts=(shy,)),)) as program:
        await program.press("g", "d")
        await program.type("birthday 3.4.")
        assert _("wants no wishes: will not come up") in bar_rows(program)


@pytest.mark.parametrize(("args", "german", "english"), [
    ({"kind": "birthday", "title": "x", "person": "Eva", "day": "1977-04-03"},
     "Adler, Eva: Geburtstag 03.04.1977", "Adler, Eva: birthday 3 Apr 1977"),
    ({"kind": "name_day", "title": "x", "person": "Eva", "day": "--12-24"},
     "Adler, Eva: Namenstag 24.12.", "Adler, Eva: name day 24 Dec"),
    ({"kind": "founded", "title": "x", "day": "1990-05-01"},
     "Adler: Gegründet 01.05.1990", "Adler: Founded 1 May 1990"),
    ({"kind": "own_date", "title": "Fest", "day": "2026-07-01"},
     "Adler: Fest 01.07.2026", "Adler: Fest 1 Jul 2026"),
])
def test_the_history_reads_in_both_languages(
        args: dict[str, str], german: str, english: str) -> None:
    for language, text in (("de", german), ("en", english)):
        texts.use(language, "AT")
        assert sentences.change(Edit(label="dated", records=(), args=(
            ("name", "Adler"), *args.items()))) == text

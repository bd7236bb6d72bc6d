"""What stands around the days of the agenda: months, signs, kinds, detail, week and year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from store import (
    AckKind,
    Acknowledgement,
    Activity,
    ActivityKind,
    Birthday,
    Contact,
    FollowUp,
    Prospect,
    Reaction,
)

TODAY = date(2026, 2, 23)
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


def wine(year: int, *, value: int = 0, **more: Any) -> Acknowledgement:
    return Acknowledgement(event="birthday:e", turn=date(year, 3, 1), day=date(year, 3, 1),
                           contact="e", value=value, **more)


EVA = Contact(id="e", first_name="Eva", last_name="Huber", function="Einkauf", phone="0316 1",
              birthday=Birthday(day=1, month=3, year=1976))
BERGER = Prospect(
    id="berger", name="Berger GmbH", created=date(2020, 1, 2), contacts=(EVA,),
    acknowledgements=(
        wine(2023, kind=AckKind.CARD), wine(2024, kind=AckKind.SKIPPED),
        wine(2025, kind=AckKind.GIFT, note="Riesling", value=1_800, reaction=Reaction.GOOD)),
    activities=(
        Activity(id="a", day=date(2026, 2, 2), kind=ActivityKind.CALL, note="sucht Wein"),))
ADLER = Prospect(
    id="adler", name="Adler GmbH", created=date(2026, 1, 2), follow_ups=(
        FollowUp(id="f", due=TODAY - timedelta(days=3), reason="Rückruf", moved=2,
                 promised=True),))
FAR = replace(ADLER, id="far", name="Ferner GmbH", follow_ups=(
    FollowUp(id="f", due=date(2026, 9, 1), reason="Herbst"),))
RECORDS = (ADLER, BERGER)


def detail(program: Any, row: int) -> list[str]:
    """The right half from a row of the screen on."""
    return [text[27:].strip() for text in program.rows[row:-2]]


@LANGUAGES
async def test_the_detail_says_whom_why_and_what_was_given(start: Any, language: str) -> None:
    async with start(language=language, records=RECORDS, size=(120, 40)) as program:
        await program.press("g", "a", "down")
        text = " ".join(detail(program, -12))
    de = language == "de"
    assert ("Eva Huber, Einkauf, Tel 0316 1, Darf ich anrufen?" if de else
            "Eva Huber, Einkauf, Tel 0316 1, May I call?") in text
    assert ("Warum: in 6 Tagen, jetzt vorbereiten, gratulieren am Mo 02.03., nie vorher" if de
            else "Why: in 6 days, prepare now, congratulate on Mon 2 Mar, never before") in text
    assert ("Fünf Jahre: 2026 –; 2025 Riesling € 18 gut; 2024 –; 2023 Karte; 2022 –" if de else
            "Five years: 2026 –; 2025 Riesling €18 good; 2024 –; 2023 card; 2022 –") in text
    assert ("Zuletzt 02.02.2026 Telefonat: sucht Wein" if de else
            "Last 2 Feb 2026 call: sucht Wein") in text


@LANGUAGES
async def test_what_is_far_off_is_prepared_later(start: Any, language: str) -> None:
    later = replace(BERGER, contacts=(replace(EVA, birthday=Birthday(day=10, month=4)),),
                    created=TODAY)
    async with start(language=language, records=(later,), size=(120, 40)) as program:
        await program.press("g", "a")
        assert {"de": "vorbereiten ab Fr 03.04., gratulieren am Fr 10.04., nie vorher",
                "en": "prepare from Fri 3 Apr on, congratulate on Fri 10 Apr, never before",
                }[language] in " ".join(detail(program, -12))


async def test_a_weekend_and_a_promise_are_told(start: Any) -> None:
    sunday = replace(EVA, birthday=Birthday(day=22, month=2))
    records = (ADLER, replace(BERGER, contacts=(sunday,)))
    async with start(records=records, size=(120, 40)) as program:
        await program.press("g", "a")
        text = " ".join(detail(program, -12))
        assert "Warum: 3 Tage überfällig, fällig war Fr 20.02., zugesagt, 2-mal verschoben" in text
        await program.press("down")
        assert "Warum: heute, fällt auf So 22.02., kein Werktag" in " ".join(
            detail(program, -12))


@LANGUAGES
@pytest.mark.parametrize("keys", ["2", "3", ("space", "2"), ("space", "6")])
async def test_nobody_is_congratulated_before_their_day(
        start: Any, language: str, keys: tuple[str, ...]) -> None:
    words = {"de": "! Nicht vor dem Tag: gratulieren am Mo 02.03. Eine Karte darf schon zur Post.",
             "en": "! Not before the day: congratulate on Mon 2 Mar. A card may be posted now."}
    async with start(language=language, records=(BERGER,)) as program:
        await program.press("g", "a", "down", *keys)
        assert program.status == words[language]
        assert program.find("Berger") == BERGER
        await program.press("1")
        (done,) = program.find("Berger").acknowledgements[3:]
        assert (done.kind, done.turn) == (AckKind.CARD, date(2026, 3, 1))
        await program.press("u")
        assert program.find("Berger") == BERGER


async def test_why_speaks_of_the_row_under_the_cursor_first(start: Any) -> None:
    two = replace(BERGER, follow_ups=ADLER.follow_ups)
    async with start(records=(two,)) as program:
        await program.press("g", "a", "down", "w")
        rows = [row.strip() for row in program.rows]
        at = next(n for n, row in enumerate(rows) if "Als Nächstes: " in row)
        assert "50. Geburtstag: Karte" in rows[at]
        assert not any("Empfohlen" in row for row in rows[:at])
        assert "Rückruf" not in "".join(rows[at:-2])


@LANGUAGES
async def test_the_left_column_has_signs_and_kinds(start: Any, language: str) -> None:
    async with start(language=language, records=RECORDS) as program:
        await program.press("g", "a", "o", "3")
        left = [row[:25].rstrip() for row in program.rows]
    words = {"de": ["März 2026", " ! überfällig          0", ">3 Geburtstage, Jubiläen"],
             "en": ["March 2026", " ! overdue             0", ">3 Birthdays, jubilees"]}
    assert words[language][0] in left[1]
    assert words[language][1] in left
    assert words[language][2] in left


async def test_a_week_stands_side_by_side_where_it_has_room(start: Any) -> None:
    async with start(records=RECORDS, size=(120, 40)) as program:
        await program.press("g", "a", "down", "z")
        assert "═KW 9: Mo 23.02. bis So 01.03." in program.rows[1]
        assert program.rows[3].rstrip().endswith("│> Berger")
        await program.press("up")
        assert "═KW 8: Mo 16.02. bis So 22.02." in program.rows[1]
        assert "> Adler" in program.rows[3]
        await program.press("2", "z")
        assert program.find("Adler").follow_ups == ()
        assert "═Jahr:" in program.rows[1]
        await program.press("z")
        assert "═Agenda: 1 Termin" in program.rows[1]


async def test_a_year_counts_what_no_row_holds(start: Any) -> None:
    async with start(records=(*RECORDS, FAR)) as program:
        await program.press("g", "a", "z")
        assert "═Jahr: 3 Termine bis 28.02.2027" in program.rows[1]
        sep = next(row for row in program.rows if "Sep 2026" in row)
        assert "36:  1 " in sep
        feb = next(row for row in program.rows if "Feb 2026" in row)
        assert "[ 9:  2!]" in feb
        await program.press("o", "3")
        assert "═Jahr: 1 Termin bis" in program.rows[1]
        await program.press("o", "1", "0", "u")
        assert "═Jahr: 3 Termine" in program.rows[1]


async def test_another_day_is_counted_anew(start: Any) -> None:
    async with start(records=(*RECORDS, FAR)) as program:
        await program.press("g", "a", "z")
        first = program.app.screen.counter
        program.app.fixed_day = TODAY + timedelta(days=7)
        await program.press("down")
        second = program.app.screen.counter
        assert second is not first
        await program.until(lambda _rows: second.complete)
        assert "═Jahr: 4 Termine bis 07.03.2027" in program.rows[1]
        await program.press("up", "0")
        assert "═Jahr: 3 Termine" in program.rows[1]
        assert first.its.waiting == 0


async def test_a_gap_is_filled_in_place(start: Any) -> None:
    async with start(records=RECORDS) as program:
        await program.press("g", "a", "I")
        assert program.app.screen.bar is not None
        await program.press("escape")
        assert "Adler" in program.text


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (79, 30), (109, 24), (200, 24), (170, 50)])
async def test_any_size_has_its_rows(start: Any, size: tuple[int, int]) -> None:
    async with start(records=RECORDS, size=size) as program:
        await program.press("g", "a")
        assert "Adler" in "\n".join(program.rows)
        await program.press("z", "z", "z")
        assert "Adler" in "\n".join(program.rows)


async def test_a_change_of_size_keeps_the_row_in_sight(start: Any) -> None:
    async with start(size=(120, 40)) as program:
        await program.press("g", "a", "end")
        await program.pilot.resize_terminal(80, 24)
        await program.pilot.pause()
        assert any(row[26:].startswith("> ") for row in program.rows)


async def test_a_larger_terminal_has_the_year_too(start: Any) -> None:
    async with start(size=(80, 24)) as program:
        await program.press("g", "a")
        assert program.app.screen.counter is None
        await program.pilot.resize_terminal(200, 60)
        await program.until(lambda _rows: program.app.screen.counter is not None
                            and program.app.screen.counter.complete)
        await program.until(lambda rows: any(row.startswith("Dez") for row in rows))
        assert not any("?" in row[:25] for row in program.rows[:-1])

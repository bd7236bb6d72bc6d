"""What the line of an acknowledgement is understood as: worked table and laws."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import Reaction, clean_line
from tui.date_parts import DateProblem
from tui.dialogs.dates import Planned
from tui.done_lines import REACTIONS, DoneLine, read_done

TODAY = date(2026, 2, 23)
STEP = Planned(day=date(2026, 3, 9), text="Rückruf")


@pytest.mark.parametrize(("line", "expected"), [
    ("Flasche Wein 25 € gut >2w Rückruf",
     {"what": "Flasche Wein", "value": 2500, "reaction": Reaction.GOOD, "step": STEP}),
    ("Flasche Wein 25 eur, gut",
     {"what": "Flasche Wein", "value": 2500, "reaction": Reaction.GOOD}),
    ("25 € Wein", {"what": "Wein", "value": 2500}),
    ("€ 30 Buch", {"what": "Buch", "value": 3000}),
    ("25€", {"value": 2500}),
    ("Wein, rot, 12,50 euro neutral",
     {"what": "Wein, rot", "value": 1250, "reaction": Reaction.NEUTRAL}),
    ("Wein 25 € und Käse 10 €", {"what": "Wein und Käse", "value": 3500}),
    ("Buch 1.500,00 EUR", {"what": "Buch", "value": 150_000}),
    ("0 eur Kugelschreiber", {"what": "Kugelschreiber", "value": 0}),
    ("Karte, gut", {"what": "Karte", "reaction": Reaction.GOOD}),
    ("card; none", {"what": "card", "reaction": Reaction.NONE}),
    ("negativ", {"reaction": Reaction.NEGATIVE}),
    # no amounts, no reactions
    ("Gespräch war gut", {"what": "Gespräch war gut"}),
    ("Wein 2020", {"what": "Wein 2020"}),
    ("Wein; gut; 5 eur", {"what": "Wein; gut", "value": 500}),
    ("3 Europaletten", {"what": "3 Europaletten"}),
    ("Karte >2w Rückruf", {"what": "Karte", "step": STEP}),
    (">2w Rückruf", {"step": STEP}),
    ("", {}), (" , ", {}),
])
def test_a_line_is_understood_as(line: str, expected: dict[str, Any]) -> None:
    assert read_done(line, TODAY) == DoneLine(**expected)


@pytest.mark.parametrize("line", ["Karte >quark", "Blumen 1.5.2 eur", "Wein 5 € Käse 0,001 €"])
def test_what_cannot_be_read_is_a_problem(line: str) -> None:
    found = read_done(line, TODAY)
    assert found.problem is not None
    assert found.what
    assert isinstance(found.problem, DateProblem) == (">" in line)


_PIECES = st.sampled_from(["Wein", "gut", "none", ",", ";", "25", "€", "12,50", "eur", "0", ">",
                           ">2w", "\x00", "€ 3", "7€", "1.2.3 eur", "Käse"])


@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=9).map(" ".join)))
def test_reading_never_fails(line: str) -> None:
    found = read_done(line, TODAY)
    assert found.value is None or found.value >= 0
    assert found.what == clean_line(found.what)
    if found.problem is None and found.what:
        assert set(found.what.split()[0].strip(",;")) <= set(clean_line(line))


@given(st.sampled_from(["Wein", "Buch von Eva", "2 Karten"]), st.integers(0, 10**6),
       st.sampled_from(sorted(REACTIONS)))
def test_what_was_written_is_read(what: str, cents: int, word: str) -> None:
    line = f"{what} {cents // 100},{cents % 100:02} eur, {word}"
    assert read_done(line, TODAY) == DoneLine(
        what=what, value=cents, reaction=REACTIONS[word])

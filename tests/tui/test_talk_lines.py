"""What the line of an activity is understood as: worked tables and laws."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import ActivityKind, Contact, clean_line
from tui.date_parts import DateFault
from tui.dialogs.dates import Planned
from tui.talk_lines import KINDS, Talk, read_talk

TODAY = date(2026, 2, 23)
"""A Monday."""
PEOPLE = (Contact(id="h", first_name="Eva", last_name="Huber"),
          Contact(id="k", first_name="Max", last_name="Klein", title="Dr."),
          Contact(id="x", first_name="Max", last_name="Huber-Wimm"))
VISIT, MAIL, CALL = ActivityKind.VISIT, ActivityKind.EMAIL, ActivityKind.CALL
STEP = Planned(day=date(2026, 3, 9), text="Angebot")


@pytest.mark.parametrize(("line", "expected"), [
    # a plain note, also one that begins like an activity
    ("will Angebot", {"note": "will Angebot"}),
    ("Kunde sagt: nein", {"note": "Kunde sagt: nein"}),
    ("Mail kam zurück", {"note": "Mail kam zurück", "unread": "kam"}),
    ("Besuch gestern war da", {"note": "Besuch gestern war da", "unread": "war"}),
    ("Mit Abstand: das Beste", {"note": "Mit Abstand: das Beste"}),
    ("14:00 Uhr vereinbart", {"note": "14:00 Uhr vereinbart"}),
    ("Preis = 500", {"note": "Preis = 500"}),
    ("a=b", {"note": "a=b"}),
    # kinds
    ("Mail: Prospekt", {"kind": MAIL, "note": "Prospekt"}),
    ("e-mail:", {"kind": MAIL}),
    ("b", {"kind": VISIT}),
    ("Visit: shown", {"kind": VISIT, "note": "shown"}),
    ("tel: x: y", {"kind": CALL, "note": "x: y"}),
    # days: the last one of its name, unless that is long ago
    ("gestern: x", {"day": date(2026, 2, 22), "note": "x"}),
    ("Besuch gestern", {"kind": VISIT, "day": date(2026, 2, 22)}),
    ("b fr: x", {"kind": VISIT, "day": date(2026, 2, 20), "note": "x"}),
    ("Montag, Besuch: x", {"kind": VISIT, "day": date(2026, 2, 16), "note": "x"}),
    ("12.2.: x", {"day": date(2026, 2, 12), "note": "x"}),
    ("12.11.: x", {"day": date(2025, 11, 12), "note": "x"}),
    ("12.3.: x", {"day": date(2026, 3, 12), "note": "x"}),
    ("12.3.26: x", {"day": date(2026, 3, 12), "note": "x"}),
    ("12.2. 45 min: x", {"day": date(2026, 2, 12), "minutes": 45, "note": "x"}),
    ("12.3.2025: x", {"day": date(2025, 3, 12), "note": "x"}),
    ("vor 2 Wochen Brief: x", {"kind": ActivityKind.LETTER, "day": date(2026, 2, 9),
                              "note": "x"}),
    ("morgen 14:00 Besuch: x", {"kind": VISIT, "day": date(2026, 2, 24), "time": "14:00",
                               "note": "x"}),
    ("visit next friday: x", {"kind": VISIT, "day": date(2026, 2, 27), "note": "x"}),
    # minutes
    ("45 min: x", {"minutes": 45, "note": "x"}),
    ("45min Besuch: x", {"kind": VISIT, "minutes": 45, "note": "x"}),
    ("1,5 Std: x", {"minutes": 90, "note": "x"}),
    ("2 hours: x", {"minutes": 120, "note": "x"}),
    ("0 min: x", {"note": "0 min: x"}),
    # people
    ("mit Eva: x", {"people": ("h",), "note": "x"}),
    ("mit Huber, Klein: x", {"people": ("h", "k"), "note": "x"}),
    ("mit Frau Huber und Max Hu: x", {"people": ("h", "x"), "note": "x"}),
    ("with kle and eva 20 min call: x", {"kind": CALL, "people": ("k", "h"), "minutes": 20,
                                        "note": "x"}),
    ("Besuch mit Hubr: x", {"note": "Besuch mit Hubr: x", "unread": "mit", "nobody": "Hubr"}),
    ("Besuch mit Max: x", {"note": "Besuch mit Max: x", "unread": "mit", "nobody": "Max"}),
    # outcome and follow-up
    ("gezeigt = will Angebot", {"note": "gezeigt", "outcome": "will Angebot"}),
    ("= will Angebot", {"outcome": "will Angebot"}),
    ("x >2w Angebot", {"note": "x", "step": STEP}),
    ("Besuch gestern 45 min mit Huber, Klein: gezeigt = ja, gern >2w Angebot",
     {"kind": VISIT, "day": date(2026, 2, 22), "minutes": 45, "people": ("h", "k"),
      "note": "gezeigt", "outcome": "ja, gern", "step": STEP}),
    ("", {}), ("   ", {}), (":", {"note": ":"}),
])
def test_a_line_is_understood_as(line: str, expected: dict[str, Any]) -> None:
    assert read_talk(line, TODAY, PEOPLE) == Talk(**expected)


@pytest.mark.parametrize(("line", "fault"), [
    ("x >quark", DateFault.UNKNOWN), ("x >31.2.", DateFault.IMPOSSIBLE),
    ("Besuch 30.2.: x", DateFault.IMPOSSIBLE), ("Besuch 3/4: x", DateFault.AMBIGUOUS)])
def test_a_day_that_is_none_is_a_problem(line: str, fault: DateFault) -> None:
    problem = read_talk(line, TODAY, PEOPLE).problem
    assert problem is not None
    assert problem.code is fault


def test_a_plain_note_with_a_strange_date_stays_a_note() -> None:
    assert read_talk("30.2.: das gibt es nicht", TODAY) == Talk(note="30.2.: das gibt es nicht")


_PIECES = st.sampled_from([
    *KINDS, "gestern", "morgen", "fr", "12.2.", "30.2.", "45 min", "1,5 std", "mit", "with",
    "Huber", "Klein,", "und", "Max", ":", "= ", ">", ">2w", "Notiz", "14:00", "\u200b", "ß", "0"])


@given(st.one_of(st.text(max_size=60),
                 st.lists(_PIECES, max_size=9).map(" ".join)))
def test_reading_never_fails_and_keeps_every_word(line: str) -> None:
    """What is not understood stands in the note: no word is lost."""
    talk = read_talk(line, TODAY, PEOPLE)
    assert len(set(talk.people)) == len(talk.people)
    assert 0 <= talk.minutes <= 24 * 60
    if talk == Talk(note=talk.note, unread=talk.unread):
        assert talk.note == clean_line(line)


@given(st.sampled_from(sorted(KINDS)), st.sampled_from(["gestern", "12.2.", "fr", "vorgestern"]),
       st.integers(1, 999), st.permutations([0, 1, 2]))
def test_the_order_of_the_head_does_not_matter(
        kind: str, day: str, minutes: int, order: list[int]) -> None:
    parts = [kind, day, f"{minutes} min"]
    one = read_talk(" ".join(parts) + ": x", TODAY)
    other = read_talk(" ".join(parts[n] for n in order) + ": x", TODAY)
    assert one == other
    assert (one.kind, one.minutes, one.note) == (KINDS[kind], minutes, "x")

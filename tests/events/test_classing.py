"""The class noted at an assessment, and what its changes do to the day of the next (5.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.events.agenda import occurrences
from store.events.classing import note_assessed
from store.events.occurrence import EventKind
from store.events.reassessment import full_due, light_due
from store.profile.activity import AckKind, Acknowledgement
from store.profile.assessment import Answer, Assessment
from store.profile.classed import ClassCause, ClassNote
from store.profile.classes import letters_since, set_class
from store.profile.months import add_months
from store.profile.prospect import ClassOverride, ProfileCheck, Prospect, Stage

DAY = date(2026, 1, 31)
MONTHS = {"A": 6, "B": 12, "C": 24}
FIRM = Prospect(id="p", name="Gipfelmops", created=date(2020, 1, 1), stage=Stage.REGULAR)


def assessed(prospect: Prospect, day: date, computed: str, *, author: str = "") -> Prospect:
    given = Assessment(checklist="bestandskunden", version=1, day=day, answers=(
        Answer(criterion="DB", rating=3, rated=day),))
    after = replace(prospect, assessments=(*prospect.assessments, given))
    return note_assessed(prospect, after, computed=computed, author=author)


def due(prospect: Prospect, letter: str) -> date:
    found = full_due(prospect, DAY, letter)
    assert found is not None
    return found.day


def test_the_class_is_noted_once_a_day_with_the_computed_one_beside_it() -> None:
    by_hand = replace(FIRM, class_override=ClassOverride(letter="A", day=DAY))
    once = assessed(by_hand, DAY, "C", author="anna")
    note = ClassNote(day=DAY, letter="A", cause=ClassCause.ASSESSED, computed="C", author="anna")
    assert once.class_log == (note,)
    again = replace(once, assessments=(*once.assessments[:-1], replace(
        once.assessments[-1], answers=())))
    assert note_assessed(once, again, computed="B").class_log == (note,)
    later = assessed(once, DAY + timedelta(days=1), "C")
    assert [n.day for n in later.class_log] == [DAY, DAY + timedelta(days=1)]


@pytest.mark.parametrize(("prospect", "computed"), [
    (replace(FIRM, stage=Stage.PROSPECT), "A"), (replace(FIRM, stage=Stage.FORMER), "C"),
    (FIRM, "")])
def test_who_has_no_class_has_none_noted(prospect: Prospect, computed: str) -> None:
    assert assessed(prospect, DAY, computed).class_log == ()


def test_a_change_that_assesses_nobody_notes_nothing() -> None:
    assert note_assessed(FIRM, replace(FIRM, phone="1"), computed="A").class_log == ()
    assert note_assessed(None, FIRM, computed="A") is FIRM


def test_a_ticked_reassessment_is_one() -> None:
    done = Acknowledgement(event="reassessment", turn=DAY, day=DAY, kind=AckKind.DONE)
    after = note_assessed(FIRM, replace(FIRM, acknowledgements=(done,)), computed="B")
    assert [n.letter for n in after.class_log] == ["B"]


def test_a_class_by_hand_is_kept_with_what_was_before() -> None:
    by_hand = set_class(FIRM, "A", computed="C", today=DAY, author="anna")
    assert by_hand.class_override == ClassOverride(letter="A", day=DAY)
    back = set_class(by_hand, "", computed="B", today=DAY + timedelta(days=9))
    assert back.class_override is None
    assert back.class_log == (
        ClassNote(day=DAY, letter="A", cause=ClassCause.HAND, before="C", computed="C",
                  author="anna"),
        ClassNote(day=DAY + timedelta(days=9), letter="B", cause=ClassCause.COMPUTED, before="A",
                  computed="B"))
    assert set_class(back, "", computed="B", today=DAY) is back
    assert set_class(FIRM, "", computed="", today=DAY) is FIRM
    assert set_class(by_hand, "A", computed="B", today=DAY) is by_hand


@pytest.mark.parametrize(("old", "new", "months"), [
    ("A", "C", 6), ("C", "A", 6), ("B", "A", 6), ("B", "C", 12), ("C", "C", 24), ("A", "A", 6)])
def test_a_class_that_moves_by_revenue_never_puts_the_check_off(
        old: str, new: str, months: int) -> None:
    """min(old due, last assessment + new interval)."""
    assert due(assessed(FIRM, DAY, old), new) == add_months(DAY, months)


def test_without_a_note_changes_by_hand_after_the_check_count() -> None:
    """Records from before classes were noted."""
    old = replace(assessed(FIRM, DAY, ""), class_log=())
    moved = set_class(old, "C", computed="A", today=DAY + timedelta(days=30))
    assert letters_since(moved, DAY) == ("A", "C")
    assert due(moved, "C") == add_months(DAY, 6)
    assert due(old, "C") == add_months(DAY, 24)


def test_what_was_before_the_check_does_not_count() -> None:
    earlier = set_class(FIRM, "A", computed="C", today=DAY)
    back = set_class(earlier, "", computed="C", today=DAY)
    assert due(assessed(back, DAY, "C"), "C") == add_months(DAY, 24)
    same_day = set_class(assessed(FIRM, DAY, "A"), "C", computed="A", today=DAY)
    assert due(same_day, "C") == add_months(DAY, 6), "changed after the check of that day"


def test_the_next_check_starts_anew() -> None:
    fallen = assessed(assessed(FIRM, DAY, "A"), DAY + timedelta(days=40), "C")
    assert due(fallen, "C") == add_months(DAY + timedelta(days=40), 24)


def test_the_light_check_follows_the_same_rule() -> None:
    firm = assessed(FIRM, DAY, "A")
    found = light_due(firm, "C")
    assert found is not None
    assert (found.day, found.letter) == (add_months(DAY, 3), "A")
    none = light_due(firm, "O")
    assert none is not None
    assert none.letter == "A", "O has no light check, A had"
    later = replace(firm, profile_checks=(ProfileCheck(day=add_months(DAY, 1), source="Eva"),))
    again = light_due(later, "C")
    assert again is not None
    assert again.day == add_months(add_months(DAY, 1), 12)


def test_the_agenda_says_whose_rhythm_it_is() -> None:
    firm = assessed(FIRM, DAY, "A")
    found = {o.kind: o for o in occurrences(firm, DAY, letter="C")}
    assert found[EventKind.REASSESSMENT].letter == "A"
    same = {o.kind: o for o in occurrences(firm, DAY, letter="A")}
    assert same[EventKind.REASSESSMENT].letter == ""


@given(st.sampled_from("ABC"), st.lists(st.sampled_from(["A", "B", "C"]), max_size=6))
def test_however_often_it_changes_the_shortest_interval_counts(
        first: str, moves: list[str]) -> None:
    firm, seen = assessed(FIRM, DAY, first), [first]
    for number, letter in enumerate(moves, 1):
        firm = set_class(firm, letter, computed=first, today=DAY + timedelta(days=number))
        seen.append(letter)
    assert due(firm, seen[-1]) == min(add_months(DAY, MONTHS[one]) for one in seen)

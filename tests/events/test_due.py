"""When a check is due, and how far it is (domain.md 5.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.catalogue import load_checklist
from store.events.agenda import agenda, occurrences
from store.events.occurrence import EventKind, Occurrence, Urgency
from store.events.reassessment import (
    Due,
    DueKind,
    confirm_profile,
    full_due,
    last_assessed,
    last_confirmed,
    light_due,
    reassessment_due,
    resume_dates,
)
from store.profile.activity import AckKind, Acknowledgement
from store.profile.assessment import Answer, Assessment, KnockOut
from store.profile.classed import ClassCause, ClassNote
from store.profile.company import Need, NeedKind
from store.profile.contact import Contact
from store.profile.decided import Decision
from store.profile.prospect import Check, Info, Prospect, Stage
from store.profile.steps import Choice
from store.profile.trigger import ProfileCheck, Trigger, TriggerKind
from store.qualification.switching import switch

DONE = date(2026, 1, 31)
CHECK = Assessment(checklist="grundcheck", version=1, day=DONE, answers=(
    Answer(criterion="M", rating=3, rated=DONE),))
FIRM = Prospect(id="p", name="Gipfelmops", created=date(2020, 1, 1), stage=Stage.REGULAR,
                assessments=(CHECK,))
LEAD = replace(FIRM, stage=Stage.PROSPECT)
COMPLAINT = Trigger(kind=TriggerKind.COMPLAINT, day=date(2026, 3, 3), note="Riss")


def day(text: str) -> date:
    return date.fromisoformat(text)


def check_of(prospect: Prospect, today: str, letter: str = "A",
             kind: EventKind = EventKind.REASSESSMENT, choice: Choice | None = None) -> Occurrence:
    """The check as it stands in today strip, queue and list."""
    (found,) = [o for o in occurrences(prospect, day(today), letter=letter, choice=choice)
                if o.kind is kind]
    return found


@pytest.mark.parametrize(("today", "state"), [
    ("2026-07-16", "later"), ("2026-07-17", "upcoming"), ("2026-07-30", "upcoming"),
    ("2026-07-31", "today"), ("2026-09-14", "today"), ("2026-09-15", "overdue"),
])
def test_how_far_it_is(today: str, state: str) -> None:
    """181 days; a quarter of them is 45 days and a quarter."""
    assert full_due(FIRM, day(today), "A") == Due(
        day=day("2026-07-31"), kind=DueKind.FULL, grace=day("2026-09-14"), letter="A")
    assert check_of(FIRM, today).urgency(day(today)) is Urgency(state)


@pytest.mark.parametrize(("today", "state"), [
    ("2026-04-15", "later"), ("2026-04-30", "today"), ("2026-05-22", "today"),
    ("2026-05-23", "overdue"),
])
def test_how_far_a_light_check_is(today: str, state: str) -> None:
    """89 days; a quarter of them is 22 days and a quarter."""
    found = check_of(FIRM, today, kind=EventKind.LIGHT_CHECK)
    assert found.urgency(day(today)) is Urgency(state)


@pytest.mark.parametrize(("until", "late"), [
    ("2026-08-10", "2026-09-15"), ("2026-12-01", "2026-12-02")])
def test_a_check_that_was_moved_is_overdue_after_its_new_day(until: str, late: str) -> None:
    moved = Acknowledgement(event="reassessment", turn=day("2026-07-31"), day=DONE,
                            kind=AckKind.MOVED, until=day(until))
    found = check_of(replace(FIRM, acknowledgements=(moved,)), late)
    assert found.act_on == day(until)
    assert found.urgency(day(late)) is Urgency.OVERDUE
    assert found.urgency(day(late) - timedelta(days=1)) is Urgency.TODAY


@given(today=st.dates(day("2027-01-01"), day("2029-12-31")), letter=st.sampled_from("ABC"))
def test_no_check_is_overdue_before_a_quarter_of_its_interval(today: date, letter: str) -> None:
    due = full_due(FIRM, today, letter)
    assert due is not None
    found = check_of(FIRM, today.isoformat(), letter)
    late = 4 * (today - due.day).days > (due.day - DONE).days and found.act_on < today
    assert (found.urgency(today) is Urgency.OVERDUE) == late


def noted(letter: str, on: date = DONE) -> ClassNote:
    """Assessed under a class."""
    return ClassNote(day=on, letter=letter, cause=ClassCause.ASSESSED)


@pytest.mark.parametrize(("letter", "before", "due"), [
    ("A", "", "2026-07-31"), ("A", "C", "2026-07-31"), ("C", "A", "2026-07-31"),
    ("C", "", "2028-01-31"), ("C", "B", "2027-01-31"), ("B", "O", "2027-01-31"),
    ("C", "O", "2027-01-31"),
])
def test_a_change_of_class_makes_it_due_earlier_never_later(
    letter: str, before: str, due: str
) -> None:
    given = replace(FIRM, class_log=(noted(before),) if before else ())
    found = full_due(given, DONE, letter)
    assert found is not None
    assert found.day == day(due)


def test_the_class_says_nothing_about_prospects() -> None:
    found = full_due(replace(LEAD, class_log=(noted("N"),)), DONE, "C", Choice.PARK)
    assert found is not None
    assert (found.day, found.letter) == (day("2026-07-31"), "C")
    never = replace(FIRM, assessments=(), class_log=(noted("A"),))
    assert full_due(never, DONE, "C") is None


def test_a_trigger_makes_it_due_on_its_day() -> None:
    prospect = replace(FIRM, triggers=(COMPLAINT,))
    assert full_due(prospect, day("2026-03-02"), "A") == full_due(FIRM, day("2026-03-02"), "A")
    assert full_due(prospect, day("2026-03-04"), "A") == Due(
        day=day("2026-03-03"), kind=DueKind.FULL, grace=day("2026-04-17"),
        triggers=(COMPLAINT,), letter="A")
    assessed = replace(prospect, assessments=(CHECK, replace(CHECK, day=COMPLAINT.day)))
    answered = full_due(assessed, day("2026-03-04"), "A")
    assert answered is not None
    assert (answered.day, answered.triggers) == (day("2026-09-03"), ())


def test_a_trigger_comes_after_the_day_it_is_due_anyway() -> None:
    late = replace(FIRM, triggers=(replace(COMPLAINT, day=day("2026-08-15")),))
    found = full_due(late, day("2026-08-20"), "A")
    assert found is not None
    assert (found.day, len(found.triggers)) == (day("2026-07-31"), 1)


def test_without_a_first_check_only_what_was_entered_counts() -> None:
    new = replace(LEAD, assessments=(), contacts=(Contact(id="a", left=DONE),))
    assert full_due(new, day("2026-03-04")) is None
    found = full_due(replace(new, triggers=(COMPLAINT,)), day("2027-03-04"))
    assert found == Due(day=COMPLAINT.day, kind=DueKind.FULL, grace=date.max,
                        triggers=(COMPLAINT,))


def test_who_is_dropped_is_looked_at_for_a_reason_only() -> None:
    assert full_due(LEAD, day("2027-03-04"), "", Choice.DROP) is None
    found = full_due(replace(LEAD, triggers=(COMPLAINT,)), day("2026-03-04"), "", Choice.DROP)
    assert found is not None
    assert (found.day, found.grace) == (COMPLAINT.day, date.max)


def test_new_customers_count_from_their_first_order() -> None:
    new = replace(FIRM, stage=Stage.NEW, assessments=(), first_order=day("2026-01-10"))
    states = [check_of(new, text, "N").urgency(day(text)) for text in (
        "2026-04-09", "2026-04-10", "2026-05-02", "2026-05-03")]
    assert states == ["upcoming", "today", "today", "overdue"]


# -- the light check --------------------------------------------------------------------


@pytest.mark.parametrize(("letter", "due"), [
    ("A", "2026-04-30"), ("B", "2026-07-31"), ("C", "2027-01-31"), ("N", "2026-04-30"),
    ("O", None), ("", None),
])
def test_light_checks_by_class(letter: str, due: str | None) -> None:
    found = light_due(FIRM, letter)
    assert (found.day.isoformat() if found else None) == due
    assert light_due(LEAD, letter) is None
    assert light_due(replace(FIRM, assessments=()), letter) is None


def test_the_last_light_check_counts() -> None:
    checked = replace(FIRM, profile_checks=(ProfileCheck(day=day("2026-02-20"), source="Huber"),))
    assert last_confirmed(checked) == day("2026-02-20")
    assert light_due(checked, "A").day == day("2026-05-20")  # type: ignore[union-attr]
    only = replace(checked, assessments=())
    assert last_confirmed(only) == day("2026-02-20")
    assert last_confirmed(replace(FIRM, assessments=())) is None
    ticked = Acknowledgement(event="light_check", turn=DONE, day=day("2026-03-01"),
                             kind=AckKind.DONE)
    assert last_confirmed(replace(checked, acknowledgements=(ticked,))) == day("2026-03-01")
    moved = replace(ticked, kind=AckKind.MOVED)
    assert last_confirmed(replace(checked, acknowledgements=(moved,))) == day("2026-02-20")


def test_both_stand_in_the_agenda_and_the_light_one_only_before_the_full() -> None:
    found = occurrences(FIRM, DONE, letter="A")
    assert [(o.kind, o.day, o.prepare_from) for o in found] == [
        (EventKind.LIGHT_CHECK, day("2026-04-30"), day("2026-04-16")),
        (EventKind.REASSESSMENT, day("2026-07-31"), day("2026-07-17"))]
    sooner = replace(FIRM, triggers=(COMPLAINT,))
    found = occurrences(sooner, day("2026-03-04"), letter="A")
    assert [(o.kind, o.day, o.reason) for o in found] == [
        (EventKind.REASSESSMENT, day("2026-03-03"), "complaint")]
    same = replace(FIRM, profile_checks=(ProfileCheck(day=day("2026-05-01"), source="x"),))
    kinds = [o.kind for o in occurrences(same, day("2026-05-02"), letter="A")]
    assert kinds == [EventKind.REASSESSMENT]
    assert agenda(sooner, DONE, letter="A").valid_until <= COMPLAINT.day


def test_one_key_confirms_the_profile() -> None:
    known = replace(
        FIRM,
        needs=(Need(text="Säge", noted=DONE), Need(text="x", kind=NeedKind.WANT, noted=DONE)),
        checks=(Check(info=Info.PHONES, day=DONE, source="alt"),
                Check(info=Info.PAYMENT, day=DONE, source="Buchhaltung")))
    today = day("2026-03-02")
    found = confirm_profile(known, today=today, source="Frau Huber", author="eva")
    assert found.profile_checks == (
        ProfileCheck(day=today, source="Frau Huber", author="eva"),)
    assert {(c.info, c.day, c.source) for c in found.checks} == {
        (Info.PHONES, today, "Frau Huber"), (Info.NEEDS, today, "Frau Huber"),
        (Info.WANTS, today, "Frau Huber"), (Info.PAYMENT, DONE, "Buchhaltung")}
    again = confirm_profile(found, today=day("2026-04-02"), source="Frau Huber")
    assert len(again.profile_checks) == 2
    for nobody in ("", "  "):
        with pytest.raises(ValueError, match=r"^no_source$"):
            confirm_profile(known, today=today, source=nobody)


# -- decisions that end -----------------------------------------------------------------


def decision(choice: Choice, until: str | None, **more: Any) -> Decision:
    return Decision(day=DONE, choice=choice, checklist="grundcheck", version=1,
                    recommended=Choice.DEVELOP, until=day(until) if until else None, **more)


def test_what_was_parked_by_hand_is_resumed() -> None:
    parked = replace(LEAD, decisions=(decision(Choice.PARK, "2026-05-04"),))
    assert resume_dates(parked) == (("decision", day("2026-05-04")),)
    assert reassessment_due(parked, choice=Choice.PARK) == day("2026-05-04")
    found = occurrences(parked, DONE, choice=Choice.PARK)
    assert [(o.key, o.day) for o in found] == [("resume:decision", day("2026-05-04"))]
    after = occurrences(parked, day("2026-05-05"), choice=Choice.DEVELOP)
    assert "resume:decision" in [o.key for o in after]
    far = replace(LEAD, decisions=(decision(Choice.PARK, "2027-05-04"),))
    assert reassessment_due(far, choice=Choice.PARK) == day("2026-07-31")


def test_a_pause_that_is_over() -> None:
    parked = replace(LEAD, decisions=(decision(Choice.PARK, "2026-05-04"),))
    ticked = Acknowledgement(event="resume:decision", turn=day("2026-05-04"),
                             day=day("2026-05-04"), kind=AckKind.DONE)
    assert resume_dates(replace(parked, acknowledgements=(ticked,))) == ()
    assessed = replace(parked, assessments=(CHECK, replace(CHECK, day=day("2026-05-04"))))
    assert resume_dates(assessed) == ()
    anew = replace(parked, decisions=(*parked.decisions, decision(Choice.PURSUE, None)))
    assert resume_dates(anew) == ()
    assert resume_dates(replace(parked, decisions=(decision(Choice.PARK, None),))) == ()
    never = replace(parked, assessments=())
    assert resume_dates(never) == (("decision", day("2026-05-04")),)


def test_a_knock_out_and_a_decision_of_the_same_day_are_one() -> None:
    no = Answer(criterion="Z", rating=0, rated=DONE, knock_out=KnockOut.TEMPORARY,
                resume=day("2026-05-04"))
    parked = replace(LEAD, assessments=(replace(CHECK, answers=(no,)),),
                     decisions=(decision(Choice.PARK, "2026-05-04"),))
    assert resume_dates(parked) == (("Z", day("2026-05-04")),)
    other = replace(parked, decisions=(decision(Choice.PARK, "2026-05-05"),))
    assert [code for code, _ in resume_dates(other)] == ["Z", "decision"]


def test_a_decision_against_the_advice_is_looked_at_again_when_it_expires() -> None:
    soon = replace(LEAD, decisions=(decision(Choice.PURSUE, "2026-02-10"),))
    assert reassessment_due(soon, choice=Choice.PURSUE) == day("2026-02-10")
    late = replace(LEAD, decisions=(decision(Choice.PURSUE, "2026-12-10"),))
    assert reassessment_due(late, choice=Choice.PURSUE) == day("2026-02-28")
    dropped = replace(LEAD, decisions=(decision(Choice.DROP, "2026-12-10"),))
    assert reassessment_due(dropped, choice=Choice.DROP) == day("2026-12-10")
    never = replace(dropped, assessments=())
    assert reassessment_due(never, choice=Choice.DROP) == day("2026-12-10")
    over = replace(dropped, assessments=(CHECK, replace(CHECK, day=day("2026-12-10"))))
    assert reassessment_due(over, choice=Choice.DROP) is None
    endless = replace(LEAD, decisions=(decision(Choice.DROP, None),))
    assert reassessment_due(endless, choice=Choice.DROP) is None


def test_to_go_on_with_another_checklist_is_no_assessment() -> None:
    old, new = load_checklist("kurzcheck"), load_checklist("grundcheck")
    short = replace(LEAD, assessments=(replace(CHECK, checklist="kurzcheck"),))
    switched = switch(short, old, new, today=day("2026-03-02"))
    assert len(switched.assessments) == 2
    assert last_assessed(switched) == DONE
    rated = replace(switched.assessments[-1], answers=(
        *switched.assessments[-1].answers, Answer(criterion="T", rating=1, rated=DONE)))
    assert last_assessed(
        replace(switched, assessments=(*switched.assessments[:-1], rated))) == day("2026-03-02")

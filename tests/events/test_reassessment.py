from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from store.events.agenda import occurrences
from store.events.occurrence import EventKind
from store.events.reassessment import reassessment_due
from store.profile.activity import AckKind, Acknowledgement
from store.profile.assessment import Answer, Assessment, KnockOut
from store.profile.prospect import Prospect, Stage
from store.qualification.decision import Choice

TODAY = date(2026, 2, 23)
CHECK = Assessment(checklist="grundcheck", version=1, day=date(2025, 8, 31))
FIRM = Prospect(id="p", name="Gipfelmops", created=date(2020, 1, 1), assessments=(CHECK,))


def day(text: str) -> date:
    return date.fromisoformat(text)


def parked(resume: str, **changes: object) -> Prospect:
    answer = Answer(
        criterion="Z", rating=0, rated=CHECK.day, knock_out=KnockOut.TEMPORARY, resume=day(resume)
    )
    answers = (replace(answer, **changes), Answer(criterion="M", rating=3, rated=CHECK.day))  # type: ignore[arg-type]
    return replace(FIRM, assessments=(replace(CHECK, answers=answers),))


@pytest.mark.parametrize(
    ("stage", "letter", "choice", "due"),
    [
        (Stage.REGULAR, "A", None, "2026-02-28"),
        (Stage.EXISTING, "B", Choice.PURSUE, "2026-08-31"),
        (Stage.EXISTING, "C", None, "2027-08-31"),
        (Stage.NEW, "N", None, "2025-11-30"),
        (Stage.EXISTING, "O", None, "2026-08-31"),
        (Stage.EXISTING, "", None, "2026-08-31"),
        (Stage.FORMER, "O", Choice.PURSUE, "2026-08-31"),
        (Stage.CONTACT, "", None, "2026-08-31"),
        (Stage.PROSPECT, "", Choice.PURSUE, "2025-09-30"),
        (Stage.QUALIFIED, "", Choice.DEVELOP, "2025-10-31"),
        (Stage.PROSPECT, "", Choice.PARK, "2026-02-28"),
        (Stage.PROSPECT, "", Choice.DROP, None),
        (Stage.PROSPECT, "", None, None),
    ],
)
def test_intervals(stage: Stage, letter: str, choice: Choice | None, due: str | None) -> None:
    prospect = replace(FIRM, stage=stage)
    expected = day(due) if due else None
    assert reassessment_due(prospect, letter=letter, choice=choice) == expected
    found = occurrences(prospect, TODAY, letter=letter, choice=choice, horizon_days=2000)
    full = [o.day for o in found if o.kind is EventKind.REASSESSMENT]
    assert full == ([expected] if expected else [])


@pytest.mark.parametrize("stage", [Stage.PROSPECT, Stage.REGULAR, Stage.NEW])
def test_nothing_is_due_without_a_first_assessment(stage: Stage) -> None:
    prospect = replace(FIRM, stage=stage, assessments=())
    assert reassessment_due(prospect, letter="A", choice=Choice.DEVELOP) is None


@pytest.mark.parametrize(
    ("assessed", "due"),
    [
        (None, "2026-02-28"),
        ("2025-11-28", "2026-02-28"),
        ("2026-02-13", "2026-02-28"),
        ("2026-02-14", "2026-08-14"),
    ],
)
def test_new_customers_are_checked_after_three_months(assessed: str | None, due: str) -> None:
    prospect = replace(
        FIRM,
        stage=Stage.NEW,
        first_order=day("2025-11-28"),
        assessments=(replace(CHECK, day=day(assessed)),) if assessed else (),
    )
    assert reassessment_due(prospect, letter="A") == day(due)


def test_lead_time() -> None:
    light, found = occurrences(replace(FIRM, stage=Stage.REGULAR), TODAY, letter="A")
    assert (light.key, light.day) == ("light_check", day("2025-11-30"))
    assert (found.key, found.act_on) == ("reassessment", day("2026-03-02"))
    assert found.prepare_from == day("2026-02-14")


@pytest.mark.parametrize(
    ("resume", "due", "keys"),
    [
        ("2025-12-01", "2025-12-01", ["resume:Z"]),
        ("2026-04-01", "2026-02-28", ["reassessment", "resume:Z"]),
        ("2025-08-01", "2026-02-28", ["resume:Z", "reassessment"]),
    ],
)
def test_what_is_parked_comes_up_on_its_resume_date(
    resume: str, due: str, keys: list[str]
) -> None:
    prospect = parked(resume)
    assert reassessment_due(prospect, choice=Choice.PARK) == day(due)
    assert [o.key for o in occurrences(prospect, TODAY, choice=Choice.PARK)] == keys


@pytest.mark.parametrize(
    "changes", [{"rating": 1}, {"knock_out": KnockOut.FINAL}, {"knock_out": None}]
)
def test_no_resume_date(changes: dict[str, object]) -> None:
    assert occurrences(parked("2026-04-01", **changes), TODAY) == ()


def test_ticking_off_starts_the_interval_anew() -> None:
    done = Acknowledgement(
        event="reassessment", turn=day("2026-02-28"), day=day("2026-02-20"), kind=AckKind.DONE
    )
    prospect = replace(FIRM, stage=Stage.REGULAR, acknowledgements=(done,))
    assert reassessment_due(prospect, letter="A") == day("2026-08-20")
    moved = replace(done, kind=AckKind.MOVED, until=day("2026-03-10"))
    prospect = replace(prospect, acknowledgements=(moved,))
    full = [o for o in occurrences(prospect, TODAY, letter="A") if o.key == "reassessment"]
    assert [o.act_on for o in full] == [day("2026-03-10")]


@pytest.mark.parametrize(
    ("kind", "due"), [(AckKind.DONE, "2026-02-28"), (AckKind.MOVED, "2025-12-01")]
)
def test_a_resume_date_that_was_ticked_off(kind: AckKind, due: str) -> None:
    ack = Acknowledgement(
        event="resume:Z",
        turn=day("2025-12-01"),
        day=day("2025-12-01"),
        kind=kind,
        until=day("2026-03-01"),
    )
    prospect = replace(parked("2025-12-01"), acknowledgements=(ack,))
    assert reassessment_due(prospect, choice=Choice.PARK) == day(due)

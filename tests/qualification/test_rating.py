"""Rating a criterion: what is kept, what is new, what is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from store.catalogue import load_checklist
from store.profile.assessment import Answer, Evidence, KnockOut
from store.profile.prospect import Prospect
from store.qualification.rating import note_words, rate, reopen, set_evidence

MONDAY = date(2026, 2, 23)
TUESDAY = date(2026, 2, 24)
CHECK = load_checklist()
NEW = Prospect(id="p1", name="Heizwichtel", created=MONDAY)


def current(prospect: Prospect, criterion: str = "M") -> Answer:
    assert prospect.assessment is not None
    found = prospect.assessment.answer(criterion)
    assert found is not None
    return found


def test_the_first_rating_makes_an_assessment_as_stated() -> None:
    rated = rate(NEW, CHECK, "M", 2, today=MONDAY, author="eva")
    assert rated.assessment is not None
    assert (rated.assessment.checklist, rated.assessment.version) == ("grundcheck", 1)
    assert rated.assessment.day == MONDAY
    assert rated.assessment.answers == (
        Answer(criterion="M", rating=2, evidence=Evidence.STATED, rated=MONDAY, author="eva"),
    )
    assert NEW.assessments == ()


def test_the_same_day_amends() -> None:
    rated = rate(rate(NEW, CHECK, "M", 2, today=MONDAY), CHECK, "M", 3, today=MONDAY)
    both = rate(rated, CHECK, "Z", 1, today=MONDAY)
    assert len(both.assessments) == 1
    assert [(a.criterion, a.rating) for a in both.assessments[0].answers] == [("M", 3), ("Z", 1)]


def test_a_later_day_copies_and_keeps_the_old_one() -> None:
    first = rate(rate(NEW, CHECK, "M", 2, today=MONDAY), CHECK, "Z", 1, today=MONDAY)
    second = rate(first, CHECK, "M", 3, today=TUESDAY)
    assert second.assessments[0] == first.assessments[0]
    assert [a.day for a in second.assessments] == [MONDAY, TUESDAY]
    assert current(second).rated == TUESDAY
    assert current(second, "Z") == current(first, "Z")
    third = rate(second, CHECK, "Z", 2, today=TUESDAY)
    assert third.assessments[0] == first.assessments[0]
    assert [a.day for a in third.assessments] == [MONDAY, TUESDAY]


def test_a_clock_that_went_back_amends_the_last() -> None:
    first = rate(NEW, CHECK, "M", 2, today=TUESDAY)
    second = rate(first, CHECK, "Z", 1, today=MONDAY)
    assert [a.day for a in second.assessments] == [TUESDAY]
    assert current(second, "Z").rated == MONDAY


def test_another_checklist_starts_open() -> None:
    first = rate(NEW, CHECK, "M", 2, today=MONDAY)
    assert first.assessment is not None
    bant = type(CHECK)(code="bant", version=4, title=CHECK.title, criteria=CHECK.criteria)
    second = rate(first, bant, "Z", 1, today=MONDAY)
    assert [(a.checklist, a.version) for a in second.assessments] == [
        ("grundcheck", 1),
        ("bant", 4),
    ]
    assert second.assessments[1].answer("M") is None


def test_evidence_chosen_today_stays_and_that_of_earlier_days_does_not() -> None:
    first = rate(NEW, CHECK, "M", 2, today=MONDAY, evidence=Evidence.DOCUMENTED)
    assert current(rate(first, CHECK, "M", 3, today=MONDAY)).evidence is Evidence.DOCUMENTED
    assert current(rate(first, CHECK, "M", 3, today=TUESDAY)).evidence is Evidence.STATED


def test_rating_again_keeps_the_words() -> None:
    first = rate(NEW, CHECK, "M", 2, today=MONDAY)
    noted = note_words(first, CHECK, "M", "Die Therme ist alt.", (2, 0, 2), today=MONDAY)
    again = current(rate(noted, CHECK, "M", None, today=TUESDAY))
    assert (again.words, again.asked) == ("Die Therme ist alt.", (0, 2))
    assert again.rating is None


def test_a_no_on_a_knock_out_criterion_is_for_now_and_has_a_day() -> None:
    answer = current(rate(NEW, CHECK, "M", 0, today=MONDAY))
    assert answer.knock_out is KnockOut.TEMPORARY
    assert answer.resume == MONDAY + timedelta(days=90)
    assert (answer.reason, answer.author) == ("", "")


def test_a_no_keeps_its_reason_and_day() -> None:
    answer = current(
        rate(NEW, CHECK, "T", 0, today=MONDAY, reason="project_stopped", resume=date(2026, 9, 1)),
        "T",
    )
    assert (answer.reason, answer.resume) == ("project_stopped", date(2026, 9, 1))


def test_a_final_no_has_no_day() -> None:
    answer = current(
        rate(
            NEW,
            CHECK,
            "Z",
            0,
            today=MONDAY,
            knock_out=KnockOut.FINAL,
            reason="insolvency",
            resume=TUESDAY,
        ),
        "Z",
    )
    assert (answer.knock_out, answer.reason, answer.resume) == (
        KnockOut.FINAL,
        "insolvency",
        None,
    )


def test_a_better_rating_forgets_the_knock_out() -> None:
    out = rate(NEW, CHECK, "Z", 0, today=MONDAY, reason="no_money")
    answer = current(rate(out, CHECK, "Z", 2, today=MONDAY), "Z")
    assert (answer.knock_out, answer.reason, answer.resume) == (None, "", None)
    both = rate(out, CHECK, "Z", 2, today=MONDAY, reason="no_money", resume=TUESDAY)
    assert current(both, "Z") == answer


def test_a_no_on_authority_is_just_a_rating() -> None:
    answer = current(rate(NEW, CHECK, "E", 0, today=MONDAY), "E")
    assert (answer.knock_out, answer.resume) == (None, None)


@pytest.mark.parametrize(
    ("criterion", "rating", "knock_out"),
    [
        ("M", 4, None),
        ("M", -1, None),
        ("M", 1, KnockOut.FINAL),
        ("E", 0, KnockOut.TEMPORARY),
        ("T", 0, KnockOut.FINAL),
    ],
)
def test_what_is_refused(criterion: str, rating: int, knock_out: KnockOut | None) -> None:
    with pytest.raises(ValueError):
        rate(NEW, CHECK, criterion, rating, today=MONDAY, knock_out=knock_out)


def test_an_unknown_criterion_is_refused() -> None:
    with pytest.raises(KeyError):
        rate(NEW, CHECK, "X", 1, today=MONDAY)


@pytest.mark.parametrize(
    ("start", "step", "end"),
    [
        (Evidence.GUESS, 1, Evidence.STATED),
        (Evidence.STATED, 1, Evidence.CONFIRMED),
        (Evidence.CONFIRMED, 1, Evidence.DOCUMENTED),
        (Evidence.DOCUMENTED, -1, Evidence.CONFIRMED),
    ],
)
def test_evidence_moves_step_by_step(start: Evidence, step: int, end: Evidence) -> None:
    rated = rate(NEW, CHECK, "M", 2, today=MONDAY, evidence=start, author="eva")
    moved = set_evidence(rated, CHECK, "M", step, today=MONDAY)
    assert (current(moved).evidence, current(moved).author) == (end, "eva")


def test_better_evidence_is_news_of_today_and_a_step_down_only_corrects() -> None:
    rated = rate(NEW, CHECK, "M", 2, today=MONDAY)
    up = set_evidence(rated, CHECK, "M", 1, today=TUESDAY, author="tom")
    down = set_evidence(rated, CHECK, "M", -1, today=TUESDAY)
    assert (current(up).rated, current(up).author) == (TUESDAY, "tom")
    assert current(down).rated == MONDAY
    assert len(up.assessments) == len(down.assessments) == 2


def test_the_ladder_ends_and_an_open_criterion_has_no_evidence() -> None:
    top = rate(NEW, CHECK, "M", 2, today=MONDAY, evidence=Evidence.DOCUMENTED)
    low = rate(NEW, CHECK, "M", 2, today=MONDAY, evidence=Evidence.GUESS)
    assert set_evidence(top, CHECK, "M", 1, today=TUESDAY) is top
    assert set_evidence(low, CHECK, "M", -1, today=TUESDAY) is low
    assert set_evidence(NEW, CHECK, "M", 1, today=MONDAY) is NEW


def test_reopen_takes_one_answer_away_and_keeps_history() -> None:
    rated = rate(rate(NEW, CHECK, "M", 2, today=MONDAY), CHECK, "Z", 1, today=MONDAY)
    opened = reopen(rated, CHECK, "M", today=TUESDAY)
    assert opened.assessment is not None
    assert [a.criterion for a in opened.assessment.answers] == ["Z"]
    assert opened.assessments[0] == rated.assessments[0]
    assert reopen(opened, CHECK, "M", today=TUESDAY) is opened


def test_words_need_an_answer_and_the_same_words_change_nothing() -> None:
    rated = rate(NEW, CHECK, "M", 2, today=MONDAY)
    noted = note_words(rated, CHECK, "M", "Ja.", (0,), today=TUESDAY)
    assert (current(noted).words, current(noted).rated) == ("Ja.", MONDAY)
    assert note_words(noted, CHECK, "M", "Ja.", (0,), today=TUESDAY) is noted
    with pytest.raises(LookupError):
        note_words(rated, CHECK, "Z", "Ja.", (), today=MONDAY)

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from store.events.acknowledge import (
    acknowledge,
    log_activity,
    log_talk,
    move,
    plan,
    put_off,
    put_off_before,
    silence,
    skip,
    wake,
)
from store.events.agenda import occurrences
from store.events.occurrence import EventKind, Occurrence
from store.profile.activity import AckKind, Activity, ActivityKind, FollowUp
from store.profile.company import Offer
from store.profile.contact import Birthday, Contact
from store.profile.prospect import Prospect

TODAY = date(2026, 2, 23)
FIRM = Prospect(
    id="p",
    name="Wolpertec GmbH",
    created=TODAY,
    contacts=(Contact(id="e", birthday=Birthday(day=24, month=2)),),
    follow_ups=(FollowUp(id="1", due=TODAY), FollowUp(id="2", due=date(2026, 3, 3))),
    offers=(Offer(id="o", title="Anlage", binds_until=date(2026, 3, 2)),),
)


def found(prospect: Prospect, key: str) -> Occurrence:
    return next(o for o in occurrences(prospect, TODAY) if o.key == key)


def test_history_stays_in_the_order_of_days() -> None:
    late = Activity(id="2", day=TODAY)
    early = Activity(id="1", day=TODAY - timedelta(days=3))
    prospect = log_activity(log_activity(FIRM, late), early)
    assert prospect.activities == (early, late)


@pytest.mark.parametrize(("kind", "settled"), [
    (ActivityKind.CALL, AckKind.CALL), (ActivityKind.EMAIL, AckKind.EMAIL),
    (ActivityKind.VISIT, AckKind.VISIT), (ActivityKind.LETTER, AckKind.LETTER),
    (ActivityKind.MEETING, AckKind.DONE),
])
def test_a_talk_settles_the_follow_ups_that_were_due(
    kind: ActivityKind, settled: AckKind
) -> None:
    """Not the later ones, and no birthday: nobody said that it was spoken of."""
    late = TODAY - timedelta(days=3)
    firm = replace(
        plan(FIRM, FollowUp(id="0", due=late)),
        contacts=(Contact(id="e", birthday=Birthday(day=23, month=2)),))
    talk = Activity(id="a", day=TODAY, kind=kind, author="mb", note="Muster gewünscht")
    after = log_talk(firm, talk, occurrences(firm, TODAY))
    assert after.activities == (talk,)
    assert [f.id for f in after.follow_ups] == ["2"]
    assert sorted((a.event, a.turn, a.day, a.kind, a.author, a.note)
                  for a in after.acknowledgements) == [
        ("followup:0", late, TODAY, settled, "mb", "Muster gewünscht"),
        ("followup:1", TODAY, TODAY, settled, "mb", "Muster gewünscht")]
    step = FollowUp(id="n", due=TODAY + timedelta(days=2))
    planned = log_talk(firm, talk, occurrences(firm, TODAY), step)
    assert planned == replace(after, follow_ups=(step, *after.follow_ups))


def test_plans_stay_in_the_order_of_days() -> None:
    prospect = plan(FIRM, FollowUp(id="3", due=TODAY + timedelta(days=1)))
    assert [f.id for f in prospect.follow_ups] == ["1", "3", "2"]


def test_a_card_for_a_birthday() -> None:
    prospect = acknowledge(
        FIRM,
        found(FIRM, "birthday:e"),
        AckKind.CARD,
        today=TODAY,
        author="mb",
        note="Bergkarte",
        value=250,
    )
    (ack,) = prospect.acknowledgements
    assert (ack.event, ack.turn, ack.day, ack.kind) == (
        "birthday:e",
        date(2026, 2, 24),
        TODAY,
        AckKind.CARD,
    )
    assert (ack.author, ack.note, ack.value) == ("mb", "Bergkarte", 250)
    assert found(prospect, "birthday:e").day == date(2027, 2, 24)
    assert len(prospect.follow_ups) == 2


def test_a_finished_follow_up_leaves() -> None:
    prospect = acknowledge(FIRM, found(FIRM, "followup:1"), AckKind.DONE, today=TODAY)
    assert [f.id for f in prospect.follow_ups] == ["2"]
    assert prospect.acknowledgements[0].event == "followup:1"


def test_skipped_with_its_reason() -> None:
    prospect = skip(FIRM, found(FIRM, "offer:o"), "zurückgezogen", TODAY, "mb")
    (ack,) = prospect.acknowledgements
    assert (ack.kind, ack.note, ack.author) == (AckKind.SKIPPED, "zurückgezogen", "mb")
    assert not [o for o in occurrences(prospect, TODAY) if o.kind is EventKind.OFFER]


def test_a_follow_up_gets_its_new_day() -> None:
    prospect = move(FIRM, found(FIRM, "followup:1"), date(2026, 3, 6), TODAY, "mb")
    assert [(f.id, f.due, f.moved) for f in prospect.follow_ups] == [
        ("2", date(2026, 3, 3), 0),
        ("1", date(2026, 3, 6), 1),
    ]
    assert prospect.acknowledgements == ()
    again = put_off(prospect, "1", date(2026, 3, 9))
    assert again.follow_ups[1].moved == 2


@pytest.mark.parametrize(
    ("key", "to", "act_on"),
    [
        ("offer:o", date(2026, 2, 25), date(2026, 2, 25)),
        ("birthday:e", date(2026, 2, 26), date(2026, 2, 26)),
        ("birthday:e", date(2026, 2, 20), date(2026, 2, 24)),
    ],
)
def test_moved(key: str, to: date, act_on: date) -> None:
    prospect = move(FIRM, found(FIRM, key), to, TODAY, "mb")
    assert found(prospect, key).act_on == act_on
    assert prospect.acknowledgements[0].until == act_on
    assert prospect.acknowledgements[0].author == "mb"


def test_moved_again_and_done() -> None:
    prospect = move(FIRM, found(FIRM, "offer:o"), date(2026, 2, 25), TODAY)
    prospect = move(prospect, found(prospect, "offer:o"), date(2026, 2, 26), TODAY)
    assert [a.until for a in prospect.acknowledgements] == [date(2026, 2, 26)]
    prospect = acknowledge(prospect, found(prospect, "offer:o"), AckKind.CALL, today=TODAY)
    assert [a.kind for a in prospect.acknowledgements] == [AckKind.CALL]
    assert not [o for o in occurrences(prospect, TODAY) if o.kind is EventKind.OFFER]


def test_other_turns_keep_their_acknowledgements() -> None:
    birthday = found(FIRM, "birthday:e")
    last_year = replace(birthday, day=date(2025, 2, 24))
    prospect = acknowledge(FIRM, last_year, AckKind.CALL, today=date(2025, 2, 24))
    prospect = acknowledge(prospect, birthday, AckKind.CALL, today=TODAY)
    assert [a.turn.year for a in prospect.acknowledgements] == [2025, 2026]


def test_what_is_silenced_can_be_woken() -> None:
    silent = silence(FIRM, "birthday:e")
    assert wake(silent, "birthday:e") == FIRM
    assert wake(FIRM, "birthday:e") is FIRM


def test_a_move_keeps_its_last_reason() -> None:
    once = put_off(FIRM, "1", date(2026, 3, 1), "Urlaub")
    twice = put_off(once, "1", date(2026, 3, 8))
    reasons = [next(f.why_moved for f in firm.follow_ups if f.id == "1")
               for firm in (once, twice)]
    assert reasons == ["Urlaub", ""]
    moved = move(FIRM, found(FIRM, "birthday:e"), date(2026, 3, 1), TODAY, why="krank")
    assert [ack.note for ack in moved.acknowledgements] == ["krank"]


def test_what_was_moved_before_is_known_by_its_turn() -> None:
    follow_up, birthday = found(FIRM, "followup:1"), found(FIRM, "birthday:e")
    assert not put_off_before(FIRM, follow_up)
    assert put_off_before(put_off(FIRM, "1", TODAY), follow_up)
    assert not put_off_before(FIRM, birthday)
    moved = move(FIRM, birthday, date(2026, 3, 1), TODAY)
    assert put_off_before(moved, birthday)
    assert not put_off_before(moved, replace(birthday, day=date(2027, 2, 24)))

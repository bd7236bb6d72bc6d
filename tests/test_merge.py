"""Two changes of one record: worked examples, and laws over random changes."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.merge import _TUPLES, Clash, merge, take
from store.profile.activity import AckKind, Acknowledgement, Activity, FollowUp
from store.profile.assessment import Answer, Assessment, Evidence, KnockOut
from store.profile.company import (
    Address,
    AddressKind,
    FinancialStatus,
    Light,
    Need,
    NeedState,
    Offer,
    RevenueEntry,
)
from store.profile.contact import Channel, Consent, Contact, Role
from store.profile.decided import Decision
from store.profile.prospect import Check, Info, Prospect, Stage, StageChange
from store.profile.steps import Choice
from store.profile.trigger import ProfileCheck, Trigger, TriggerKind

DAY = date(2026, 3, 2)
BASE = Prospect(
    id="p", name="Moser GmbH", created=DAY, phone="1", tags=("wood", "north"),
    contacts=(Contact(id="a", last_name="Auer"), Contact(id="b", last_name="Berg")),
    activities=(Activity(id="x", day=DAY, note="first"),),
    follow_ups=(FollowUp(id="f", due=DAY),),
    needs=(Need(text="Saw"),),
    assessments=(Assessment(checklist="g", version=1, day=DAY, answers=(
        Answer(criterion="need", rating=2, rated=DAY),
        Answer(criterion="money", rating=1, rated=DAY),
    )),),
)


def day(number: int) -> date:
    return date(2026, 3, number)


def rated(prospect: Prospect, code: str, **values: Any) -> Prospect:
    (assessment,) = prospect.assessments
    answers = tuple(
        replace(a, **values) if a.criterion == code else a for a in assessment.answers
    )
    return replace(prospect, assessments=(replace(assessment, answers=answers),))


def test_different_fields_go_together() -> None:
    merged = merge(BASE, replace(BASE, phone="2"), replace(BASE, email="a@b.at"))
    assert merged.record == replace(BASE, phone="2", email="a@b.at")
    assert merged.clashes == ()


def test_the_same_field_keeps_mine_and_names_theirs() -> None:
    merged = merge(BASE, replace(BASE, phone="2"), replace(BASE, phone="3"))
    assert merged.record == replace(BASE, phone="2")
    assert merged.clashes == (Clash(path=("phone",), base="1", mine="2", theirs="3"),)


def test_the_same_change_is_no_clash() -> None:
    merged = merge(BASE, replace(BASE, phone="2", web="w"), replace(BASE, phone="2"))
    assert merged == merge(BASE, replace(BASE, phone="2", web="w"), BASE)


def test_two_fields_of_one_person_go_together() -> None:
    one, other = BASE.contacts
    mine = replace(BASE, contacts=(replace(one, phone="11"), other))
    theirs = replace(BASE, contacts=(replace(one, mobile="22", roles=(Role.BUYER,)), other))
    merged = merge(BASE, mine, theirs)
    assert merged.record is not None
    assert merged.record.contacts == (
        replace(one, phone="11", mobile="22", roles=(Role.BUYER,)), other)
    assert merged.clashes == ()


def test_both_added_parts_stay_and_the_newest_is_last() -> None:
    mine = replace(BASE, activities=(*BASE.activities, Activity(id="m", day=day(9))))
    theirs = replace(BASE, activities=(*BASE.activities, Activity(id="t", day=day(5))))
    merged = merge(BASE, mine, theirs)
    assert merged.record is not None
    assert [a.id for a in merged.record.activities] == ["x", "t", "m"]
    assert merged.clashes == ()


def test_decisions_triggers_and_checks_of_both_stay_in_order() -> None:
    def with_day(number: int) -> Prospect:
        return replace(
            BASE,
            decisions=(Decision(day=day(number), choice=Choice.PARK, checklist="g", version=1),),
            triggers=(Trigger(kind=TriggerKind.COMPLAINT, day=day(number)),),
            profile_checks=(ProfileCheck(day=day(number), source="Huber"),))

    merged = merge(BASE, with_day(9), with_day(5))
    assert merged.clashes == ()
    assert merged.record is not None
    for parts in (merged.record.decisions, merged.record.triggers, merged.record.profile_checks):
        assert [part.day for part in parts] == [day(5), day(9)]


def test_what_was_not_in_order_is_not_sorted() -> None:
    old = Activity(id="o", day=day(1))
    mine = replace(BASE, activities=(*BASE.activities, old))
    theirs = replace(BASE, activities=(*BASE.activities, Activity(id="t", day=day(5))))
    merged = merge(BASE, mine, theirs)
    assert merged.record is not None
    assert [a.id for a in merged.record.activities] == ["x", "o", "t"]


def test_the_other_order_is_kept() -> None:
    one, other = BASE.contacts
    new = Contact(id="n", last_name="Neu")
    turned = replace(BASE, contacts=(other, one))
    longer = replace(BASE, contacts=(new, one, other))
    for mine, theirs in ((turned, longer), (longer, turned)):
        merged = merge(BASE, mine, theirs)
        assert merged.record is not None
        assert [c.id for c in merged.record.contacts] == ["n", "b", "a"]


@pytest.mark.parametrize("removed_by", ["me", "them"])
def test_removed_by_one_and_changed_by_the_other(removed_by: str) -> None:
    gone = replace(BASE, contacts=BASE.contacts[1:])
    changed = replace(BASE, contacts=(replace(BASE.contacts[0], phone="11"), BASE.contacts[1]))
    mine, theirs = (gone, changed) if removed_by == "me" else (changed, gone)
    merged = merge(BASE, mine, theirs)
    assert merged.record == mine
    (clash,) = merged.clashes
    assert clash.path == ("contacts", "a")
    assert clash.base == BASE.contacts[0]
    assert (clash.mine is None) == (removed_by == "me")
    assert (clash.theirs is None) == (removed_by == "them")
    assert take(merged.record, clash) == replace(
        theirs, contacts=tuple(sorted(theirs.contacts, key=lambda c: c.id != "b")
                               if removed_by == "me" else theirs.contacts))


def test_removed_by_both_is_gone() -> None:
    gone = replace(BASE, contacts=BASE.contacts[1:])
    assert merge(BASE, gone, replace(gone, phone="9")).record == replace(gone, phone="9")
    assert merge(BASE, None, None).record is None


def test_a_removed_record_that_the_other_changed() -> None:
    changed = replace(BASE, phone="2")
    merged = merge(BASE, None, changed)
    assert merged.record is None
    (clash,) = merged.clashes
    assert clash == Clash(path=(), base=BASE, mine=None, theirs=changed)
    assert take(merged.record, clash) == changed
    back = merge(BASE, changed, None)
    assert back.record == changed
    assert take(back.record, back.clashes[0]) is None


def test_ratings_of_two_criteria_go_together() -> None:
    merged = merge(BASE, rated(BASE, "need", rating=3), rated(BASE, "money", rating=0))
    assert merged.record == rated(rated(BASE, "need", rating=3), "money", rating=0)
    assert merged.clashes == ()


def test_a_rating_is_one_value_with_its_knock_out() -> None:
    mine = rated(BASE, "need", rating=0, knock_out=KnockOut.FINAL)
    theirs = rated(BASE, "need", rating=3, evidence=Evidence.CONFIRMED, words="now")
    merged = merge(BASE, mine, theirs)
    (clash,) = merged.clashes
    assert clash.path == ("assessments", "g 2026-03-02", "answers", "need", "rating")
    assert clash.mine.knock_out is KnockOut.FINAL
    assert merged.record == rated(mine, "need", words="now")
    assert take(merged.record, clash) == theirs


def test_a_rating_changed_by_one_and_words_by_the_other() -> None:
    mine, theirs = rated(BASE, "need", words="soon"), rated(BASE, "need", rating=3)
    for one, other in ((mine, theirs), (theirs, mine)):
        merged = merge(BASE, one, other)
        assert merged.record == rated(BASE, "need", rating=3, words="soon")
        assert merged.clashes == ()


def test_both_assessed_anew_on_one_day() -> None:
    def new(code: str, rating: int) -> Prospect:
        answers = (Answer(criterion=code, rating=rating, rated=day(9)),)
        return replace(BASE, assessments=(
            *BASE.assessments, Assessment(checklist="g", version=1, day=day(9), answers=answers)))

    merged = merge(BASE, new("need", 3), new("money", 1))
    assert merged.record is not None
    assert [a.criterion for a in merged.record.assessments[-1].answers] == ["need", "money"]
    assert merged.clashes == ()
    merged = merge(BASE, new("need", 3), new("need", 1))
    (clash,) = merged.clashes
    assert clash.base is None
    assert (clash.mine.rating, clash.theirs.rating) == (3, 1)


def test_both_answered_one_event() -> None:
    def done(kind: AckKind) -> Prospect:
        ack = Acknowledgement(event="birthday:a", turn=DAY, day=DAY, kind=kind)
        return replace(BASE, acknowledgements=(ack,))

    merged = merge(BASE, done(AckKind.CALL), done(AckKind.CARD))
    assert merged.record == done(AckKind.CALL)
    (clash,) = merged.clashes
    assert clash.path == ("acknowledgements", "birthday:a 2026-03-02")
    assert take(merged.record, clash) == done(AckKind.CARD)


def test_the_same_event_answered_twice_by_me_stays_twice() -> None:
    ack = Acknowledgement(event="offer:o", turn=DAY, day=DAY, kind=AckKind.MOVED)
    later = replace(ack, day=day(5), kind=AckKind.DONE)
    mine = replace(BASE, acknowledgements=(ack, later))
    merged = merge(BASE, mine, replace(BASE, phone="2"))
    assert merged.record == replace(mine, phone="2")
    theirs = replace(BASE, acknowledgements=(ack,))
    assert merge(BASE, mine, theirs).record == mine


def test_a_field_of_a_part_that_both_added() -> None:
    mine = replace(BASE, offers=(Offer(id="o", title="Mine"),))
    theirs = replace(BASE, offers=(Offer(id="o", title="Theirs"),))
    merged = merge(BASE, mine, theirs)
    (clash,) = merged.clashes
    assert clash == Clash(path=("offers", "o", "title"), base=None, mine="Mine", theirs="Theirs")
    assert take(merged.record, clash) == theirs


def test_sets_keep_what_both_added_and_drop_what_one_removed() -> None:
    merged = merge(
        BASE, replace(BASE, tags=("wood", "south")), replace(BASE, tags=("wood", "north", "new")))
    assert merged.record is not None
    assert set(merged.record.tags) == {"wood", "south", "new"}
    assert merged.clashes == ()


def test_a_part_taken_back_stands_in_its_order() -> None:
    long = replace(BASE, activities=tuple(Activity(id=str(n), day=day(n)) for n in (1, 2, 3)))
    mine = replace(long, activities=long.activities[::2])
    theirs = replace(long, activities=(
        long.activities[0], replace(long.activities[1], note="new"), long.activities[2]))
    merged = merge(long, mine, theirs)
    assert take(merged.record, merged.clashes[0]) == theirs


def test_every_tuple_of_a_record_has_a_rule() -> None:
    """A new field that holds parts must say how they are told apart."""
    for kind, rules in _TUPLES.items():
        tuples = {f.name for f in fields(kind) if "tuple[" in str(f.type)}
        assert tuples == set(rules), kind.__name__


# -- laws -------------------------------------------------------------------------

_words = st.sampled_from(["", "1", "2", "3"])
_days = st.integers(1, 4).map(day)
_ids = st.sampled_from("abc")


def _unique(parts: st.SearchStrategy[Any], key: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(parts, max_size=3, unique_by=key).map(tuple)


_contacts = _unique(st.builds(
    Contact, id=_ids, phone=_words, mobile=_words,
    roles=st.lists(st.sampled_from(list(Role)[:3]), max_size=2, unique=True).map(tuple),
    consents=_unique(st.builds(Consent, channel=st.just(Channel.EMAIL), given=_days, text=_words),
                     lambda c: c.given),
), lambda c: c.id)
_answers = _unique(st.builds(
    Answer, criterion=_ids, rating=st.integers(0, 3), rated=_days, words=_words,
    asked=st.lists(st.integers(0, 2), max_size=2, unique=True).map(tuple),
    carried=_words,
), lambda a: a.criterion)
_records = st.builds(
    Prospect, id=st.just("p"), name=_words, created=st.just(DAY), phone=_words,
    stage=st.sampled_from(list(Stage)[:2]),
    financials=_unique(st.builds(FinancialStatus, noted=_days, light=st.sampled_from(list(Light)),
                                 source=_words), lambda f: (f.noted, f.source)),
    stage_log=st.lists(st.builds(StageChange, day=_days, stage=st.just(Stage.NEW)),
                       max_size=2, unique=True).map(tuple),
    addresses=_unique(st.builds(Address, kind=st.sampled_from(list(AddressKind)), place=_words),
                      lambda a: a.kind),
    contacts=_contacts,
    needs=_unique(st.builds(Need, text=_words, state=st.sampled_from(list(NeedState))),
                  lambda n: n.text),
    revenue=_unique(st.builds(RevenueEntry, first=st.just(DAY), last=_days,
                              revenue=st.integers(0, 2)), lambda r: r.last),
    activities=_unique(st.builds(Activity, id=_ids, day=_days, note=_words), lambda a: a.id),
    assessments=_unique(st.builds(Assessment, checklist=st.just("g"), version=st.just(1),
                                  day=_days, answers=_answers), lambda a: a.day),
    checks=st.lists(st.builds(Check, info=st.sampled_from(list(Info)[:2]), day=_days),
                    max_size=2, unique=True).map(tuple),
    decisions=st.lists(st.builds(
        Decision, day=_days, choice=st.sampled_from(list(Choice)[:2]), checklist=st.just("g"),
        version=st.just(1)), max_size=2).map(tuple),
    tags=st.lists(_ids, max_size=3, unique=True).map(tuple),
)
laws = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def _near(draw: st.DrawFn, base: Prospect) -> Prospect:
    """A record some fields of which are another's: most fields stay as they were."""
    other = draw(_records)
    names = draw(st.sets(st.sampled_from([f.name for f in fields(Prospect)][3:]), max_size=4))
    names |= draw(st.sets(st.sampled_from(("phone", "contacts", "assessments", "tags"))))
    return replace(base, **{name: getattr(other, name) for name in names})


@st.composite
def _sides(draw: st.DrawFn) -> tuple[Prospect, Prospect, Prospect]:
    base = draw(_records)
    return base, draw(_near(base)), draw(_near(base))


def _plain(value: Any) -> Any:
    """A record without the order of its parts."""
    if isinstance(value, tuple):
        return frozenset(Counter(_plain(part) for part in value).items())
    if is_dataclass(value):
        return (type(value), *(_plain(getattr(value, f.name)) for f in fields(value)))
    return value


@laws
@given(_sides())
def test_one_side_alone_is_taken_as_it_is(sides: tuple[Prospect, Prospect, Prospect]) -> None:
    base, mine, theirs = sides
    assert merge(base, base, theirs).record == theirs
    assert merge(base, mine, base).record == mine
    assert merge(base, mine, mine).record == mine
    assert not merge(base, base, theirs).clashes + merge(base, mine, base).clashes


@laws
@given(_sides())
def test_both_sides_see_the_same(sides: tuple[Prospect, Prospect, Prospect]) -> None:
    base, mine, theirs = sides
    here, there = merge(base, mine, theirs), merge(base, theirs, mine)
    assert sorted((c.path, repr(c.mine), repr(c.theirs)) for c in here.clashes) == sorted(
        (c.path, repr(c.theirs), repr(c.mine)) for c in there.clashes)
    for clash in here.clashes:
        assert clash.mine != clash.theirs
    mine_record, all_theirs = here.record, here.record
    for clash in here.clashes:
        all_theirs = take(all_theirs, clash)
    assert mine_record is not None
    assert _plain(all_theirs) == _plain(there.record)


@laws
@given(_sides())
def test_merging_again_changes_nothing(sides: tuple[Prospect, Prospect, Prospect]) -> None:
    base, mine, theirs = sides
    once = merge(base, mine, theirs)
    again = merge(base, once.record, theirs)
    assert again.record == once.record
    assert [c.path for c in again.clashes] == [c.path for c in once.clashes]


@laws
@given(_sides())
def test_no_part_that_was_added_is_lost(sides: tuple[Prospect, Prospect, Prospect]) -> None:
    base, mine, theirs = sides
    merged = merge(base, mine, theirs)
    assert merged.record is not None
    for name, parts in _TUPLES[Prospect].items():
        old = parts.index(getattr(base, name))
        kept = parts.index(getattr(merged.record, name))
        for side in (mine, theirs):
            assert parts.index(getattr(side, name)).keys() - old.keys() <= kept.keys()


@laws
@given(_sides())
def test_every_change_is_in_the_record_or_named(
    sides: tuple[Prospect, Prospect, Prospect],
) -> None:
    base, mine, theirs = sides
    merged = merge(base, mine, theirs)
    named = {clash.path[0] for clash in merged.clashes}
    for f in fields(Prospect):
        if f.name in named or f.name in _TUPLES[Prospect]:
            continue
        old, own, other = (getattr(side, f.name) for side in sides)
        assert getattr(merged.record, f.name) == (own if other == old else other)

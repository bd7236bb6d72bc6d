"""Observations of the market over all customers (domain.md A31)."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from store.profile.company import MarketNote, MarketSubject
from store.profile.market import market, with_note
from store.profile.prospect import Prospect

DAY = date(2026, 2, 23)
HOTEL, RIVAL = MarketSubject.INDUSTRY, MarketSubject.COMPETITOR


def note(key: str, subject: str, day: int = 1, about: MarketSubject = HOTEL) -> MarketNote:
    return MarketNote(id=key, day=date(2026, 2, day), about=about, subject=subject, text=key)


def test_one_subject_for_all_who_name_it_the_newest_first() -> None:
    found = market({
        "a": (note("1", "Hotel", 3), note("2", "Müller", 9, RIVAL)),
        "b": (note("3", " HOTEL", 5), note("4", "Mueller", 2, HOTEL)), "c": ()})
    assert [(one.about, one.name, [(key, n.id) for key, n in one.notes]) for one in found] == [
        (RIVAL, "Müller", [("a", "2")]), (HOTEL, " HOTEL", [("b", "3"), ("a", "1")]),
        (HOTEL, "Mueller", [("b", "4")])]


def test_nothing_seen() -> None:
    assert market({}) == ()


def test_a_note_is_stored_in_the_order_of_days() -> None:
    record = Prospect(id="p", name="P", created=DAY, market=(note("2", "Hotel", 9),))
    assert [one.id for one in with_note(record, note("1", "Hotel", 4)).market] == ["1", "2"]


@given(st.dictionaries(st.sampled_from("abc"), st.lists(st.builds(
    note, st.text("xyz", min_size=1), st.sampled_from(["Hotel", "HOTEL", "Bau"]),
    st.integers(1, 28), st.sampled_from(MarketSubject)), max_size=4)))
def test_every_note_stands_once(seen: dict[str, list[MarketNote]]) -> None:
    found = market(seen)
    stood = [(key, one) for subject in found for key, one in subject.notes]
    given_notes = [(key, one) for key, notes in seen.items() for one in notes]
    assert sorted(stood, key=repr) == sorted(given_notes, key=repr)
    for subject in found:
        days = [one.day for _key, one in subject.notes]
        assert days == sorted(days, reverse=True)

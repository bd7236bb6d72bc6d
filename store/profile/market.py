"""Observations of the market, brought together over all customers (domain.md A31)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from store.profile.company import MarketNote, MarketSubject
from store.profile.prospect import Prospect
from store.text import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An industry or competitor with what was seen of it, newest first."""

    about: MarketSubject
    name: str
    """As in the newest note."""
    notes: tuple[tuple[str, MarketNote], ...]
    """Id of the customer where it was seen, and the note."""


def market(seen: Mapping[str, Iterable[MarketNote]]) -> tuple[Subject, ...]:
    """The subjects of the notes of customers by id, that with the newest note first.

    "Hotel" and "HOTEL" are one subject, as the search has it.
    """
    found: dict[tuple[MarketSubject, str], list[tuple[str, MarketNote]]] = {}
    for key, notes in seen.items():
        for note in notes:
            found.setdefault((note.about, fold(note.subject.strip())), []).append((key, note))
    subjects = []
    for (about, _folded), seen_here in found.items():
        seen_here.sort(key=lambda one: (-one[1].day.toordinal(), one[0], one[1].id))
        subjects.append(
            Subject(about=about, name=seen_here[0][1].subject, notes=tuple(seen_here)))
    return tuple(sorted(subjects, key=lambda one: (
        -one.notes[0][1].day.toordinal(), fold(one.name), one.about)))


def with_note(record: Prospect, note: MarketNote) -> Prospect:
    """A record with one more observation, in the order of their days."""
    return replace(record, market=tuple(sorted((*record.market, note), key=lambda one: one.day)))

"""What plain commands say of a customer and of a date, for people and for programs."""

from __future__ import annotations

from datetime import date
from typing import Any

from store import Occurrence, Row, Stage
from tui import dates, numbers, sentences, terms
from tui.texts import _

Due = tuple[Row, Occurrence]

def row_json(row: Row, today: date) -> dict[str, Any]:
    """A row of `list`. Scores from 0 to 100, confidence from 0 to 1, codes in English."""
    following = row.pressing(today)
    return {
        "id": row.id,
        "number": row.number,
        "name": row.name,
        "place": row.place,
        "industry": row.industry,
        "stage": row.stage,
        "class": row.letter or None,
        "priority": row.priority,
        "decision": row.choice,
        "score": None if row.score is None else row.score / 100,
        "score_min": row.score_min / 100,
        "score_max": row.score_max / 100,
        "confidence": row.confidence / 1000,
        "next_date": following.shown_on(today).isoformat() if following else None,
        "next_kind": following.kind if following else None,
        "person": row.person,
        "phone": row.phone,
        "last_contact": row.last_contact.isoformat() if row.last_contact else None,
        "completeness": row.completeness,
        "tags": list(row.tags),
    }


def due_json(item: Due, today: date) -> dict[str, Any]:
    """A row of `today`. "date" is the day to act, "event_date" the day it is about."""
    row, found = item
    return {
        "kind": found.kind,
        "date": found.shown_on(today).isoformat(),
        "event_date": found.day.isoformat(),
        "time": found.time or None,
        "days": (found.shown_on(today) - today).days,
        "urgency": found.urgency(today),
        "id": row.id,
        "name": row.name,
        "person": found.person or row.person,
        "phone": phone_for(item),
        "reason": sentences.reason(found, today),
        "priority": row.priority,
    }


def phone_for(item: Due) -> str:
    """The phone to call about something; empty if it is about another person."""
    row, found = item
    return row.phone if found.person in ("", row.person) else ""


def row_line(row: Row, today: date) -> str:
    """A customer in one line, as it is read out."""
    name = f"{row.name}, {row.place}" if row.place else row.name
    parts = [importance(row), decision(row)]
    following = row.pressing(today)
    if following is not None:
        what = sentences.reason(following, today)
        day = dates.date(following.shown_on(today))
        parts.append(f"{what} {day} ({sentences.when(following, today)})")
    return f"{name}: " + ", ".join(part for part in parts if part)


def importance(row: Row) -> str:
    """Stage, class and priority: "Stammkunde A, Vorrang 1"."""
    customer = row.stage.customer or row.stage is Stage.FORMER
    letter = f" {row.letter}" if customer and row.letter else ""
    text = terms.stage(row.stage) + letter
    if row.priority:
        text += ", " + _("priority {n}").format(n=row.priority)
    return text


def decision(row: Row) -> str:
    """The recommended decision with its figures; empty before the first answer."""
    if row.choice is None:
        return ""
    return _("{decision}, {score} points ({low} to {high}), confidence {confidence}").format(
        decision=terms.choice(row.choice), score=numbers.score(row.score),
        low=numbers.score(row.score_min), high=numbers.score(row.score_max),
        confidence=numbers.percent(row.confidence, 1000),
    )


def due_line(item: Due, today: date, *, dated: bool = True) -> str:
    """Something that comes up, in one line: who, why, when (if `dated`), whom to ask for."""
    row, found = item
    parts = [
        sentences.reason(found, today),
        f"{dates.long_date(found.shown_on(today))} ({sentences.when(found, today)})"
        if dated else "",
        found.person or row.person,
        phone_for(item),
        _("priority {n}").format(n=row.priority) if row.priority else "",
    ]
    return f"{row.name}: " + ", ".join(part for part in parts if part)

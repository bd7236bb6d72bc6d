"""The class of a customer from day to day (domain.md A11, A28)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ClassCause(StrEnum):
    """Why a class was noted."""

    HAND = "hand"
    """Set by hand."""
    COMPUTED = "computed"
    """The computed one was taken again."""
    ASSESSED = "assessed"
    """It was in force when the customer was assessed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassNote:
    """The class in force from a day on, and the computed one of that day beside it."""

    day: date
    letter: str
    cause: ClassCause
    before: str = ""
    """The class that was in force until then, where it was changed and is known."""
    computed: str = ""
    """By revenue (domain.md 4.1); empty where there is none."""
    author: str = ""

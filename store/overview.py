"""The flat summary of one prospect that list, filter, sort, strip and plain commands use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from store.events.occurrence import Occurrence
from store.profile.prospect import Stage
from store.qualification.decision import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is shown of a prospect where many are shown. Money in cents.

    Scores are hundredths (8125 is 81.25), confidence thousandths (600 is 0.60),
    rounded for show only: the rules decide on exact fractions.
    """

    id: str
    name: str
    short: str
    number: str
    place: str
    industry: str
    stage: Stage
    computed_class: str
    """A, B, C, N, O by revenue (domain.md 4.1), or empty; set for the whole base by the book."""
    own_class: str
    """Class set by hand, or empty."""
    priority: int | None
    """1 highest to 4; None: no priority (domain.md 4.8)."""
    potential: int | None
    revenue: int
    """Net revenue of the last 12 months."""
    margin: int | None
    choice: Choice | None
    """Recommended decision; None before the first answer and for plain customers."""
    score: int | None
    score_min: int
    score_max: int
    confidence: int
    person: str
    phone: str
    last_contact: date | None
    tags: tuple[str, ...]
    occurrences: tuple[Occurrence, ...]
    """Open ones up to 400 days ahead, earliest day to act first."""
    completeness: int
    """Per cent."""
    archived: bool
    search: str
    """Folded text of everything the filter looks at."""
    sort_name: str
    valid_until: date
    """First day on which time alone changes a value of this row."""

    @property
    def letter(self) -> str:
        """The class in force: by hand, else computed."""
        return self.own_class or self.computed_class

    @property
    def next(self) -> Occurrence | None:
        """The next occurrence, or the oldest overdue one."""
        return self.occurrences[0] if self.occurrences else None

"""The flat row of one prospect, and the order rows stand in.

Apart from the rules that make a row: who only reads rows loads none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from store.events.occurrence import Occurrence
from store.profile.steps import Stage
from store.qualification.decision import Choice

_NO_PRIORITY = 9


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
    """Recommended decision; None before the first answer."""
    score: int | None
    score_min: int
    score_max: int
    confidence: int
    person: str
    phone: str
    last_contact: date | None
    tags: tuple[str, ...]
    occurrences: tuple[Occurrence, ...]
    """Open ones, earliest day to act first: the next one, all follow-ups, and what comes
    within three months; `overview.coming` gives all of a record."""
    completeness: int
    """Per cent."""
    archived: bool
    search: str
    """Folded text of everything the filter looks at."""
    sort_name: str
    valid_until: date
    """First day on which time alone changes a value of this row."""
    decided: Choice | None = None
    """The decision of a human, as long as it holds."""
    reconsider: bool = False
    """Something else is recommended now than when it was decided."""
    stale: int = 0
    """Kinds of information that are no longer fresh, a bit for each (staleness.unpacked)."""
    stale_since: date | None = None
    """Since when the first of them is."""
    rests_until: date | None = None
    """Until when it was put off: the next day on which it is taken up again."""
    target: bool = False
    """One we want to win."""
    heads: tuple[str, ...] = ()
    """Ids of those it is a branch, member or partner of."""
    worth: int | None = None
    """What its class is computed from, see Classing; None: unknown."""
    taken_class: str = ""
    """The computed class that was last taken over; empty: none ever."""
    lapsed_class: str = ""
    """A class set by hand that has ended, until the computed one is taken over."""
    care: tuple[int, int] | None = None
    """Visits and calls a year planned for this one; None: as its class says."""

    @property
    def effective(self) -> Choice | None:
        """The decision that counts: the human's, else the recommended one."""
        return self.decided or self.choice

    @property
    def last_due(self) -> date | None:
        """The last day on which nothing of it is overdue; None: nothing can be."""
        return min((item.last_due for item in self.occurrences), default=None)

    @property
    def letter(self) -> str:
        """The class in force: by hand, else the one taken over, else computed."""
        return self.own_class or self.taken_class or self.computed_class

    @property
    def next(self) -> Occurrence | None:
        """The one with the earliest day to act."""
        return self.occurrences[0] if self.occurrences else None

    def pressing(self, today: date) -> Occurrence | None:
        """The oldest overdue one, else the next: a check that is only due hides nothing."""
        return next((item for item in self.occurrences if item.last_due < today), self.next)


def rank(row: Row, today: date) -> tuple[int, int, bool, int, int, str, str]:
    """Default order: priority, overdue first, then value and worst-case score, then name.

    Dropped ones come after all others, archived ones last (domain.md 4.8, 10).
    """
    last_due = row.last_due
    return (
        2 if row.archived else int(row.effective is Choice.DROP and not row.stage.customer),
        row.priority or _NO_PRIORITY,
        last_due is None or last_due >= today,
        -row.revenue,
        -row.score_min,
        row.sort_name,
        row.id,
    )

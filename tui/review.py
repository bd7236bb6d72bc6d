"""A walk through a list, customer by customer: where it is, and what came of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from store import Prospect


class Outcome(StrEnum):
    """What was done with one customer of the walk; the last one that fits."""

    SKIPPED = "skipped"
    CHANGED = "changed"
    CONFIRMED = "confirmed"
    """Still true."""
    RATED = "rated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One moment of a walk. The order is that of the list when it began."""

    keys: tuple[str, ...]
    """Ids of the customers."""
    position: int = 0
    outcomes: tuple[tuple[str, Outcome], ...] = ()
    """By id, of those that were left again."""
    arrived: Prospect | None = None
    """The record under the cursor as it was before anything was done with it."""

    @property
    def key(self) -> str:
        """Id of the present customer."""
        return self.keys[self.position]

    @property
    def number(self) -> int:
        """Of the present customer, from 1."""
        return self.position + 1

    def leaving(self, record: Prospect | None) -> Review:
        """What came of the present customer; more is never made less by coming back."""
        before = dict(self.outcomes)
        found = max(_outcome(self.arrived, record),
                    before.get(self.key, Outcome.SKIPPED), key=list(Outcome).index)
        before[self.key] = found
        return replace(self, outcomes=tuple(before.items()), arrived=None)

    def count(self, outcome: Outcome) -> int:
        """How many customers it was for."""
        return sum(1 for _key, found in self.outcomes if found is outcome)

    @property
    def fields(self) -> dict[str, str]:
        """As plain texts, to be kept over a restart."""
        return {"keys": " ".join(self.keys), "position": str(self.position),
                "outcomes": " ".join(f"{key}={found}" for key, found in self.outcomes)}


def read_review(fields: Mapping[str, str]) -> Review | None:
    """The walk that was kept; None if that is none."""
    keys = tuple(fields.get("keys", "").split())
    outcomes = []
    for pair in fields.get("outcomes", "").split():
        key, _sign, found = pair.rpartition("=")
        if key in keys and found in tuple(Outcome):
            outcomes.append((key, Outcome(found)))
    position = fields.get("position", "")
    if not keys or not (position.isascii() and position.isdigit()):
        return None
    return Review(keys=keys, position=min(int(position), len(keys) - 1),
                  outcomes=tuple(outcomes))


def without(review: Review, present: Mapping[str, object]) -> Review | None:
    """The walk without customers that are gone; None if nobody is left."""
    keys = tuple(key for key in review.keys if key in present)
    if not keys:
        return None
    passed = sum(1 for key in review.keys[:review.position] if key in present)
    return replace(review, keys=keys, position=min(passed, len(keys) - 1),
                   outcomes=tuple(pair for pair in review.outcomes if pair[0] in present))


def _outcome(before: Prospect | None, after: Prospect | None) -> Outcome:
    if before is None or after is None or before == after:
        return Outcome.SKIPPED
    if before.assessments != after.assessments or before.decisions != after.decisions:
        return Outcome.RATED
    if before.profile_checks != after.profile_checks:
        return Outcome.CONFIRMED
    return Outcome.CHANGED

"""A checklist: a framework of criteria such as Grundcheck or BANT (domain.md 3.2)."""

from __future__ import annotations

from dataclasses import dataclass

from store.profile.assessment import Assessment
from store.qualification.criterion import Criterion, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """Criteria in the order in which they are shown and asked."""

    code: str
    version: int
    title: Text
    criteria: tuple[Criterion, ...]
    when: Text | None = None
    """What the checklist is for, where its author says so."""
    customers: bool = False
    """For existing customers: their decisions have words of their own (domain.md 3.1)."""

    def criterion(self, code: str) -> Criterion:
        """The criterion with a code. Raises KeyError if the checklist has none."""
        for criterion in self.criteria:
            if criterion.code == code:
                return criterion
        raise KeyError(code)

    def of(self, assessment: Assessment | None, customer: bool) -> Checklist:
        """This one, whatever it is for: a checklist alone stands for all Checklists."""
        return self

    def get(self, code: str, version: int | None = None) -> Checklist:
        """This one. Raises KeyError for another code or version."""
        if code != self.code or version not in (None, self.version):
            raise KeyError(code)
        return self

"""Which checklist a prospect is rated with (domain.md 3.2)."""

from __future__ import annotations

from typing import Protocol

from store.profile.assessment import Assessment
from store.profile.prospect import Prospect
from store.qualification.checklist import Checklist


class Checklists(Protocol):
    """All checklists there are. A single Checklist is one of these as well."""

    def of(self, assessment: Assessment | None, customer: bool) -> Checklist:
        """The checklist of an assessment, in its version.

        The default one without an assessment, or if its checklist is gone: another one for
        customers. Never raises.
        """

    def get(self, code: str, version: int | None = None) -> Checklist:
        """A checklist by code; without a version the newest. Raises KeyError."""


def checklist_in_force(
    prospect: Prospect, checklists: Checklists
) -> tuple[Checklist, Assessment | None]:
    """The checklist in force: that of the last assessment, else the default one.

    With the last assessment made with it, if there is one.
    """
    checklist = checklists.of(prospect.assessment, prospect.stage.customer)
    for assessment in reversed(prospect.assessments):
        if assessment.checklist == checklist.code:
            return checklist, assessment
    return checklist, None

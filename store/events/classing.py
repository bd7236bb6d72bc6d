"""The class under which a customer was assessed: later ones are measured by it."""

from __future__ import annotations

from dataclasses import replace

from store.events.reassessment import last_assessed
from store.profile.classed import ClassCause, ClassNote
from store.profile.classes import class_in_force
from store.profile.prospect import Prospect


def note_assessed(
    before: Prospect | None, after: Prospect, *, computed: str, author: str = ""
) -> Prospect:
    """Note the class in force where a change assesses a customer, once a day.

    `computed`: the class by revenue. Nothing is noted of who has no class.
    """
    day = last_assessed(after)
    if not after.stage.customer or day is None:
        return after
    if before is not None and last_assessed(before) == day:
        return after
    letter = class_in_force(after, computed, day)
    if not letter:
        return after
    note = ClassNote(day=day, letter=letter, cause=ClassCause.ASSESSED, computed=computed,
                     author=author)
    return replace(after, class_log=(*after.class_log, note))

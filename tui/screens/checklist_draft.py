"""The checklist that is being changed: kept as a draft until it is saved or dropped."""

from __future__ import annotations

from dataclasses import replace

from store import WEIGHTS, Checklist, Checklists, StoreError, checklist_text, read_unfinished
from tui.dialogs.bar import Refused
from tui.form.drafts import Shelf
from tui.screens import checklist_fields as fields
from tui.texts import _


class ChecklistDraft:
    """One checklist under work. Changes raise Refused with the reason."""

    def __init__(self, found: Checklists, shelf: Shelf, checklist: Checklist) -> None:
        self._found, self._shelf = found, shelf
        self.checklist = checklist
        self._past: list[Checklist] = []
        self._ahead: list[Checklist] = []
        self.kept = self._load()
        """Goes on with an earlier draft."""

    @property
    def _name(self) -> str:
        return f"checklist-{self.checklist.code}"

    def _load(self) -> bool:
        kept = self._shelf.load(self._name)
        if not kept:
            return False
        try:
            self.checklist = read_unfinished(kept.get("text", ""))
        except StoreError:
            return False
        return True

    def change(self, new: Checklist) -> None:
        """Another state, kept at once; it can be taken back."""
        if new != self.checklist:
            self._past.append(self.checklist)
            self._ahead.clear()
            self._put(new)

    def undo(self) -> None:
        """The state before the last change."""
        if not self._past:
            raise Refused(_("Nothing to take back in this checklist."))
        self._ahead.append(self.checklist)
        self._put(self._past.pop())

    def redo(self) -> None:
        """The change that was taken back, once more."""
        if not self._ahead:
            raise Refused(_("Nothing to do again in this checklist."))
        self._past.append(self.checklist)
        self._put(self._ahead.pop())

    def _put(self, new: Checklist) -> None:
        self.checklist = new
        self._shelf.save(self._name, {"text": checklist_text(new)})

    def add(self) -> None:
        """One more criterion."""
        self.change(fields.add_criterion(self.checklist))

    def remove(self, index: int) -> None:
        """Without a criterion; one stays."""
        if len(self.checklist.criteria) == 1:
            raise Refused(_("One criterion stays."))
        self.change(fields.with_criterion(self.checklist, index, None))

    def weigh(self, index: int, by: int) -> None:
        """More or less weight for a criterion."""
        old = self.checklist.criteria[index]
        new = replace(old, weight=max(1, min(old.weight + by, WEIGHTS)))
        self.change(fields.with_criterion(self.checklist, index, new))

    def drop(self) -> None:
        """Forget the draft."""
        self._shelf.drop(self._name)
        self._found.read_again()

    def save(self) -> Checklist:
        """Write the next version; what was written. Raises StoreError too."""
        total = fields.total(self.checklist)
        if total != WEIGHTS:
            raise Refused(
                _("Not saved: the weights sum to {n}, not to 100.").format(n=total))
        made = self._found.save(self.checklist)
        self._shelf.drop(self._name)
        return made

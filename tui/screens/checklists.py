"""Checklists: the list of them, the criteria of one, the fields of a criterion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from store import Checklist, Text
from tui.commands import Command, Place
from tui.dialogs.bar import Chooser, LineBar, Refused
from tui.form.drafts import shelf_of
from tui.screens import checklist_fields as fields
from tui.screens.checklist_draft import ChecklistDraft
from tui.screens.checklist_shown import ChecklistShown
from tui.screens.hosting import Action, Hosting
from tui.texts import _, spoken

_STEPS = {"down": 1, "up": -1, "page_down": 15, "page_up": -15, "top": -10**6, "bottom": 10**6}
_CHANGING = ("criterion_add", "criterion_remove", "weight_up", "weight_down", "place_later",
             "place_earlier", "checklist_save", "draft_drop", "undo", "redo")


class ChecklistScreen(ChecklistShown):
    """Enter goes in, Esc goes out; what is not saved stays as a draft."""

    code = "checklists"

    # -- commands ---------------------------------------------------------------------

    @property
    def contexts(self) -> tuple[Place, ...]:
        """Its own keys first."""
        return (Place.CHECKLISTS, Place.ALWAYS)

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """The keys of the step."""
        if self.draft is None:
            return (("open", _("look, change")), ("checklist_copy", ""), ("down", _("choose")),
                    ("step_back", ""))
        if self.criterion is not None:
            return (("open", _("change")), ("down", _("choose")), ("checklist_save", ""),
                    ("step_back", _("to the criteria")))
        return (("open", _("change")), ("weight_up", ""), ("criterion_add", ""),
                ("checklist_save", ""), ("step_back", ""), ("place_later", ""), ("undo", ""))

    @property
    def own(self) -> Mapping[str, Action]:
        """Move, go in and out, change, save."""
        return {"back": self._out, "step_back": self._out, "open": self._enter,
                "checklist_copy": self._copy, "criterion_add": self._add,
                "criterion_remove": self._remove, "checklist_save": self._save,
                "weight_up": partial(self._weigh, 1), "weight_down": partial(self._weigh, -1),
                "place_later": partial(self._shift, 1),
                "place_earlier": partial(self._shift, -1),
                "undo": partial(self._step_back, "undo"),
                "redo": partial(self._step_back, "redo"), "draft_drop": self._drop,
                **{name: partial(self.move, by) for name, by in _STEPS.items()}}

    def can(self, command: Command) -> bool:
        """Changes only in a checklist; the customers wait meanwhile."""
        if command.id in _CHANGING:
            return self.draft is not None
        if command.id == "checklist_copy":
            return self.draft is None
        return super().can(command)

    def _out(self) -> None:
        if self.draft is None:
            self.open_screen("list")
        elif self.criterion is not None:
            self.criterion = None
        else:
            self.draft = None
            self.cursors[1] = 0
        self.draw()

    async def _enter(self) -> None:
        if self.draft is None:
            self._open(self.found.all()[self.cursors[0]])
        elif self.criterion is None and self.chosen is not None:
            self.criterion, self.cursors[2] = self.chosen, 0
            self.draw()
        else:
            every = (fields.head_fields(self.draft.checklist) if self.criterion is None
                     else fields.criterion_fields(self.draft.checklist, self.criterion))
            changed = await _changed(self, every[self.cursors[self.level]])
            if changed is not None:
                self._try(partial(self.draft.change, changed))

    def _open(self, checklist: Checklist) -> None:
        self.draft = ChecklistDraft(self.found, shelf_of(self.book), checklist)
        self.draw()
        self.say(_("This is your draft, not saved yet. Backspace drops it.")
                 if self.draft.kept else "", "now")

    # -- changes ----------------------------------------------------------------------

    def _try(self, change: Callable[[], object]) -> bool:
        """Change the draft; or say why not."""
        try:
            change()
        except Refused as refusal:
            self.say(str(refusal), "bad")
            return False
        self.say("")
        self.move(0)
        return True

    def _add(self) -> None:
        if self.draft is not None:
            self.criterion = None
            if self._try(self.draft.add):
                self.move(10**6)

    def _remove(self) -> None:
        index = self.chosen
        if self.draft is not None and index is not None:
            self.criterion = None
            self._try(partial(self.draft.remove, index))

    def _weigh(self, by: int) -> None:
        index = self.chosen
        if self.draft is not None and index is not None:
            self._try(partial(self.draft.weigh, index, by))

    def _shift(self, by: int) -> None:
        """The criterion, or the question under the cursor, one place on; the cursor follows."""
        draft, index = self.draft, self.chosen
        if draft is None or index is None:
            return
        if self.criterion is None:
            changed, rows = fields.with_criterion_moved(draft.checklist, index, by), 1
        else:
            every = fields.criterion_fields(draft.checklist, index)
            number = every[self.cursors[self.level]].question
            if number is None:
                self.say(_("Only questions are moved here."), "dim")
                return
            rows = 2
            changed = fields.with_question_moved(draft.checklist, index, number, by)
        if changed != draft.checklist and self._try(partial(draft.change, changed)):
            self.move(rows * by)

    def _step_back(self, way: str) -> None:
        """Undo or redo in the draft; the customers wait meanwhile."""
        draft = self.draft

        def step() -> None:
            assert draft is not None
            getattr(draft, way)()
            if self.criterion is not None and self.criterion >= len(draft.checklist.criteria):
                self.criterion = None

        if draft is not None and self._try(step):
            self.say(_("Taken back.") if way == "undo" else _("Done again."), "dim")

    def _drop(self) -> None:
        """Back to what is on file."""
        if self.draft is not None:
            self.draft.drop()
            self.draft = self.criterion = None
            self.draw()
            self.say(_("Draft dropped."))

    async def _copy(self) -> None:
        """A copy under another code, on file at once, and open to be changed."""
        source = self.found.all()[self.cursors[0]]
        taken = [checklist.code for checklist in self.found.all()]
        code = await self.ask(LineBar(
            _("Copy of {title}, its code").format(title=spoken(source.title)),
            take=lambda text: fields.new_code(text, taken)))
        if code is not None:
            name = code.replace("_", " ").capitalize()
            self._open(self.found.copy(source.code, code, Text(de=name, en=name)))

    def _save(self) -> None:
        made: list[Checklist] = []
        draft = self.draft
        if draft is None or not self._try(lambda: made.append(draft.save())):
            return
        self.draft = self.criterion = None
        self.draw()
        self.say(_("Saved: {title}, version {version}. Older assessments keep their version.")
                 .format(title=spoken(made[0].title), version=made[0].version))

async def _changed(host: Hosting, field: fields.Field) -> Checklist | None:
    """Ask for another value; the fault stands under the field."""
    if not field.options:
        return await host.ask(LineBar(field.label, take=field.put, value=field.value))
    chosen = await host.ask(Chooser(field.label, [
        (str(n), word, code) for n, (code, word) in enumerate(field.options, 1)]))
    return field.put(chosen) if chosen is not None else None

"""How the import screen looks: heading, path, findings, the keys of the step."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from store import Choices, ImportPlan, RevenuePlan
from tui import import_words, revenue_words
from tui.commands import Place
from tui.dialogs.bar import Bar, Echo, LineInput
from tui.screens.commanding import Common
from tui.screens.hosting import Hosting
from tui.screens.import_reader import Plan
from tui.screens.import_views import Findings, heading, introduction, plan_rows
from tui.texts import _, pgettext
from tui.view import View
from tui.widgets.canvas import Line, line

_WHILE_TYPED = ("open", "next_pane", "step_back", "help", "palette", "redraw", "suspend",
                "save_again", "save_copy", "noted")
"""Commands while the path is typed, by keys that write nothing."""
_SIMILAR = ("import_merge", "import_new", "import_skip")
"""Decide about addresses that are like one on file."""
T = TypeVar("T")


class ImportFrame(Hosting):
    """Shows the step; what commands do is added in tui/screens/importing.py."""

    DEFAULT_CSS = """
    ImportFrame #heading { height: 1; }
    ImportFrame #file { height: 1; background: $kq-bar; }
    ImportFrame #prompt { width: 9; }
    """
    code = "import"

    def __init__(self, common: Common) -> None:
        super().__init__(common)
        self.plan: Plan | None = None
        self.choices = Choices()
        self.treatment = "merge"
        self.completions: list[Line] = []
        """What the path may become."""

    def body(self) -> ComposeResult:
        """Heading, path, findings."""
        yield Echo(id="heading")
        with Horizontal(id="file"):
            yield Echo(id="prompt")
            yield LineInput()
        yield Findings()

    def on_mount(self) -> None:
        """The path takes the keys."""
        self.field.intercept = self.press
        self.field.focus()
        self.draw()

    def on_resize(self, event: events.Resize) -> None:
        """As wide as the screen."""
        self.draw(self.query_one(Findings).top)

    def show(self, view: View) -> None:
        """Other customers, or another language."""
        super().show(view)
        self.draw(self.query_one(Findings).top)

    @property
    def field(self) -> LineInput:
        """Where the path is typed."""
        return self.query_one("#file").query_one(LineInput)

    @property
    def contexts(self) -> tuple[Place, ...]:
        """Its own keys first."""
        return (Place.IMPORT, Place.ALWAYS)

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """The keys of the step."""
        if self.plan is None:
            return (("open", pgettext("import", "read")),
                    ("next_pane", _("complete the name")), ("step_back", ""))
        asked = [(name, "") for name in ("import_decide", "import_barred", "import_replace")
                 if self.has(name)]
        similar = ([("import_merge", _("2 3 similar ones"))]
                   if isinstance(self.plan, ImportPlan) and self.plan.similar else [])
        return (("open", pgettext("import", "import")), *similar, *asked, ("step_back", ""),
                ("import_encoding", ""),
                ("import_kind", "" if isinstance(self.plan, ImportPlan) else _("addresses")),
                ("down", _("scroll")))

    def has(self, command_id: str) -> bool:
        """Whether there is something in the plan that one of our commands decides."""
        plan, choices = self.plan, self.choices
        if plan is None:
            return False
        if command_id == "import_decide":
            return bool(plan.questions or choices.days_first or choices.decimals)
        if command_id == "import_kind":
            return bool(plan.separator)
        if command_id == "import_replace":
            return isinstance(plan, RevenuePlan) and (
                choices.replace_periods or revenue_words.overlapping(plan))
        if command_id == "import_barred":
            return isinstance(plan, ImportPlan) and (
                choices.take_suppressed or any(import_words.barred_lines(plan)))
        return command_id not in _SIMILAR or isinstance(plan, ImportPlan)

    async def ask(self, bar: Bar[T]) -> T | None:
        """The bar takes the keys; then the path again, if it had them."""
        self.set_focus(None)
        try:
            return await super().ask(bar)
        finally:
            if self.plan is None:
                self.field.focus()

    def press(self, key: str, character: str | None) -> bool:
        """While the path is typed."""
        command = self.keymap.find(self.contexts, key)
        writes = character is not None and character.isprintable()
        if command is None or command.id not in _WHILE_TYPED or writes:
            return False
        if self.can(command):
            self.run(command.id)
        return True

    def draw(self, top: int = 0) -> None:
        """The step as it stands, the findings from a row on."""
        width, plan = self.size.width, self.plan
        self.query_one("#heading", Echo).show([heading(1 if plan is None else 2, width)])
        self.query_one("#prompt", Echo).show([line(" ", (_("File:"), "strong"))])
        self.key_line.typed = plan is None
        self.key_line.show(self.contexts, self.hints)
        rows = (plan_rows(plan, self.choices, self.treatment, width) if plan is not None
                else self.completions or introduction(width))
        self.query_one(Findings).show(rows, top)

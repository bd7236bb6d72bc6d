"""The screen of checklists as it shows them: the list, the criteria, the fields of one."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult

from tui.dialogs.bar import Echo
from tui.screens import checklist_fields as fields
from tui.screens.backups import Scroll
from tui.screens.checklist_draft import ChecklistDraft
from tui.screens.checklist_views import Row, criteria_rows, field_rows, list_rows
from tui.screens.commanding import Common
from tui.screens.hosting import Hosting
from tui.texts import _, spoken
from tui.view import View
from tui.widgets.canvas import Line, Span, rule


class ChecklistShown(Hosting):
    """What stands where, and where the cursor is; subclasses act."""

    DEFAULT_CSS = """
    ChecklistShown #heading { height: 1; }
    """

    def __init__(self, common: Common) -> None:
        super().__init__(common)
        self.found = common.desk.checklists
        self.found.read_again()
        self.draft: ChecklistDraft | None = None
        self.criterion: int | None = None
        self.cursors = [0, 0, 0]

    def body(self) -> ComposeResult:
        """Heading and rows."""
        yield Echo(id="heading")
        yield Scroll()

    def on_mount(self) -> None:
        """Show the list."""
        self.draw()

    def on_resize(self, event: events.Resize) -> None:
        """As wide as the screen."""
        self.draw()

    def show(self, view: View) -> None:
        """Another language."""
        super().show(view)
        self.draw()

    @property
    def level(self) -> int:
        """0 in the list, 1 among the criteria, 2 in the fields of one."""
        return 0 if self.draft is None else 1 if self.criterion is None else 2

    @property
    def chosen(self) -> int | None:
        """The criterion that is open or under the cursor."""
        if self.criterion is not None or self.draft is None:
            return self.criterion
        index = self.cursors[1] - len(fields.head_fields(self.draft.checklist))
        return index if 0 <= index < len(self.draft.checklist.criteria) else None

    def move(self, by: int) -> None:
        """Up or down by rows on which the cursor stops."""
        last = sum(row.stop for row in self._rows()) - 1
        self.cursors[self.level] = max(0, min(self.cursors[self.level] + by, last))
        self.draw()

    # -- showing ----------------------------------------------------------------------

    def _rows(self) -> list[Row]:
        if self.draft is None:
            return list_rows(self.found, self.size.width)
        if self.criterion is None:
            return criteria_rows(self.draft.checklist, self.size.width)
        return field_rows(
            fields.criterion_fields(self.draft.checklist, self.criterion), self.size.width)

    def draw(self) -> None:
        """Everything anew."""
        titles = [_("Checklists")]
        if self.draft is not None:
            titles.append(spoken(self.draft.checklist.title))
            if self.criterion is not None:
                titles.append(spoken(self.draft.checklist.criteria[self.criterion].label))
        self.query_one("#heading", Echo).show(
            [rule(" > ".join(titles), self.size.width, focus=True)])
        self.key_line.show(self.contexts, self.hints)
        rows = self._rows()
        stops = [number for number, row in enumerate(rows) if row.stop]
        at = stops[min(self.cursors[self.level], len(stops) - 1)]
        self.query_one(Scroll).show(
            [Line((Span(">", "mark"), *row.line.spans[1:]), "cursor") if number == at
             else row.line for number, row in enumerate(rows)], at)

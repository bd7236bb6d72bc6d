"""Visit sheets: one page about a customer, or about all marked as the tour of a day."""

from __future__ import annotations

from collections.abc import Sequence

from tui.plain.visit_page import Stop, text_pages
from tui.plain.visiting import MOST_STOPS, file_text, too_many, tour
from tui.screens.commanding import Common
from tui.screens.paper import Paper
from tui.texts import _


class SheetScreen(Paper):
    """The pages of the customers that were marked, in the order of the list."""

    code = "sheet"

    def __init__(self, common: Common) -> None:
        super().__init__(common)
        view = self.desk.view
        wanted = set(view.targets)
        self.keys = [key for key in view.rows.ids() if key in wanted]
        self.stops: list[Stop] = []

    def on_mount(self) -> None:
        """Make the pages, or say why there are none."""
        super().on_mount()
        if len(self.keys) > MOST_STOPS:
            self.say(too_many(len(self.keys)), "bad")
        elif not self.keys:
            self.say(_("No customer is under the cursor."), "dim")

    @property
    def title_text(self) -> str:
        """What it is."""
        return _("Visit sheet")

    @property
    def file_name(self) -> str:
        """With the day."""
        return _("visits") + f"-{self.today.isoformat()}.txt"

    def make(self) -> None:
        """From the records as they are now."""
        kept = [key for key in self.keys if key in self.book.rows]
        self.stops = tour(self.book, kept) if len(kept) <= MOST_STOPS else []
        self.draw()

    def pages(self) -> Sequence[Sequence[str]]:
        """As printed."""
        return text_pages(self.stops, self.today)

    def text_for(self, path: str) -> str:
        """Markdown for a file that is called so."""
        return file_text(self.stops, self.today, as_markdown=path.casefold().endswith(".md"))

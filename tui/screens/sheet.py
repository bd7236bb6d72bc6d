"""Visit sheets: one page about a customer, or about all marked as the tour of a day."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping, Sequence
from functools import partial

from textual import events
from textual.app import ComposeResult

from store import Changed
from tui.commands import Place
from tui.dialogs.bar import Echo
from tui.flows.handing import copy_text, save_text
from tui.plain.visit_page import Stop, text_pages
from tui.plain.visiting import MOST_STOPS, file_text, too_many, tour
from tui.screens.backups import Scroll
from tui.screens.commanding import Common
from tui.screens.hosting import Action, Hosting
from tui.texts import _
from tui.view import View
from tui.widgets.canvas import Line, fit, line, rule

_STEPS = {"down": 1, "up": -1, "page_down": 15, "page_up": -15, "top": -10**6, "bottom": 10**6}


class SheetScreen(Hosting):
    """Pages one below the other, as they are printed; Left and Right go by pages."""

    DEFAULT_CSS = """
    SheetScreen #heading { height: 1; }
    """
    code = "sheet"

    def __init__(self, common: Common) -> None:
        super().__init__(common)
        view = self.desk.view
        wanted = set(view.targets)
        self.keys = [key for key in view.rows.ids() if key in wanted]
        self.stops: list[Stop] = []
        self.starts: list[int] = []
        """First row of each page."""

    def body(self) -> ComposeResult:
        """Heading and pages."""
        yield Echo(id="heading")
        yield Scroll()

    def on_mount(self) -> None:
        """Make the pages."""
        self._make()
        if len(self.keys) > MOST_STOPS:
            self.say(too_many(len(self.keys)), "bad")
        elif not self.keys:
            self.say(_("No customer is under the cursor."), "dim")

    def on_resize(self, event: events.Resize) -> None:
        """As wide as the screen."""
        self._draw()

    def show(self, view: View) -> None:
        """Other customers, or another language."""
        super().show(view)
        self._make()

    def changed(self, event: Changed) -> None:
        """The workplace hands the new view to every screen."""

    # -- commands ---------------------------------------------------------------------

    @property
    def contexts(self) -> tuple[Place, ...]:
        """Its own keys first."""
        return (Place.SHEET, Place.ALWAYS)

    @property
    def hints(self) -> Sequence[tuple[str, str]]:
        """Save, copy, read on."""
        pages = (("right", _("next page")),) if len(self.starts) > 1 else ()
        return (("sheet_save", ""), ("sheet_copy", ""), ("down", _("scroll")), *pages,
                ("step_back", ""))

    @property
    def own(self) -> Mapping[str, Action]:
        """Scroll, turn pages, save, copy."""
        return {**super().own, "sheet_save": self._save, "sheet_copy": self._copy,
                "right": partial(self._turn, 1), "left": partial(self._turn, -1),
                **{name: partial(self._move, by) for name, by in _STEPS.items()}}

    def _move(self, by: int) -> None:
        self.query_one(Scroll).scroll_rows(by)
        self._head()

    def _turn(self, by: int) -> None:
        """To the page after or before; at the first one Left goes back to the list."""
        now = self._page
        if by < 0 and now == 0 and self.query_one(Scroll).top == 0:
            self.open_screen("list")
            return
        if self.starts:
            top = self.starts[max(0, min(now + by, len(self.starts) - 1))]
            scroll = self.query_one(Scroll)
            scroll.scroll_rows(top - scroll.top)
            self._head()

    def _save(self) -> Awaitable[None] | None:
        return self._saved() if self.stops else None

    async def _saved(self) -> None:
        today = self.today
        await save_text(
            self, _("Save as (.txt or .md)"),
            _("visits") + f"-{today.isoformat()}.txt",
            lambda path: file_text(
                self.stops, today, as_markdown=path.casefold().endswith(".md")))

    def _copy(self) -> None:
        if self.stops:
            copy_text(self, file_text(self.stops, self.today, as_markdown=False))

    # -- showing ----------------------------------------------------------------------

    @property
    def _page(self) -> int:
        """The page whose rows are at the top."""
        top = self.query_one(Scroll).top
        return max((n for n, start in enumerate(self.starts) if start <= top), default=0)

    def _make(self) -> None:
        kept = [key for key in self.keys if key in self.book.rows]
        self.stops = tour(self.book, kept) if len(kept) <= MOST_STOPS else []
        self._draw()

    def _draw(self) -> None:
        rows: list[Line] = []
        self.starts = []
        for page in text_pages(self.stops, self.today):
            rows += [line("")] if rows else []
            self.starts.append(len(rows))
            rows += [_shown(text, self.size.width) for text in page]
        scroll = self.query_one(Scroll)
        if len(self.starts) > 1:  # the last page comes to the top as the others do
            rows += [line("")] * (scroll.size.height - len(rows) + self.starts[-1])
        scroll.show(rows, min(scroll.top, max(0, len(rows) - 1)))
        self.key_line.show(self.contexts, self.hints)
        self._head()

    def _head(self) -> None:
        title = _("Visit sheet")
        if len(self.starts) > 1:
            title += "  " + _("page {n} of {count}").format(
                n=self._page + 1, count=len(self.starts))
        self.query_one("#heading", Echo).show([rule(title, self.size.width, focus=True)])


def _shown(text: str, width: int) -> Line:
    """A row of a page; headings and lines as on other screens."""
    role = "title" if text.startswith("-- ") else "dim" if text.startswith("===") else ""
    return line(" ", (fit(text, width - 1), role))

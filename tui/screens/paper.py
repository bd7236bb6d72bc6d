"""A text as it goes on paper: read, saved as a file, copied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from textual import events
from textual.app import ComposeResult

from tui.commands import Place
from tui.dialogs.bar import Echo
from tui.flows.handing import copy_text, save_text
from tui.screens.backups import Scroll
from tui.screens.commanding import Common
from tui.screens.hosting import Action, Hosting
from tui.texts import _
from tui.view import View
from tui.widgets.canvas import Line, fit, line, rule

_STEPS = {"down": 1, "up": -1, "page_down": 15, "page_up": -15, "top": -10**6, "bottom": 10**6}


class Paper(Hosting):
    """Pages one below the other, as they are printed; Left and Right go by pages."""

    DEFAULT_CSS = """
    Paper #heading { height: 1; }
    """

    def __init__(self, common: Common) -> None:
        super().__init__(common)
        self.starts: list[int] = []
        """First row of each page."""

    def body(self) -> ComposeResult:
        """Heading and pages."""
        yield Echo(id="heading")
        yield Scroll()

    def on_mount(self) -> None:
        """Make the pages."""
        self.make()

    def on_resize(self, event: events.Resize) -> None:
        """As wide as the screen."""
        self.draw()

    def show(self, view: View) -> None:
        """Other customers, or another language."""
        super().show(view)
        self.make()

    # -- what a screen says ------------------------------------------------------------

    @property
    def title_text(self) -> str:
        """What it is, for the heading."""
        raise NotImplementedError

    @property
    def file_name(self) -> str:
        """What is offered to save it as."""
        raise NotImplementedError

    def make(self) -> None:
        """Make the text anew; ends with `draw`."""
        raise NotImplementedError

    def pages(self) -> Sequence[Sequence[str]]:
        """Rows of each page; none where there is nothing to read."""
        raise NotImplementedError

    def text_for(self, path: str) -> str:
        """The text for a file of that name; for the clipboard the name is empty."""
        raise NotImplementedError

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

    async def _save(self) -> None:
        if self.starts:
            await save_text(self, _("Save as (.txt or .md)") if self.code == "sheet" else
                            _("Save as"), self.file_name, self.text_for)

    def _copy(self) -> None:
        if self.starts:
            copy_text(self, self.text_for(""))

    # -- showing ----------------------------------------------------------------------

    @property
    def _page(self) -> int:
        """The page whose rows are at the top."""
        top = self.query_one(Scroll).top
        return max((n for n, start in enumerate(self.starts) if start <= top), default=0)

    def draw(self) -> None:
        """Show the pages."""
        rows: list[Line] = []
        self.starts = []
        for page in self.pages():
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
        title = self.title_text
        if len(self.starts) > 1:
            title += "  " + _("page {n} of {count}").format(
                n=self._page + 1, count=len(self.starts))
        self.query_one("#heading", Echo).show([rule(title, self.size.width, focus=True)])


def _shown(text: str, width: int) -> Line:
    """A row of a page; headings and lines as on other screens."""
    role = "title" if text.startswith("-- ") else "dim" if text.startswith("===") else ""
    return line(" ", (fit(text, width - 1), role))

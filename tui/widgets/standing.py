"""What stays under the title until it is dealt with: unsaved changes, what the store found."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from tui.widgets.canvas import Canvas, Line, Span, line, wrap

Keys = Sequence[tuple[str, str]]


class Standing(Canvas):
    """One sentence with its keys, as many rows as it needs; none where there is nothing."""

    DEFAULT_CSS = """
    Standing { height: auto; display: none; }
    Standing.-some { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.items: tuple[tuple[str, str, Keys], ...] = ()

    def show(self, items: Sequence[tuple[str, str, Keys]]) -> None:
        """Sentences, each with its role and its keys; the first is the most urgent."""
        if self.items == (now := tuple(items)):
            return
        self.items = now
        self.set_class(bool(now), "-some")
        if self.is_mounted:
            self.fit()

    def on_mount(self) -> None:
        """Shown before it was there."""
        self.fit()

    def on_resize(self) -> None:
        """Another width needs another height."""
        super().on_resize()
        self.fit()

    def fit(self) -> None:
        """As high as the sentences need, at most a third of the screen."""
        if self.items:
            width, height = self.screen.size
            self.styles.height = len(self._rows(width)[:max(2, height // 3)])
            self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The rows; where there is no room for all, the keys stay."""
        rows = self._rows(width)
        return rows if len(rows) <= height else [*rows[:height - 1], rows[-1]]

    def _rows(self, width: int) -> list[Line]:
        return [row for item in self.items for row in _item(*item, width)]


def _item(text: str, role: str, keys: Keys, width: int) -> list[Line]:
    """A sentence, and its keys behind it or below."""
    first, *rest = wrap(text, width - 4) or [""]
    spans = [Span(part) for key, label in keys for part in (f"  [{key}]", f" {label}".rstrip())]
    shown = [Span(span.text, "key" if n % 2 == 0 else "") for n, span in enumerate(spans)]
    rows = [line(" ", ("! " + first, role))]
    rows += [line("   ", (part, role)) for part in rest]
    used = cell_len(rows[-1].text) + sum(cell_len(span.text) for span in shown)
    if used <= width:
        rows[-1] = Line((*rows[-1].spans, *shown))
    else:
        rows.append(Line((Span(" "), *shown)))
    return rows

"""What is analysed as a file: the table for a spreadsheet, the picture as text or SVG."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from store import csv_text
from tui import texts
from tui.flows.handing import save_text
from tui.flows.host import Host
from tui.texts import _
from tui.widgets.canvas import Line
from tui.widgets.picture import svg_picture, text_picture

Table = Sequence[Sequence[str | int | None]]


async def export(
    host: Host, name: str, *, table: Callable[[], Table], picture: Callable[[], Sequence[Line]],
    theme: tuple[str, Mapping[str, str]],
) -> bool:
    """Ask for a file whose ending says what is wanted, and write it for its owner alone.

    `theme` is its name with its variables. False if it was left or could not be written.
    """
    def text_for(path: str) -> str | Callable[[], str]:
        ending = path.casefold().rpartition(".")[2]
        if ending == "svg":
            rows = picture()
            return svg_picture(rows, rows[0].text.strip("═─ ") if rows else name, *theme)
        if ending == "txt":
            return text_picture(picture())
        return partial(csv_text, table(), comma=texts.language() != texts.SOURCE_LANGUAGE)

    return await save_text(
        host, _("Save as (.csv table, .txt or .svg picture)"),
        f"{name}-{host.today.isoformat()}.csv", text_for)

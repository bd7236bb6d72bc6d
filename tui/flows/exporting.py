"""What is analysed as a file: the table for a spreadsheet, the picture as text or SVG."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import islice

from store import csv_text
from tui import texts
from tui.flows.handing import save_text
from tui.flows.host import Host
from tui.texts import _
from tui.widgets.canvas import Line
from tui.widgets.picture import svg_picture, text_picture

Cells = Sequence[str | int | None]
_AT_ONCE = 200
"""Rows of a table that are read between two keys."""


async def export(
    host: Host, name: str, *, table: Callable[[], Iterable[Cells]],
    picture: Callable[[], Sequence[Line]], theme: tuple[str, Mapping[str, str]],
) -> bool:
    """Ask for a file whose ending says what is wanted, and write it for its owner alone.

    `theme` is its name with its variables. False if it was left or could not be written.
    """
    async def text_for(path: str) -> str:
        ending = path.casefold().rpartition(".")[2]
        if ending == "svg":
            rows = picture()
            return svg_picture(rows, rows[0].text.strip("═─ ") if rows else name, *theme)
        if ending == "txt":
            return text_picture(picture())
        return await _csv(table())

    return await save_text(
        host, _("Save as (.csv table, .txt or .svg picture)"),
        f"{name}-{host.today.isoformat()}.csv", text_for)


async def _csv(table: Iterable[Cells]) -> str:
    """Read between the keys, put together beside them: it may be a hundred thousand rows."""
    rows: list[Cells] = []
    source = iter(table)
    while some := [*islice(source, _AT_ONCE)]:
        rows += some
        await asyncio.sleep(0)
    return await asyncio.to_thread(
        partial(csv_text, rows, comma=texts.language() != texts.SOURCE_LANGUAGE))

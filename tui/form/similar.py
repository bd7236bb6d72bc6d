"""Companies on file that look like the name being typed."""

from __future__ import annotations

from store import Book, Row, fold
from tui.quick import alike


class Similar:
    """Looks through all names of a book but that of the record in the form."""

    def __init__(self, book: Book, own: str) -> None:
        self._book = book
        self._names = [(row.short, fold(row.short)) for row in book.rows.named()
                       if row.id != own]
        self._last: tuple[str, tuple[str, ...]] = ("", ())

    def names(self, text: str) -> tuple[str, ...]:
        """Short names, best first, at most three."""
        if text != self._last[0]:
            self._last = (text, alike(text, self._names))
        return self._last[1]

    def rows(self, text: str) -> list[Row]:
        """The same with all that is known of them at a glance."""
        wanted = self.names(text)
        rows = self._book.rows
        found = {one.short: one.id for one in rows.named() if one.short in wanted}
        return [rows[found[name]] for name in wanted if name in found]

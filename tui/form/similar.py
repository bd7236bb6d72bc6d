"""Companies on file that look like the name being typed."""

from __future__ import annotations

from store import Book, Row, fold
from tui.form.writing import Found
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


class Companies:
    """Finds another company on file by its name as typed."""

    def __init__(self, book: Book, own: str) -> None:
        self._book = book
        self._own = own
        self._names: list[tuple[str, tuple[str, ...]]] | None = None

    def name_of(self, key: str) -> str:
        """Its name; the id itself for one that is gone."""
        rows = self._book.rows
        return rows[key].name if key in rows else key

    def find(self, text: str) -> Found:
        """The one that is meant: of that name, else the only one that begins or looks so."""
        wanted = fold(text)
        if self._names is None:
            self._names = [(one.id, (fold(one.name), fold(one.short)))
                           for one in self._book.rows.named() if one.id != self._own]
        exact = [one for one in self._names if wanted in one[1]]
        begun = exact or [one for one in self._names
                          if any(name.startswith(wanted) for name in one[1])]
        found = begun or [one for one in self._names if any(wanted in name for name in one[1])]
        if len(found) == 1:
            return Found(key=found[0][0], name=self._shown(found[0][0]))
        return Found(others=tuple(self._shown(one[0]) for one in sorted(
            found, key=lambda one: one[1])[:3]))

    def _shown(self, key: str) -> str:
        row = self._book.rows[key]
        return ", ".join(filter(None, (row.name, row.place)))
